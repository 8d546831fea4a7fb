"""All taggers' maps and the lexicon, made from captions, the ontology and the class map."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...data.captions import read_captions
from ...data.lexicon.entries import read_lexicon
from ...data.ontology import Ontology, music_classes, read_class_map
from ...towers.tags import KEPT_TAGS, LOWER_TAGS
from .evidence import labelled, lift, written
from .lexicon import LexiconMap
from .maps import Encode, LearnedMap, caption_texts
from .score import Tagger

TAG_TEMPERATURE, CLASS_TEMPERATURE = 0.05, 0.1


@dataclass(frozen=True)
class Maps:
    """Taggers with what captions teach of their classes, and the lexicon."""

    taggers: list[Tagger]
    lexicon: LexiconMap
    class_names: list[str]
    music: list[int]
    encode: Encode

    def lexicon_gate(self, vectors: np.ndarray) -> np.ndarray:
        """[texts]: how far the lexicon has a say, by ``LexiconMap.gate``."""
        return self.lexicon.gate(vectors, np.concatenate([tagger.names for tagger in self.taggers]))


def make_maps(captions: Path, ontology: Path, class_map: Path, encode: Encode) -> Maps:
    rows, tree, classes = read_captions(captions, labelled=True), Ontology(ontology), read_class_map(class_map)
    music = music_classes(classes, tree)
    chosen, tags = [classes[i] for i in music], [LOWER_TAGS[i] for i in KEPT_TAGS]
    texts = caption_texts(rows, encode)
    by_words, by_labels = lift(written(rows, tags)), lift(labelled(rows, chosen, tree))
    names = [one.name for one in chosen]
    taggers = [
        Tagger("musicnn", np.arange(len(tags)), encode(tags), LearnedMap(texts, by_words), TAG_TEMPERATURE),
        Tagger(
            "YAMNet", len(tags) + np.arange(len(names)), encode(names), LearnedMap(texts, by_labels), CLASS_TEMPERATURE
        ),
    ]
    return Maps(taggers, LexiconMap(read_lexicon(), encode), [*tags, *names], music, encode)
