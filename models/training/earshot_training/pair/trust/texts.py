"""What the trust number learns from. None of it is a phrase of the evaluation, unless the two met by chance."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from ...data.captions import Caption
from ...data.lexicon.entries import read_lexicon
from ...data.ontology import CHOIR, HUMMING, MUSIC, SINGING, AudioClass, Ontology
from ...data.text_filter.labels import read_labels
from .words import words_of

GM_NAMES = Path(__file__).parents[2] / "data/gm_names.json"
LONGEST_TERM = 6  # words
TERMS_DRAWN, RANDOM_DRAWN, SPOILT_DRAWN = 2500, 3000, 1200


@dataclass(frozen=True)
class TrustTexts:
    """``terms`` are musical beside the captions; ``musical`` and the rest are what the weights are fitted on."""

    captions: list[str]
    terms: list[str]
    musical: list[str]
    random: list[str]
    sounds: list[str]
    comments: list[str]
    spoilt: list[str]


def glossary_phrases(folder: Path) -> list[str]:
    """The English side of the application's glossaries (term, tab, English a line)."""
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise ValueError(f"{folder} holds no glossary (*.tsv)")
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    pairs = [line.split("\t") for line in lines if "\t" in line and not line.startswith("#")]
    return sorted({pair[1].strip().lower() for pair in pairs} - {"", "-"})


def spoil(text: str, rng: np.random.Generator) -> str:
    """The text with a letter doubled, dropped, changed or swapped in every word of four letters and more."""
    out = []
    for word in text.split():
        for _ in range(1 + (len(word) > 6)):
            if len(word) >= 4:
                at, letter = int(rng.integers(1, len(word) - 1)), chr(int(rng.integers(97, 123)))
                change = (word[at] * 2, "", letter, word[at + 1] + word[at])
                kind = int(rng.integers(len(change)))
                word = word[:at] + change[kind] + word[at + (2 if kind == 3 else 1) :]
        out.append(word)
    return " ".join(out)


def random_words(tokenizer: Tokenizer, captions: list[str], rng: np.random.Generator) -> list[str]:
    """Texts of one to four words of the encoder's vocabulary that no caption has."""
    said = {word for text in captions for word in words_of(text)}
    words = sorted(w for w in tokenizer.get_vocab() if re.fullmatch(r"[a-z]{3,}", w) and w not in said)
    return [" ".join(rng.choice(words, rng.integers(1, 5))) for _ in range(RANDOM_DRAWN)]


def trust_texts(
    captions: list[Caption], classes: list[AudioClass], ontology: Ontology, glossaries: Path, tokenizer: Tokenizer,
    seed: int = 0,
) -> TrustTexts:  # fmt: skip
    rng = np.random.default_rng(seed)
    music = ontology.below(MUSIC) | ontology.below(SINGING) | {CHOIR, HUMMING}
    written = list(dict.fromkeys(text for caption in captions for text in (*caption.aspects, caption.text)))
    short = [text for text in written if len(text.split()) <= LONGEST_TERM]
    instruments = [str(name).lower() for name in json.loads(GM_NAMES.read_text())]
    lexicon = [entry.phrase for entry in read_lexicon()]
    named = [one.name.lower() for one in classes if one.mid in music]
    terms = list(dict.fromkeys([*lexicon, *glossary_phrases(glossaries), *instruments]))
    return TrustTexts(
        captions=written,
        terms=terms,
        musical=[*(str(t) for t in rng.choice(short, min(TERMS_DRAWN, len(short)), replace=False)), *terms, *named],
        random=random_words(tokenizer, written, rng),
        sounds=[one.name.lower() for one in classes if one.mid not in music],
        comments=[row.text for row in read_labels() if not row.describes],
        spoilt=[spoil(str(t), rng) for t in rng.choice(short, min(SPOILT_DRAWN, len(short)), replace=False)],
    )
