"""The scoring rules the app uses: prompt bank, window pooling, negatives."""

from __future__ import annotations

import numpy as np

PROMPTS = ("{}", "{} music", "a track with {}", "this sounds like {}")
MEAN_WEIGHT, TOP_WEIGHT, TOP_SHARE = 0.5, 0.5, 0.2
NEGATIVE_ALPHA = 0.35


def pool_windows(scores: np.ndarray, owner: np.ndarray, tracks: list[int]) -> np.ndarray:
    """Window scores [windows, queries] -> track scores [tracks, queries]: half the mean, half that of the top 20 %."""
    out = np.empty((len(tracks), scores.shape[1]), np.float32)
    for row, track in enumerate(tracks):
        own = np.sort(scores[owner == track], axis=0)[::-1]
        top = own[: max(1, int(np.ceil(TOP_SHARE * len(own))))]
        out[row] = MEAN_WEIGHT * own.mean(0) + TOP_WEIGHT * top.mean(0)
    return out


def with_negatives(positive: np.ndarray, negatives: list[np.ndarray], alpha: float = NEGATIVE_ALPHA) -> np.ndarray:
    return positive - alpha * np.max(negatives, axis=0) if negatives else positive
