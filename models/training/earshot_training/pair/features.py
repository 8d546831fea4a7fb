"""From cached windows to the arrays that heads training and evaluation use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..data.dataset import Item, item_labels, item_mel
from ..towers.student import Student


@dataclass
class Features:
    """Window features of items: outputs [n, 500] raw, pooled [n, POOLED] (student only), owner [n] item index."""

    outputs: np.ndarray
    pooled: np.ndarray | None
    owner: np.ndarray

    def of(self, chosen: set[int]) -> Features:
        rows = np.isin(self.owner, list(chosen))
        return Features(self.outputs[rows], None if self.pooled is None else self.pooled[rows], self.owner[rows])


WINDOWS_USED = 12


def spread(count: int, limit: int = WINDOWS_USED) -> np.ndarray:
    """Indices of at most ``limit`` evenly spaced windows out of ``count``."""
    return np.unique(np.linspace(0, count - 1, min(count, limit)).round().astype(int))


def used_windows(work: Path, item: Item) -> np.ndarray:
    """float16 [windows, 624, 96]: at most 12 evenly spaced windows of a track, all of the made non-music sets."""
    mel = item_mel(work, item)
    return mel if item.group in ("made", "speech") else mel[spread(len(mel))]


@torch.inference_mode()
def student_features(student: Student, work: Path, items: list[Item], batch: int = 16) -> Features:
    """The used windows of every item through the student."""
    student.eval()
    outputs, pooled, owner = [], [], []
    for number, item in enumerate(items):
        mel = torch.from_numpy(used_windows(work, item))
        for start in range(0, len(mel), batch):
            out, pool = student.window(mel[start : start + batch].float())
            outputs.append(out.numpy())
            pooled.append(pool.numpy())
            owner += [number] * len(out)
    return Features(np.concatenate(outputs), np.concatenate(pooled), np.array(owner))


def teacher_features(work: Path, items: list[Item]) -> Features:
    """Teacher outputs of every window, averaged over the thirds that were labelled (usually one)."""
    outputs, owner = [], []
    for number, item in enumerate(items):
        labels = item_labels(work, item)
        if labels is None:
            raise FileNotFoundError(f"no teacher labels for {item.key}")
        outputs.append(np.nanmean(labels, axis=1))
        owner += [number] * len(labels)
    return Features(np.concatenate(outputs), None, np.array(owner))
