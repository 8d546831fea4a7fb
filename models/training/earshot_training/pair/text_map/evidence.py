"""What captions say of a tagger's classes: which classes a caption's clip has, without any audio.

Two kinds of evidence: AudioSet labels of the clip, for classes that are in the ontology; words of the caption and its
aspects, for any class by its name.
"""

from __future__ import annotations

import re

import numpy as np

from ...data.captions import Caption
from ...data.ontology import AudioClass, Ontology

# How a tag is written in captions, where its own name is not.
WRITTEN = {
    "female vocalists": "female vocal", "female vocalist": "female vocal", "male vocalists": "male vocal",
    "woman": "female", "man": "male", "vocals": "vocal", "beats": "beat", "drums": "drum", "choral": "choir",
    "classic": "classical", "hip-hop": "hip hop", "rnb": "r&b", "electronica": "electronic", "heavy metal": "metal",
    "singing": "sing", "60s": "60", "70s": "70", "80s": "80", "90s": "90", "00s": "2000", "strings": "string",
    "chillout": "chill",
}  # fmt: skip
MIN_CAPTIONS = 15  # a class that fewer captions have teaches chance


def labelled(captions: list[Caption], classes: list[AudioClass], ontology: Ontology) -> np.ndarray:
    """float32 [captions, classes]: 1 where the clip has the class's AudioSet label, or one below it."""
    column = {one.mid: number for number, one in enumerate(classes)}
    found = np.zeros((len(captions), len(classes)), np.float32)
    for row, caption in enumerate(captions):
        for label in caption.labels:
            for mid in ontology.with_parents(label):
                if mid in column:
                    found[row, column[mid]] = 1
    return found


def written(captions: list[Caption], names: list[str]) -> np.ndarray:
    """float32 [captions, names]: 1 where the caption or its aspects hold the name, or how captions write it."""
    patterns = [re.compile(r"\b" + re.escape(WRITTEN.get(name.lower(), name.lower()))) for name in names]
    texts = [" ; ".join((*caption.aspects, caption.text.lower())) for caption in captions]
    return np.array([[bool(pattern.search(text)) for pattern in patterns] for text in texts], np.float32)


def lift(found: np.ndarray) -> np.ndarray:
    """How much more a caption has a class than captions do, in deviations; 0 for classes that hardly any has."""
    base = found.mean(0)
    lifted = (found - base) / np.sqrt(base * (1 - base) + 1e-4)
    lifted[:, found.sum(0) < MIN_CAPTIONS] = 0
    return lifted.astype(np.float32)
