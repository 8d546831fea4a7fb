"""What the joint heads and the music score stand on, from a listener's outputs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from ...towers.listener import columns_of
from ...towers.tags import KEPT_TAGS
from ..text_map.space import Library


def class_scores(outputs: torch.Tensor) -> np.ndarray:
    """Outputs [n, TARGETS] -> the tags that have a place in the space, and the music classes [n, 245]."""
    return torch.cat([outputs[:, columns_of("tags")][:, KEPT_TAGS], outputs[:, columns_of("classes")]], 1).numpy()


def predicted_pair(outputs: torch.Tensor, mean: torch.Tensor, deviation: torch.Tensor) -> torch.Tensor:
    """The earlier pair's embedding as it is predicted, [n, 128] of unit length; the targets' mean and deviation."""
    columns = columns_of("pair")
    return F.normalize(outputs[:, columns] * deviation[columns] + mean[columns], dim=1)


@dataclass(frozen=True)
class Windows:
    """Of n windows: standardised class scores, the predicted embedding, pooled features."""

    classes: torch.Tensor
    earlier: torch.Tensor
    pooled: torch.Tensor

    def __len__(self) -> int:
        return len(self.pooled)

    def rows(self, chosen: np.ndarray) -> Windows:
        picked = torch.from_numpy(chosen)
        return Windows(self.classes[picked], self.earlier[picked], self.pooled[picked])


def windows_of(
    heard: tuple[torch.Tensor, torch.Tensor], library: Library, mean: torch.Tensor, deviation: torch.Tensor
) -> Windows:
    """``heard`` are a listener's outputs and pooled features."""
    outputs, pooled = heard
    classes = torch.from_numpy(library.standard(class_scores(outputs)))
    return Windows(classes, predicted_pair(outputs, mean, deviation), pooled)


def joined(first: Windows, second: Windows) -> Windows:
    parts = [torch.cat([getattr(one, name) for one in (first, second)]) for name in ("classes", "earlier", "pooled")]
    return Windows(*parts)
