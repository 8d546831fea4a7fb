"""The student audio tower: both teacher trunks without their dead channels, on a coarser grid.

Some three quarters of the teacher's front-end channels never change their value on any sound (their ReLU is off, or
their weights are zero), so leaving them out changes nothing. The student also looks at every second frame only, takes
the maximum over every second mel position (but for the tallest filters), and sees the 7-frame filters through four
shared time functions; it begins as the teacher's own weights on that grid (``pruning.py``) and is distilled from there.

Input log-mel [batch, frames, 96]; a third of a window (208 frames) in training, three thirds at inference whose
outputs are averaged, as musicnn averages its 3-s patches. Output: 100 tag scores and 400 penultimate features in the
teacher's raw units.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .musicnn import LIVE

OUTPUTS = 500
THIRD = 208
MIDDLE = 64
PENULTIMATE = 200
TAGS_EACH = 50
TIMBRAL_FRAMES = 7
FRONT_KERNELS = ((TIMBRAL_FRAMES, 38), (TIMBRAL_FRAMES, 67), (128, 1), (64, 1), (32, 1))
COUNTS = [[len(block) for block in blocks] for blocks in LIVE.values()]
POOLED = 2 * sum(sum(blocks) + 3 * MIDDLE for blocks in COUNTS)


@dataclass(frozen=True)
class Grid:
    """``rank`` shared time functions of the timbral filters; steps in frames and, per kind of filter, mel positions."""

    rank: int = 4
    time_step: int = 2
    mel_steps: tuple[int, int, int, int, int] = (2, 1, 2, 2, 2)

    @property
    def taps(self) -> int:
        """Length of the middle convolutions: the teacher's seven frames, rounded up to the grid."""
        return 7 if self.time_step == 1 else 5


SHIPPED = Grid()


class Activation(nn.Module):
    """ReLU, then the batch norm behind it as a scale and a shift: [batch, channels, time]."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(channels))
        self.shift = nn.Parameter(torch.zeros(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(x) * self.scale[:, None] + self.shift[:, None]


class FrontBlock(nn.Module):
    """Convolution and maximum over mel: [batch, inputs, time, mel] -> [batch, channels, time].

    The teacher takes the maximum after ReLU and norm. Where the norm's scale is negative that is the minimum before it;
    those filters are kept negated and turned back by ``sign``.
    """

    def __init__(self, inputs: int, channels: int, kernel: tuple[int, int], stride: tuple[int, int]) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(inputs, channels, kernel, stride)
        self.activation = Activation(channels)
        self.register_buffer("sign", torch.ones(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.activation(self.convolution(x).amax(3) * self.sign[:, None])


class Trunk(nn.Module):
    """One teacher trunk behind its front end: three middle layers, pooling over time, two dense layers."""

    def __init__(self, features: int, taps: int) -> None:
        super().__init__()
        inputs = (features, MIDDLE, MIDDLE)
        self.middle = nn.ModuleList(nn.Conv1d(n, MIDDLE, taps, padding=taps // 2) for n in inputs)
        self.activations = nn.ModuleList(Activation(MIDDLE) for _ in inputs)
        self.penultimate = nn.Linear(2 * (features + 3 * MIDDLE), PENULTIMATE)
        self.norm = Activation(PENULTIMATE)
        self.tags = nn.Linear(PENULTIMATE, TAGS_EACH)

    def pooled(self, features: torch.Tensor) -> torch.Tensor:
        """Maximum and mean over time of the front end and the middle layers: [batch, 2 (features + 192)]."""
        one = self.activations[0](self.middle[0](features))
        two = self.activations[1](self.middle[1](one)) + one
        three = self.activations[2](self.middle[2](two)) + two
        maps = torch.cat([features, one, two, three], 1)
        return torch.cat([maps.amax(2), maps.mean(2)], 1)

    def forward(self, pooled: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        penultimate = self.norm(self.penultimate(pooled)[..., None])[..., 0]
        return self.tags(penultimate), penultimate


class Student(nn.Module):
    def __init__(self, grid: Grid = SHIPPED) -> None:
        super().__init__()
        self.grid, step = grid, grid.time_step
        self.register_buffer("mean", torch.tensor(0.0))
        self.register_buffer("deviation", torch.tensor(1.0))
        half = TIMBRAL_FRAMES // 2
        self.time_functions = nn.Conv2d(1, grid.rank, (TIMBRAL_FRAMES, 1), (step, 1), (half, 0), bias=False)
        self.front = nn.ModuleList()
        for (frames, bands), channels, mel_step in zip(
            FRONT_KERNELS, zip(*COUNTS, strict=True), grid.mel_steps, strict=True
        ):
            timbral = frames == TIMBRAL_FRAMES
            self.front.append(
                FrontBlock(
                    grid.rank if timbral else 1, sum(channels), (1 if timbral else frames, bands),
                    (1 if timbral else step, mel_step),
                )
            )  # fmt: skip
        self.trunks = nn.ModuleList(Trunk(sum(blocks), grid.taps) for blocks in COUNTS)

    def pooled(self, mel: torch.Tensor) -> torch.Tensor:
        """Pooled maps of both trunks: [batch, POOLED]."""
        x = ((mel - self.mean) / self.deviation)[:, None]
        timbral = self.time_functions(x)
        maps = []
        for block, (frames, _) in zip(self.front, FRONT_KERNELS, strict=True):
            before = (frames - 1) // 2
            source = timbral if frames == TIMBRAL_FRAMES else F.pad(x, (0, 0, before, frames - 1 - before))
            maps.append(block(source).split([blocks[len(maps)] for blocks in COUNTS], 1))
        return torch.cat(
            [t.pooled(torch.cat(m, 1)) for t, m in zip(self.trunks, zip(*maps, strict=True), strict=True)], 1
        )

    def outputs(self, pooled: torch.Tensor) -> torch.Tensor:
        """[batch, POOLED] -> tags (MTT, MSD) and penultimate features (MTT, MSD): [batch, 500]."""
        parts = pooled.split([2 * (sum(blocks) + 3 * MIDDLE) for blocks in COUNTS], 1)
        tags, penultimate = zip(*(trunk(part) for trunk, part in zip(self.trunks, parts, strict=True)), strict=True)
        return torch.cat([*tags, *penultimate], 1)

    def forward(self, mel: torch.Tensor) -> torch.Tensor:
        return self.outputs(self.pooled(mel))

    def window(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """[batch, 624, 96] -> outputs [batch, 500], pooled [batch, POOLED], each the mean over three thirds."""
        pooled = self.pooled(mel.reshape(-1, THIRD, mel.shape[-1]))
        outputs = self.outputs(pooled)
        return outputs.reshape(-1, 3, OUTPUTS).mean(1), pooled.reshape(-1, 3, POOLED).mean(1)
