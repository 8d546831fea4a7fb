"""Audio pre-training as in MuLan: a multi-label logistic regression over AudioSet's 527 classes.

The layer on top is used for this objective alone; ``ResNetTower`` and ``ASTTower`` go on without it.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .ast import ASTTower
from .resnet import ResNetTower

AUDIOSET_CLASSES = 527


class Pretraining(nn.Module):
    """``tower`` under one linear layer of class scores; the tower is trained in place."""

    def __init__(self, tower: ResNetTower | ASTTower, classes: int = AUDIOSET_CLASSES) -> None:
        super().__init__()
        self.tower = tower
        self.classes = nn.Linear(tower.config.features, classes)

    def forward(self, log_mel: torch.Tensor) -> torch.Tensor:
        """log_mel [batch, bands, frames] -> logits [batch, classes]."""
        return self.classes(self.tower.features(log_mel))

    def loss(
        self, log_mel: torch.Tensor, labels: torch.Tensor, class_weights: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Mean binary cross-entropy; labels 0 or 1, [batch, classes]; weights [classes], mean 1 by custom."""
        return F.binary_cross_entropy_with_logits(self(log_mel), labels.float(), class_weights)
