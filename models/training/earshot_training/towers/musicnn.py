"""musicnn (Pons & Serra 2019, ISC licence) in PyTorch: the teacher trunks MTT_musicnn and MSD_musicnn.

Input log-mel [batch, 187, 96] (3 s); output 50 tag scores before the sigmoid and the 200-d penultimate layer.
Trap in the checkpoint layout: the back end interleaves its pooled channels (max0, mean0, max1, mean1, ...).
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .checkpoint import read_checkpoint

PATCH_FRAMES = 187
TRUNKS = ("MTT_musicnn", "MSD_musicnn")
FRONT_BLOCKS = 5
# Per trunk and front-end block, the channels that change with the sound: written by the channels command.
LIVE_FILE = Path(__file__).parent / "live_channels.json"
LIVE: dict[str, list[list[int]]] = json.loads(LIVE_FILE.read_text())


def _numbered(name: str, index: int) -> str:
    return name if index == 0 else f"{name}_{index}"


class FrozenNorm(nn.Module):
    """Batch normalisation at inference (epsilon 1e-3, the TensorFlow default) as a scale and a shift."""

    def __init__(self, weights: dict[str, np.ndarray], index: int) -> None:
        super().__init__()
        name = _numbered("batch_normalization", index)
        gamma, beta, mean, variance = (
            torch.tensor(weights[f"{name}/{part}"]) for part in ("gamma", "beta", "moving_mean", "moving_variance")
        )
        scale = gamma / torch.sqrt(variance + 1e-3)
        self.register_buffer("scale", scale)
        self.register_buffer("shift", beta - mean * scale)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        shape = [1, -1] + [1] * (x.dim() - 2)
        return x * self.scale.view(shape) + self.shift.view(shape)


class MusiCNN(nn.Module):
    """``live`` lists the channels of each front-end block that are computed; the others stand still (their ReLU is off
    or their weights are zero), so their constant is put in their place. None computes every channel."""

    def __init__(self, weights: dict[str, np.ndarray], live: list[list[int]] | None = None) -> None:
        super().__init__()
        self.norms = nn.ModuleList(FrozenNorm(weights, i) for i in range(11))
        for i in range(8):
            kernel = torch.tensor(weights[_numbered("conv2d", i) + "/kernel"]).permute(3, 2, 0, 1)
            self.register_buffer(f"kernel{i}", kernel.contiguous())
            self.register_buffer(f"bias{i}", torch.tensor(weights[_numbered("conv2d", i) + "/bias"]))
        for i in range(2):
            self.register_buffer(f"dense{i}", torch.tensor(weights[_numbered("dense", i) + "/kernel"]).T.contiguous())
            self.register_buffer(f"dense_bias{i}", torch.tensor(weights[_numbered("dense", i) + "/bias"]))
        self.live = live
        if live is not None:
            rows, still = self.rows_of(live), self.constants(live)
            order = len(rows) + torch.arange(len(still))
            order[rows] = torch.arange(len(rows))
            self.register_buffer("still", still)
            self.register_buffer("order", order)

    def rows_of(self, live: list[list[int]]) -> torch.Tensor:
        """Positions of the live channels among all channels of the front end."""
        sizes = [len(getattr(self, f"bias{block}")) for block in range(FRONT_BLOCKS)]
        return torch.cat([sum(sizes[:block]) + torch.tensor(rows) for block, rows in enumerate(live)])

    def constants(self, live: list[list[int]]) -> torch.Tensor:
        """What the still channels of the front end are, zero for the live ones, [channels]. Taken from flat sound:
        any other gives the same."""
        flat = torch.full((1, 2 * PATCH_FRAMES, 96), 1.0)
        maps = torch.cat([self.front(flat, block) for block in range(FRONT_BLOCKS)], 1)
        constant = maps[0, :, PATCH_FRAMES].clone()
        constant[self.rows_of(live)] = 0
        return constant

    def front(self, mel: torch.Tensor, block: int, rows: list[int] | None = None) -> torch.Tensor:
        """One front-end block, or some of its channels: log-mel [batch, frames, 96] -> [batch, n, frames]."""
        kernel, bias, norm = getattr(self, f"kernel{block}"), getattr(self, f"bias{block}"), self.norms[1 + block]
        scale, shift = norm.scale, norm.shift
        if rows is not None:
            kernel, bias, scale, shift = kernel[rows], bias[rows], scale[rows], shift[rows]
        before = (kernel.shape[2] - 1) // 2
        x = F.pad(self.norms[0](mel[:, None]), (0, 0, before, kernel.shape[2] - 1 - before))
        # Maximum over mel of norm(relu(y)). Taken before both, so that only one value a frame goes through them; where
        # the norm's scale is negative it is a minimum.
        sign = torch.where(scale < 0, -1.0, 1.0)
        y = F.conv2d(x, kernel * sign[:, None, None, None], bias * sign).amax(3) * sign[:, None]
        return F.relu(y) * scale[:, None] + shift[:, None]

    def _conv1d(self, x: torch.Tensor, i: int) -> torch.Tensor:
        kernel = getattr(self, f"kernel{i}")[:, 0].permute(0, 2, 1)
        return self.norms[1 + i](F.relu(F.conv1d(F.pad(x, (3, 3)), kernel, getattr(self, f"bias{i}"))))

    def forward(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        rows = self.live or [None] * FRONT_BLOCKS
        features = torch.cat([self.front(mel, block, rows[block]) for block in range(FRONT_BLOCKS)], 1)
        if self.live is not None:
            still = self.still[None, :, None].expand(features.shape[0], -1, features.shape[2])
            features = torch.cat([features, still], 1)[:, self.order]
        c1 = self._conv1d(features, 5)
        c2 = self._conv1d(c1, 6) + c1
        c3 = self._conv1d(c2, 7) + c2
        maps = torch.cat([features, c1, c2, c3], 1)
        pooled = self.norms[9](torch.stack([maps.amax(2), maps.mean(2)], -1).flatten(1))
        penultimate = self.norms[10](F.relu(F.linear(pooled, self.dense0, self.dense_bias0)))
        return F.linear(penultimate, self.dense1, self.dense_bias1), penultimate


class Teacher(nn.Module):
    """Both trunks: log-mel [batch, 187, 96] -> tag scores [batch, 100] (MTT, MSD) and penultimate [batch, 400]."""

    def __init__(self, musicnn_package: str | Path, every_channel: bool = False) -> None:
        super().__init__()
        self.trunks = nn.ModuleList(
            MusiCNN(read_checkpoint(f"{musicnn_package}/{name}/"), None if every_channel else LIVE[name])
            for name in TRUNKS
        )

    def forward(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        outputs = [trunk(mel) for trunk in self.trunks]
        return torch.cat([o[0] for o in outputs], 1), torch.cat([o[1] for o in outputs], 1)
