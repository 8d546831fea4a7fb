"""Ranking metrics with bootstrap confidence intervals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.stats import rankdata

Figure = tuple[float, float, float]  # value, and its 95 % interval


def auc(scores: np.ndarray, relevant: np.ndarray) -> float:
    """ROC-AUC by ranks (ties count half); NaN when one class is empty."""
    positives = int(relevant.sum())
    negatives = len(relevant) - positives
    if positives == 0 or negatives == 0:
        return float("nan")
    ranks = rankdata(scores)
    return float((ranks[relevant.astype(bool)].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def average_precision(scores: np.ndarray, relevant: np.ndarray) -> float:
    order = np.argsort(-scores, kind="stable")
    hits = relevant[order].astype(float)
    if hits.sum() == 0:
        return float("nan")
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1) * hits).sum() / hits.sum())


def drawn(value: Callable[[np.ndarray], float], count: int, draws: int, seed: int = 0) -> Figure:
    """``value`` of all ``count`` rows with the percentile interval of its values over draws of rows, NaN left out."""
    rng = np.random.default_rng(seed)
    values = [value(rng.integers(0, count, count)) for _ in range(draws)]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return value(np.arange(count)), float(low), float(high)


def bootstrap(values: np.ndarray, draws: int = 2000, seed: int = 0) -> Figure:
    """Mean over queries and its 95 % percentile interval, resampling queries."""
    values = np.asarray([v for v in values if np.isfinite(v)])
    rng = np.random.default_rng(seed)
    means = values[rng.integers(0, len(values), (draws, len(values)))].mean(1)
    return float(values.mean()), float(np.percentile(means, 2.5)), float(np.percentile(means, 97.5))


def paired_bootstrap(a: np.ndarray, b: np.ndarray, draws: int = 2000, seed: int = 0) -> Figure:
    """Mean of a - b over the same queries with its 95 % interval."""
    return bootstrap(np.asarray(a) - np.asarray(b), draws, seed)
