"""What a listener has to say of a window: every teacher's answer, in deviations over the training music."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from ...data.labellers.shards import Labels
from ...data.labellers.vibenet import ENERGY, VALENCE
from ...towers.listener import TARGETS, columns_of, groups_of

LIMIT = 5.0  # deviations
FLOOR = 0.05
SHARES = {"tags": 1.5, "penultimate": 0.5, "classes": 1.5, "embedding": 0.5, "feeling": 0.5, "pair": 1.0}


class TargetError(ValueError):
    """A teacher's score is no number, or the teachers were asked about different windows."""


def targets_of(labels: Labels, music: list[int], earlier: np.ndarray) -> np.ndarray:
    """float32 [windows, TARGETS] in the order of GROUPS; ``music`` are YAMNet's music classes, ``earlier`` [windows,
    128] the embeddings of the pair before. Raises TargetError."""
    if len(earlier) != len(labels.yamnet):
        raise TargetError(f"{len(labels.yamnet)} windows have labels, {len(earlier)} an embedding of the earlier pair")
    parts = (
        labels.tags.astype(np.float32).mean(1), labels.penultimate.astype(np.float32).mean(1),
        labels.yamnet[:, music], labels.embedding.astype(np.float32), labels.vibenet[:, [ENERGY, VALENCE]], earlier,
    )  # fmt: skip
    targets = np.concatenate(parts, 1).astype(np.float32)
    if targets.shape[1] != TARGETS:
        raise TargetError(f"the teachers give {targets.shape[1]} numbers, a listener learns {TARGETS}")
    if not np.isfinite(targets).all():
        raise TargetError(f"{int((~np.isfinite(targets)).sum())} of the teachers' scores are no numbers")
    return targets


@dataclass(frozen=True)
class Standard:
    """Mean and deviation [TARGETS] over the training music."""

    mean: np.ndarray
    deviation: np.ndarray

    def scale(self, targets: np.ndarray) -> torch.Tensor:
        return torch.from_numpy(((targets - self.mean) / self.deviation).clip(-LIMIT, LIMIT).astype(np.float32))


def standard_of(targets: np.ndarray) -> Standard:
    """Rare features have a floor: no slip rules the loss. The numbers of an embedding are small and have none."""
    deviation, pair = targets.std(0), columns_of("pair")
    floored = np.maximum(deviation, FLOOR)
    floored[pair] = np.maximum(deviation[pair], 1e-6)
    return Standard(targets.mean(0), floored)


def listening_loss(output: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Every group's mean squared error by its share, and the cosine distances of what is named and of the embedding."""
    found, wanted = groups_of(output), groups_of(target)
    error = sum(share * F.mse_loss(found[name], wanted[name]) for name, share in SHARES.items())
    named = [torch.cat([side["tags"], side["classes"]], 1) for side in (found, wanted)]
    apart = (1 - F.cosine_similarity(*named)).mean()
    return error + apart + (1 - F.cosine_similarity(found["pair"], wanted["pair"])).mean()


def correlation(found: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """[n, columns] twice -> [columns]."""
    p, t = found - found.mean(0), wanted - wanted.mean(0)
    return (p * t).sum(0) / torch.sqrt((p**2).sum(0) * (t**2).sum(0) + 1e-9)


def agreement(found: torch.Tensor, wanted: torch.Tensor) -> dict[str, float]:
    """Mean correlation with the teachers over the columns of each group."""
    return {name: float(part.mean()) for name, part in groups_of(correlation(found, wanted)[None]).items()}
