"""The learning rate over a run."""

from __future__ import annotations

import numpy as np


def one_cycle(rate: float, warm: float, done: float) -> float:
    """``rate`` after a linear warm-up (``warm`` of it is over, 1 or more: all), along a cosine to next to nothing."""
    return rate * min(1.0, warm) * (0.5 + 0.5 * np.cos(np.pi * done)) + 1e-6
