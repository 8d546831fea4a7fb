"""Where a listener's outputs begin: a ridge from the untrained trunk's pooled features to the targets."""

from __future__ import annotations

from collections.abc import Callable

import torch

from ...towers.listener import Listener, columns_of
from .hearing import EVEN, heard
from .targets import agreement, correlation

STRENGTHS = (1000.0, 3000.0, 10_000.0)
OTHER_SHARE = 0.3  # what a window without music weighs
FLOOR = 0.03
Check = tuple[torch.Tensor, torch.Tensor]  # maps, targets


@torch.inference_mode()
def standardise(listener: Listener, maps: torch.Tensor, is_music: torch.Tensor, batch: int = 32) -> torch.Tensor:
    """Sets mean and deviation of the pooled features to those of the music; returns all in these deviations."""
    chosen = [maps[i : i + batch, list(EVEN)].float() for i in range(0, len(maps), batch)]
    raw = torch.cat([listener.raw_pooled(part.flatten(0, 1), len(EVEN)) for part in chosen])
    listener.mean.copy_(raw[is_music].mean(0))
    listener.deviation.copy_(raw[is_music].std(0) + FLOOR)
    return heard(listener, maps, EVEN)[1]


def ridge(features: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor, strength: float) -> torch.Tensor:
    """float64: weights [columns, features] of the weighted ridge; ``weights`` [n, 1]."""
    centred = targets - (targets * weights).sum(0) / weights.sum()
    gram = (features * weights).T @ features + strength * torch.eye(features.shape[1], dtype=torch.float64)
    return torch.linalg.solve(gram, (features * weights).T @ centred).T


def start_outputs(
    listener: Listener, maps: torch.Tensor, targets: torch.Tensor, is_music: torch.Tensor, check: Check,
    report: Callable[[str], None] = print,
) -> float:  # fmt: skip
    """Fits ``straight``; the strength is the one that follows the tags best on ``check``, and is returned."""
    features = standardise(listener, maps, is_music).double()
    weights = torch.where(is_music, 1.0, OTHER_SHARE).double()[:, None]
    wanted, best = targets.double(), (-2.0, 0.0, listener.straight.weight.detach())
    with torch.no_grad():
        listener.straight.bias.copy_((wanted * weights).sum(0) / weights.sum())
    for strength in STRENGTHS:
        found = ridge(features, wanted, weights, strength).float()
        with torch.no_grad():
            listener.straight.weight.copy_(found)
        outputs = heard(listener, check[0], EVEN)[0]
        follows = float(correlation(outputs, check[1])[columns_of("tags")].mean())
        report(f"ridge {strength:g}: {told(agreement(outputs, check[1]))}")
        best = max(best, (follows, strength, found), key=lambda one: one[0])
    with torch.no_grad():
        listener.straight.weight.copy_(best[2])
    return best[1]


def told(figures: dict[str, float]) -> str:
    return " ".join(f"{name} {value:.3f}" for name, value in figures.items())
