"""Exact nearest neighbours of some queries among vectors that come in blocks; what an index is measured against."""

from __future__ import annotations

import numpy as np

from .parts import optional


class ExactTop:
    """The ``k`` best of all blocks by inner product, for unit vectors: by cosine."""

    def __init__(self, queries: np.ndarray, k: int) -> None:
        self._queries, self._k = np.ascontiguousarray(queries, np.float32), k
        self._scores = np.full((len(queries), k), -np.inf, np.float32)
        self.ids = np.full((len(queries), k), -1, np.int64)
        self._seen = 0

    def add(self, block: np.ndarray) -> None:
        """float32 [n, d], numbered on from the block before."""
        faiss = optional("faiss")
        k = min(self._k, len(block))
        scores, ids = faiss.knn(
            self._queries, np.ascontiguousarray(block, np.float32), k, metric=faiss.METRIC_INNER_PRODUCT
        )
        scores, ids = np.hstack([self._scores, scores]), np.hstack([self.ids, ids + self._seen])
        order = np.argsort(-scores, axis=1, kind="stable")[:, : self._k]
        self._scores, self.ids = (np.take_along_axis(array, order, 1) for array in (scores, ids))
        self._seen += len(block)


def recalls(found: np.ndarray, exact: np.ndarray, k: int) -> np.ndarray:
    """For each query the share of its ``k`` best that are among the first ``k`` found."""
    return np.array([np.isin(right[:k], row[:k]).mean() for row, right in zip(found, exact, strict=True)])
