"""The student audio tower: a small depthwise-separable CNN that imitates both teacher trunks.

Input log-mel [batch, frames, 96]; a third of a window (208 frames) in training, three thirds at inference whose
outputs are averaged, as musicnn averages its 3-s patches. Output: 100 tag scores and 400 penultimate features,
both in the teacher's standardised units (zero mean, unit deviation over the training windows).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

OUTPUTS = 500
POOLED = 768
THIRD = 208
CHANNELS = (48, 96, 96, 160, 160, 224, 224, 320)


class Separable(nn.Module):
    """Depthwise k x k, batch norm, ReLU, pointwise, batch norm, ReLU; a residual where the shape allows it."""

    def __init__(self, inputs: int, outputs: int, stride: tuple[int, int], kernel: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(inputs, inputs, kernel, stride, kernel // 2, groups=inputs, bias=False)
        self.norm1 = nn.BatchNorm2d(inputs)
        self.pointwise = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.residual = inputs == outputs and stride == (1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = F.relu(self.norm1(self.depthwise(x)))
        y = F.relu(self.norm2(self.pointwise(y)))
        return x + y if self.residual else y


class Student(nn.Module):
    """Maps are [batch, channels, time, mel]; the mel axis ends at 4 rows, kept apart by the last convolution."""

    def __init__(self, mean: float = 0.0, deviation: float = 1.0) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(float(mean)))
        self.register_buffer("deviation", torch.tensor(float(deviation)))
        c = CHANNELS
        self.stem = nn.Sequential(
            nn.Conv2d(1, c[0], 5, (2, 3), (2, 1), bias=False), nn.BatchNorm2d(c[0]), nn.ReLU()
        )  # time / 2, mel 96 -> 32
        self.blocks = nn.Sequential(
            Separable(c[0], c[1], (2, 2), 3),
            Separable(c[1], c[2], (1, 1), 3),
            Separable(c[2], c[3], (1, 2), 5),
            Separable(c[3], c[4], (1, 1), 5),
            Separable(c[4], c[5], (2, 2), 5),
            Separable(c[5], c[6], (1, 1), 3),
            Separable(c[6], c[7], (1, 1), 3),
        )
        self.collapse = nn.Sequential(nn.Conv2d(c[7], 384, (1, 4), bias=False), nn.BatchNorm2d(384), nn.ReLU())
        self.out = nn.Sequential(nn.Linear(POOLED, 640), nn.ReLU(), nn.Dropout(0.1), nn.Linear(640, OUTPUTS))

    def pooled(self, mel: torch.Tensor) -> torch.Tensor:
        """Mean and maximum over time of the last maps: [batch, 768]."""
        x = ((mel - self.mean) / self.deviation)[:, None]
        x = self.collapse(self.blocks(self.stem(x)))[..., 0]
        return torch.cat([x.mean(2), x.amax(2)], 1)

    def forward(self, mel: torch.Tensor) -> torch.Tensor:
        return self.out(self.pooled(mel))

    def window(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """[batch, 624, 96] -> outputs [batch, 500] and pooled features [batch, 768], each the mean over three thirds."""
        pooled = self.pooled(mel.reshape(-1, THIRD, mel.shape[-1]))
        outputs = self.out(pooled)
        return outputs.reshape(-1, 3, OUTPUTS).mean(1), pooled.reshape(-1, 3, POOLED).mean(1)
