"""Made noise for the robustness experiment: long-form lines that say nothing about the sound.

The lines are the test split's negatives, which no classifier of this project has learned from.
"""

from __future__ import annotations

import dataclasses
import zlib

import numpy as np

from ..sources.base import Recording, TextRow
from .labels import read_labels


def add_noise(recordings: list[Recording], count: int, seed: int = 0) -> list[Recording]:
    """``count`` lines more for every recording, drawn from (seed, key): other recordings change nothing."""
    if not count:
        return recordings
    lines = [row.text for row in read_labels() if row.split == "test" and not row.describes]
    noisy = []
    for recording in recordings:
        rng = np.random.default_rng((seed, zlib.crc32(f"noise {recording.key}".encode())))
        drawn = tuple(TextRow("LF", lines[i]) for i in rng.choice(len(lines), count, replace=False))
        noisy.append(dataclasses.replace(recording, texts=recording.texts + drawn))
    return noisy
