"""The texts that a joint space and its text head are made from, and what the maps say of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..trust.texts import glossary_phrases
from .making import Maps
from .space import Library, even

LEXICON_SHARE = 2.0
# How often a text is drawn against a caption's.
CAPTION, PHRASE, TERM = 1.0, 6.0, 4.0


def weights_of(maps: Maps, vectors: np.ndarray, library: Library) -> np.ndarray:
    """[texts, classes]: bridge and near of every tagger, and the lexicon at LEXICON_SHARE where it is nearer."""
    share = LEXICON_SHARE * maps.lexicon_gate(vectors)
    total = share[:, None] * even(maps.lexicon.weights(vectors, maps.class_names), library)
    for tagger in maps.taggers:
        for kind in ("bridge", "near"):
            part = np.zeros_like(total)
            part[:, tagger.columns] = tagger.weights(vectors, kind)
            total += even(part, library)
    return total.astype(np.float32)


def training_texts(maps: Maps, glossaries: Path) -> tuple[list[str], np.ndarray]:
    """Captions and their aspects, the lexicon, the glossaries' English; and how often each is drawn."""
    captions = maps.taggers[0].learned.texts.strings
    phrases, terms = [entry.phrase for entry in maps.lexicon.entries], glossary_phrases(glossaries)
    counts = ((CAPTION, captions), (PHRASE, phrases), (TERM, terms))
    return [*captions, *phrases, *terms], np.concatenate([np.full(len(part), share) for share, part in counts])
