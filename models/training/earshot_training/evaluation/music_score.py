"""How well the music score tells music from other sound, on what was held out."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from ..data.dataset import Item
from ..pair.features import Features
from ..pair.music_gate import MUSIC_THRESHOLD
from ..pair.prepared import Prepared
from ..scoring.metrics import auc


def measure_gate(ready: Prepared, gate: nn.Linear) -> dict[str, object]:
    """Figures of a fitted music score on the held-out windows, at the shipped threshold."""
    with torch.inference_mode():
        scores = torch.sigmoid(gate(torch.from_numpy(ready.features.pooled)))[:, 0].numpy()
    return music_gate(scores, ready.features, ready.items, MUSIC_THRESHOLD)


def music_gate(scores: np.ndarray, features: Features, items: list[Item], threshold: float) -> dict[str, object]:
    """Window scores in 0..1 -> AUC on held-out windows, share of music kept and of non-music rejected."""
    held = np.array([items[o].split == "held-out" and items[o].kind in ("music", "other") for o in features.owner])
    is_music = np.array([items[o].kind == "music" for o in features.owner])
    groups = {}
    for group in sorted({items[o].group for o in features.owner[held & ~is_music]}):
        rows = held & ~is_music & np.array([items[o].group == group for o in features.owner])
        groups[group] = {"windows": int(rows.sum()), "rejected": float((scores[rows] < threshold).mean())}
    return {
        "windows": [int((held & is_music).sum()), int((held & ~is_music).sum())],
        "auc": auc(scores[held], is_music[held]),
        "music_kept": float((scores[held & is_music] >= threshold).mean()),
        "other_rejected": float((scores[held & ~is_music] < threshold).mean()),
        "by_group": groups,
    }
