"""Speech and noises under and over music, at random levels, of a labelled folder's training windows."""

from __future__ import annotations

import numpy as np

from .labelled import LabelledFolder
from .synthesis import mixed

COUNT, SPEECH_SHARE, LEVEL = 50, 0.7, 15.0  # windows, share of them with speech, decibels either way


def mix_windows(folder: LabelledFolder, seed: int, count: int = COUNT) -> np.ndarray:
    """float32 [count, 160000]. Raises ValueError where the folder has no music, speech and noises to train on."""
    train = [item for item in folder.items() if item.split == "train"]
    music = [item for item in train if item.kind == "music"]
    speech = [item for item in train if item.group == "speech"]
    noises = [item for item in train if item.kind == "other" and item.group not in ("speech", "made")]
    if not (music and speech and noises):
        raise ValueError(f"{folder.root} lacks music, speech or noises to mix")
    rng, found = np.random.default_rng((5, seed)), []
    for _ in range(count):
        over = speech if rng.random() < SPEECH_SHARE else noises
        parts = [folder.pcm(items[rng.integers(len(items))]) for items in (music, over)]
        first, second = (part[rng.integers(len(part))].astype(np.float64) for part in parts)
        wave = mixed(first, second, rng.uniform(-LEVEL, LEVEL))
        found.append(wave / np.abs(wave).max() * rng.uniform(0.3, 0.95))
    return np.stack(found).astype(np.float32)
