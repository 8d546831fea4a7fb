"""Maps from a text to weights over a tagger's classes. A query's score of a track is the sum over classes of its weight
times the track's standardised score of the class.

- ``bridge``: nothing learned; how near the text is to the names of the classes.
- ``near``: learned from captions; the lift of the classes over the nearest of their texts.
- ``ridge``: the same evidence as one linear map.

No audio is needed for any of them. ``Encode`` is the sentence encoder: texts -> unit rows [n, 384].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...data.captions import Caption

Encode = Callable[[list[str]], np.ndarray]
BRIDGE_TEMPERATURE = 0.05
WIDTH = 384


@dataclass(frozen=True)
class CaptionTexts:
    """Captions and their aspects without repeats: unit ``vectors`` [n, 384], ``weight`` [n] and, for every use of a
    text, its row, its caption and its share (a caption counts 1, its aspects 1 together)."""

    strings: list[str]
    vectors: np.ndarray
    rows: np.ndarray
    owners: np.ndarray
    shares: np.ndarray

    @property
    def weight(self) -> np.ndarray:
        return np.bincount(self.rows, self.shares, len(self.strings))


def caption_texts(captions: list[Caption], encode: Encode) -> CaptionTexts:
    place: dict[str, int] = {}
    rows, owners, shares = [], [], []
    for owner, caption in enumerate(captions):
        aspects = [(text, 1 / len(caption.aspects)) for text in caption.aspects]
        for text, share in (*aspects, (caption.text, 1.0)):
            rows.append(place.setdefault(text, len(place)))
            owners.append(owner)
            shares.append(share)
    return CaptionTexts(list(place), encode(list(place)), np.array(rows), np.array(owners), np.array(shares))


def softmax(x: np.ndarray) -> np.ndarray:
    raised = np.exp(x - x.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


def bridge(queries: np.ndarray, names: np.ndarray, temperature: float = BRIDGE_TEMPERATURE) -> np.ndarray:
    """[queries, 384] and the names' vectors [classes, 384] -> weights [queries, classes] that add up to 1."""
    return softmax(queries @ names.T / temperature)


class LearnedMap:
    """What captions teach of one tagger's classes; ``lifted`` [captions, classes] is from ``evidence.lift``."""

    def __init__(self, texts: CaptionTexts, lifted: np.ndarray) -> None:
        self.texts, self.weight = texts, texts.weight
        self.sums = np.zeros((len(texts.strings), lifted.shape[1]), np.float32)
        np.add.at(self.sums, texts.rows, texts.shares.astype(np.float32)[:, None] * lifted[texts.owners])

    def near(self, queries: np.ndarray, temperature: float) -> np.ndarray:
        """Weights [queries, classes]: 0.1 for AudioSet labels, 0.05 for words were chosen on text alone."""
        kernel = np.exp((queries @ self.texts.vectors.T - 1) / temperature)
        return (kernel @ self.sums) / (kernel @ self.weight)[:, None]

    def ridge(self, strength: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
        """(mean [384], matrix [384, classes]); weights are (queries - mean) @ matrix."""
        mean = (self.texts.vectors * self.weight[:, None]).sum(0) / self.weight.sum()
        centred = self.texts.vectors - mean
        gram = (centred * self.weight[:, None]).T @ centred + strength * np.eye(WIDTH)
        return mean, np.linalg.solve(gram, centred.T @ self.sums)
