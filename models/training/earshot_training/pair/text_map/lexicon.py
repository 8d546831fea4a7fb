"""The lexicon as a map from a text to classes and scales: the mean of its entries, the nearest counting most."""

from __future__ import annotations

import numpy as np

from ...data.lexicon.entries import SCALES, Entry
from .maps import Encode, softmax

TEMPERATURE = 0.05
GATE_WIDTH = 0.05  # of a difference of cosines


class LexiconMap:
    """``names`` are a tagger's classes. A class that no tagger has is an error: it would teach nothing."""

    def __init__(self, entries: list[Entry], encode: Encode) -> None:
        self.entries = entries
        self.vectors = encode([entry.phrase for entry in entries])
        self.scales = np.array([[entry.scales[scale] for scale in SCALES] for entry in entries], np.float32)

    def signs(self, names: list[str]) -> np.ndarray:
        """[entries, classes] of -1, 0 and 1."""
        return np.array([[entry.classes.get(name, 0) for name in names] for entry in self.entries], np.float32)

    def shares(self, queries: np.ndarray, temperature: float = TEMPERATURE) -> np.ndarray:
        """[queries, entries], each row adds up to 1."""
        return softmax(queries @ self.vectors.T / temperature)

    def weights(self, queries: np.ndarray, names: list[str], temperature: float = TEMPERATURE) -> np.ndarray:
        """[queries, classes]."""
        return self.shares(queries, temperature) @ self.signs(names)

    def gate(self, queries: np.ndarray, class_names: np.ndarray) -> np.ndarray:
        """[queries] from 0 to 1: above a half where a text is nearer to a phrase of the lexicon than to the name of a
        class (``class_names`` [classes, 384]). Of instruments and genres it knows less than their names say."""
        nearer = (queries @ self.vectors.T).max(1) - (queries @ class_names.T).max(1)
        return 1 / (1 + np.exp(-nearer / GATE_WIDTH))

    def of_scale(self, queries: np.ndarray, scale: str) -> np.ndarray:
        """[queries]: energy, valence, tempo, mode or loudness from -2 to 2."""
        return self.shares(queries) @ self.scales[:, SCALES.index(scale)]


def unknown_classes(entries: list[Entry], names: list[str]) -> list[str]:
    """Classes of the lexicon that none of the taggers has."""
    return sorted({name for entry in entries for name in entry.classes} - set(names))
