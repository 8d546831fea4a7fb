"""Tracks scored by text maps: any number of taggers, each with its classes, its evidence and its maps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...scoring.rules import pool_windows
from .maps import Encode, LearnedMap, bridge

KINDS = ("bridge", "near", "ridge")


@dataclass(frozen=True)
class Tagger:
    """``columns`` of a window's scores, the vectors of their class names, and what captions teach of them."""

    name: str
    columns: np.ndarray
    names: np.ndarray
    learned: LearnedMap
    temperature: float

    def weights(self, queries: np.ndarray, kind: str) -> np.ndarray:
        """[queries, classes] by one of KINDS."""
        if kind == "bridge":
            return bridge(queries, self.names)
        if kind == "near":
            return self.learned.near(queries, self.temperature)
        if kind == "ridge":
            mean, matrix = self.learned.ridge()
            return (queries - mean) @ matrix
        raise ValueError(f"unknown map {kind!r}; use one of {', '.join(KINDS)}")


def units(scores: np.ndarray) -> np.ndarray:
    """[tracks, queries], each query in deviations over the tracks, so that maps can be added."""
    return (scores - scores.mean(0)) / (scores.std(0) + 1e-6)


def map_scores(
    taggers: list[Tagger], kinds: tuple[str, ...], encode: Encode, windows: np.ndarray, owner: np.ndarray,
    queries: list[str],
) -> np.ndarray:  # fmt: skip
    """Standardised class scores ``windows`` [n, classes] of the tracks in ``owner`` [n] -> [tracks, queries]: the sum
    over taggers and maps, each in deviations over the tracks."""
    tracks, vectors = sorted(set(owner.tolist())), encode(queries)
    total = np.zeros((len(tracks), len(queries)), np.float32)
    for tagger in taggers:
        scores = windows[:, tagger.columns]
        for kind in kinds:
            weights = tagger.weights(vectors, kind).astype(np.float32)
            total += units(pool_windows(scores @ weights.T, owner, tracks))
    return total
