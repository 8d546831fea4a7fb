"""Vectors made by the million, clustered as real ones are: around real centres, with the real spread around them."""

from __future__ import annotations

import numpy as np

from .parts import optional

CENTRES = 256
LEAST_MEMBERS = 8


class MadeVectors:
    """Learned from real unit vectors float32 [n, d]. A vector is a centre, drawn as often as real ones are nearest to
    it, plus a normal step with the covariance of what real ones keep from their centres, as far as that centre's own
    do, scaled to unit length. Blocks are drawn by their number: the same number gives the same vectors."""

    def __init__(self, real: np.ndarray, seed: int = 0) -> None:
        faiss = optional("faiss")
        centres = min(CENTRES, len(real) // LEAST_MEMBERS)
        means = faiss.Kmeans(real.shape[1], centres, niter=20, seed=seed + 1, min_points_per_centroid=1)
        means.train(np.ascontiguousarray(real, np.float32))
        owner = means.index.search(np.ascontiguousarray(real, np.float32), 1)[1][:, 0]
        self.centres, self._seed = means.centroids, seed
        counts = np.bincount(owner, minlength=centres)
        self._shares = counts / counts.sum()
        rest = real - self.centres[owner]
        # A centre that was fitted to its few members is nearer to them than to others of their kind.
        rest = rest * np.sqrt(counts / np.maximum(counts - 1, 1))[owner][:, None]
        spread = np.sqrt(np.bincount(owner, (rest**2).sum(1), centres) / np.maximum(counts, 1))
        usual = float(np.sqrt((rest**2).sum(1).mean()))
        self._scale = np.where(counts >= LEAST_MEMBERS, spread / usual, 1.0).astype(np.float32)
        values, axes = np.linalg.eigh(np.cov(rest.T))
        self._step = (axes * np.sqrt(np.maximum(values, 0))).T.astype(np.float32)

    def block(self, number: int, size: int) -> np.ndarray:
        """float32 [size, d]."""
        rng = np.random.default_rng((self._seed, number))
        owner = rng.choice(len(self._shares), size, p=self._shares)
        step = rng.standard_normal((size, self._step.shape[0]), np.float32) @ self._step
        made = self.centres[owner] + step * self._scale[owner][:, None]
        return made / np.linalg.norm(made, axis=1, keepdims=True)


def nearest_cosines(vectors: np.ndarray, groups: np.ndarray | None = None) -> np.ndarray:
    """Cosine of each to its nearest other; ``groups``: to the nearest of another group (windows of another track)."""
    found = vectors @ vectors.T
    own = np.eye(len(vectors), dtype=bool) if groups is None else groups[:, None] == groups[None]
    return np.where(own, -2, found).max(1)
