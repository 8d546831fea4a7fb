"""Labelled thirds of cached windows, for distillation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..towers.student import THIRD
from .dataset import Item, item_labels, item_mel


@dataclass
class Patches:
    """mel float16 [windows, 624, 96]; pairs int [n, 2] of (window, third); targets float32 [n, 500] in raw units."""

    mel: np.ndarray
    pairs: np.ndarray
    targets: np.ndarray

    def crop(self, rows: np.ndarray) -> torch.Tensor:
        starts = self.pairs[rows, 1] * THIRD
        crops = [
            self.mel[window, start : start + THIRD] for window, start in zip(self.pairs[rows, 0], starts, strict=True)
        ]
        return torch.from_numpy(np.stack(crops)).float()


def patches(work: Path, items: list[Item], keep: Callable[[Item], bool]) -> tuple[Patches, list[int]]:
    """Every labelled third of the chosen items, with raw targets; also, for each pair, the item's index."""
    mels, pairs, targets, owners, offset = [], [], [], [], 0
    for number, item in enumerate(items):
        if not keep(item):
            continue
        labels = item_labels(work, item)
        if labels is None:
            continue
        mel = item_mel(work, item)
        windows, thirds = np.nonzero(~np.isnan(labels[:, :, 0]))
        mels.append(mel)
        pairs.append(np.stack([windows + offset, thirds], 1))
        targets.append(labels[windows, thirds])
        owners += [number] * len(windows)
        offset += len(mel)
    if not mels:
        raise FileNotFoundError("no labelled windows for this selection; run the features command first")
    return Patches(np.concatenate(mels), np.concatenate(pairs), np.concatenate(targets).astype(np.float32)), owners
