"""From maps to one dot product: a text's weights over the classes become a point, and so do a window's class scores.

Score = weights . scores. With the classes' covariance over a library, weights times its root and scores times its
inverse root give the same dot product, and the directions in which texts differ most can be kept alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RIDGE = 0.05
LIMIT = 6.0  # deviations; silence and noise would rule a window


@dataclass(frozen=True)
class Library:
    """Mean and deviation [classes] of class scores over the windows of a library, and their covariance once
    standardised."""

    mean: np.ndarray
    deviation: np.ndarray
    covariance: np.ndarray

    def standard(self, scores: np.ndarray) -> np.ndarray:
        return ((scores - self.mean) / self.deviation).clip(-LIMIT, LIMIT).astype(np.float32)


def library_of(scores: np.ndarray) -> Library:
    """Raw class scores [windows, classes]."""
    mean, deviation = scores.mean(0), scores.std(0) + 1e-3
    rows = ((scores - mean) / deviation).clip(-LIMIT, LIMIT)
    return Library(mean, deviation, rows.T @ rows / len(rows) + RIDGE * np.eye(rows.shape[1]))


def even(weights: np.ndarray, library: Library) -> np.ndarray:
    """[texts, classes], each text's scores with a deviation of 1 over the library, so that maps can be added."""
    spread = np.sqrt(np.einsum("ti,ij,tj->t", weights, library.covariance, weights) + 1e-9)
    return weights / spread[:, None]


@dataclass(frozen=True)
class Space:
    """``text`` and ``audio`` [classes, d]: weights @ text and standardised scores @ audio meet in d numbers; ``kept``
    is the share of the texts' differences that d numbers hold."""

    text: np.ndarray
    audio: np.ndarray
    kept: float


def make_space(weights: np.ndarray, shares: np.ndarray, library: Library, dimension: int) -> Space:
    """``weights`` [texts, classes] with their ``shares``: the space holds what these texts differ in."""
    values, axes = np.linalg.eigh(library.covariance)
    root, inverse = (axes * np.sqrt(values)) @ axes.T, (axes / np.sqrt(values)) @ axes.T
    points = weights @ root
    energy, directions = np.linalg.eigh((points * shares[:, None]).T @ points / shares.sum())
    chosen = directions[:, ::-1][:, :dimension]
    kept = float(energy[::-1][:dimension].sum() / energy.sum())
    return Space(root @ chosen, inverse @ chosen, kept)
