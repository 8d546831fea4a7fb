"""The whole audio tower, PCM to outputs, as exported."""

from __future__ import annotations

import torch
from torch import nn

from ..frontends.logmel import LogMel
from .heads import Head
from .student import OUTPUTS, POOLED, Student


class AudioTower(nn.Module):
    """pcm float32 [batch, 160000] (16 kHz mono, 10 s, in [-1, 1]) ->

    embedding [batch, 128] unit length; tags [batch, 100] standardised scores; music [batch, 1] in 0..1;
    log_mel [batch, 624, 96].
    """

    def __init__(self, student: Student, head: Head) -> None:
        super().__init__()
        self.frontend, self.student, self.head = LogMel(), student, head
        self.register_buffer("feature_mean", torch.zeros(OUTPUTS))
        self.register_buffer("feature_deviation", torch.ones(OUTPUTS))
        self.music = nn.Linear(POOLED, 1)

    def features(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Standardised student outputs [batch, 500] and pooled features [batch, 768]."""
        outputs, pooled = self.student.window(mel)
        return (outputs - self.feature_mean) / self.feature_deviation, pooled

    def forward(self, pcm: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        mel = self.frontend(pcm)
        features, pooled = self.features(mel)
        return self.head(features), features[:, :100], torch.sigmoid(self.music(pooled)), mel


class TextTower(nn.Module):
    """input_ids, attention_mask int64 [batch, n] -> embedding [batch, 128] unit length."""

    def __init__(self, encoder: nn.Module, head: Head) -> None:
        super().__init__()
        self.encoder, self.head = encoder, head

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.head(self.encoder(input_ids, attention_mask))
