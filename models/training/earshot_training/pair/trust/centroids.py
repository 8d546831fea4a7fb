"""Spherical k-means of text vectors, and centroids in a byte a number."""

from __future__ import annotations

import numpy as np

ROUNDS = 25


def centroids(vectors: np.ndarray, weight: np.ndarray, count: int, seed: int = 0) -> np.ndarray:
    """Unit rows [n, d] and their weights [n] -> unit centroids [count, d], repeatable."""
    rng = np.random.default_rng(seed)
    found = vectors[rng.choice(len(vectors), count, replace=False, p=weight / weight.sum())]
    for _ in range(ROUNDS):
        nearest = (vectors @ found.T).argmax(1)
        sums = np.zeros_like(found)
        np.add.at(sums, nearest, (vectors * weight[:, None]).astype(np.float32))
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        found = np.where(length > 1e-6, sums / np.maximum(length, 1e-6), found)
    return found


def to_bytes(vectors: np.ndarray) -> np.ndarray:
    """Unit rows -> int8 [n, d]; 127 stands for the largest number of the row."""
    return np.round(vectors / np.abs(vectors).max(1, keepdims=True) * 127).astype(np.int8)


def from_bytes(rows: np.ndarray) -> np.ndarray:
    """-> unit rows float32."""
    vectors = rows.astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
