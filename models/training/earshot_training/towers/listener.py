"""The next student audio tower: a small depthwise-separable network on a coarse log-mel that gives what every teacher
says of a window in one pass.

Input log-mel [batch, 312, 64] (``frontends.coarse``); output [batch, TARGETS] in the teachers' deviations, in the order
of GROUPS, and the pooled features [batch, width] that heads and the music score stand on.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

GROUPS = {"tags": 100, "penultimate": 400, "classes": 148, "embedding": 1024, "feeling": 2}
TARGETS = sum(GROUPS.values())


@dataclass(frozen=True)
class Plan:
    """Channels of the stem; then of each block, with its stride in time and mel. ``width`` is that of the pooled
    features."""

    stem: int = 24
    blocks: tuple[tuple[int, int], ...] = ((48, 1), (96, 2), (96, 1), (192, 2), (192, 1), (192, 1), (320, 2), (320, 1))
    width: int = 768


class Separable(nn.Module):
    """Depthwise 3x3 and pointwise convolution, each with batch norm and ReLU; with a way around where shapes allow."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.around = inputs == outputs and stride == 1
        self.depth = nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False)
        self.depth_norm = nn.BatchNorm2d(inputs)
        self.point = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.point_norm = nn.BatchNorm2d(outputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = F.relu(self.depth_norm(self.depth(x)))
        y = self.point_norm(self.point(y))
        return F.relu(x + y) if self.around else F.relu(y)


class Listener(nn.Module):
    def __init__(self, plan: Plan | None = None) -> None:
        super().__init__()
        self.plan = plan or Plan()
        self.register_buffer("mean", torch.tensor(1.5))
        self.register_buffer("deviation", torch.tensor(1.0))
        self.stem = nn.Conv2d(1, self.plan.stem, 3, 2, 1, bias=False)
        self.stem_norm = nn.BatchNorm2d(self.plan.stem)
        channels = [self.plan.stem, *(outputs for outputs, _ in self.plan.blocks)]
        strides = [stride for _, stride in self.plan.blocks]
        self.blocks = nn.Sequential(
            *(Separable(a, b, s) for a, b, s in zip(channels[:-1], channels[1:], strides, strict=True))
        )
        self.dense = nn.Linear(2 * channels[-1], self.plan.width)
        self.outputs = nn.Linear(self.plan.width, TARGETS)

    def pooled(self, mel: torch.Tensor) -> torch.Tensor:
        x = ((mel - self.mean) / self.deviation)[:, None]
        x = self.blocks(F.relu(self.stem_norm(self.stem(x)))).mean(3)
        return F.relu(self.dense(torch.cat([x.mean(2), x.amax(2)], 1)))

    def forward(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        pooled = self.pooled(mel)
        return self.outputs(pooled), pooled
