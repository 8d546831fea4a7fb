"""MobileNet v1 with its norms folded into the convolutions: a stem, then blocks of a depthwise and a pointwise one."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

KERNEL = 3


@dataclass(frozen=True)
class TrunkPlan:
    """Channels of the stem (stride 2); then of each block, with its stride. The default is YAMNet's."""

    stem: int = 32
    blocks: tuple[tuple[int, int], ...] = (
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1),
        (1024, 2), (1024, 1),
    )  # fmt: skip


def same_padding(size: int, stride: int) -> tuple[int, int]:
    """TensorFlow's "same": what is odd goes behind."""
    total = max((-(-size // stride) - 1) * stride + KERNEL - size, 0)
    return total // 2, total - total // 2


def padded(x: torch.Tensor, stride: tuple[int, int]) -> torch.Tensor:
    # Whole numbers, so that an exported graph holds the amounts and not how they are computed.
    height, width = int(x.shape[2]), int(x.shape[3])
    return F.pad(x, [*same_padding(width, stride[1]), *same_padding(height, stride[0])])


class MobileNet(nn.Module):
    """Log-mel [n, frames, bands] -> maps [n, channels, frames / 32, bands / 32] for YAMNet's plan."""

    def __init__(self, plan: TrunkPlan | None = None) -> None:
        super().__init__()
        self.plan = plan or TrunkPlan()
        inputs = [self.plan.stem, *(channels for channels, _ in self.plan.blocks)]
        self.stem = nn.Conv2d(1, self.plan.stem, KERNEL, 2)
        self.depth = nn.ModuleList(
            nn.Conv2d(width, width, KERNEL, stride, groups=width)
            for width, (_, stride) in zip(inputs[:-1], self.plan.blocks, strict=True)
        )
        self.point = nn.ModuleList(nn.Conv2d(a, b, 1) for a, b in itertools.pairwise(inputs))

    def entry(self, mel: torch.Tensor) -> torch.Tensor:
        return F.relu(self.stem(padded(mel[:, None], self.stem.stride)))

    def block(self, number: int, x: torch.Tensor) -> torch.Tensor:
        depth = self.depth[number]
        return F.relu(self.point[number](F.relu(depth(padded(x, depth.stride)))))

    def forward(self, mel: torch.Tensor) -> torch.Tensor:
        x = self.entry(mel)
        for number in range(len(self.depth)):
            x = self.block(number, x)
        return x

    def convolutions(self) -> list[nn.Conv2d]:
        """In the order they are applied."""
        pairs = zip(self.depth, self.point, strict=True)
        return [self.stem, *(layer for pair in pairs for layer in pair)]
