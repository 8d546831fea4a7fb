"""Virtual windows: feature vectors for captions whose music the corpora lack.

A real window's two penultimate layers are moved along the ridge pseudo-inverse of their trunk's output weights until
the caption's tags stand out by 1.2 to 2.6 standard deviations; the tag scores follow from the same output weights.
All vectors are [500]: 100 tag scores (MTT, MSD), 400 penultimate features (MTT, MSD), in raw units.
"""

from __future__ import annotations

import numpy as np

from ..towers.musicnn import Teacher
from ..towers.tags import MSD_TAGS, MTT_TAGS, UNIQUE_TAGS


class VirtualWindows:
    def __init__(
        self, teacher: Teacher, real: np.ndarray, hits: np.ndarray, rng: np.random.Generator, ridge: float = 0.5
    ):
        self.real, self.hits, self.rng = real, hits, rng
        self.mean, self.deviation = real.mean(0), real.std(0) + 1e-3
        self.trunks = []
        for trunk, names, tag_at, layer_at in zip(
            teacher.trunks, (MTT_TAGS, MSD_TAGS), (0, 50), (100, 300), strict=True
        ):
            weight, bias = trunk.dense1.numpy(), trunk.dense_bias1.numpy()
            inverse = np.linalg.solve(weight @ weight.T + ridge * np.eye(50), weight).T
            columns = np.array([UNIQUE_TAGS.index(n.lower()) if n.lower() in UNIQUE_TAGS else -1 for n in names])
            self.trunks.append(
                (weight, bias, inverse, columns, slice(tag_at, tag_at + 50), slice(layer_at, layer_at + 200))
            )

    def draw(self, captions: np.ndarray) -> np.ndarray:
        """Standardised virtual windows [n, 500] for the captions with those rows in ``hits``."""
        count = len(captions)
        seeds = self.real[self.rng.integers(0, len(self.real), count)]
        base = self.mean + self.rng.choice([0.2, 0.4, 0.6], (count, 1)) * (seeds - self.mean)
        out, height = base.copy(), self.rng.uniform(1.2, 2.6, (count, 1))
        for weight, bias, inverse, columns, tags, layer in self.trunks:
            wanted = (self.hits[captions][:, columns] > 0) & (columns >= 0)
            scores = (base[:, tags] - self.mean[tags]) / self.deviation[tags]
            change = (np.where(wanted, height, 0.5 * scores - 0.3) - scores) * self.deviation[tags]
            out[:, layer] = base[:, layer] + change @ inverse.T
            out[:, tags] = out[:, layer] @ weight.T + bias
        return ((out - self.mean) / self.deviation).astype(np.float32)
