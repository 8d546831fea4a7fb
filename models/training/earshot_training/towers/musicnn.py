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
_TABLE = json.loads((Path(__file__).parent / "tag_names.json").read_text())
MTT_TAGS: list[str] = _TABLE["mtt"]
MSD_TAGS: list[str] = _TABLE["msd"]
TAGS = MTT_TAGS + MSD_TAGS


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
    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        super().__init__()
        self.norms = nn.ModuleList(FrozenNorm(weights, i) for i in range(11))
        for i in range(8):
            kernel = torch.tensor(weights[_numbered("conv2d", i) + "/kernel"]).permute(3, 2, 0, 1)
            self.register_buffer(f"kernel{i}", kernel.contiguous())
            self.register_buffer(f"bias{i}", torch.tensor(weights[_numbered("conv2d", i) + "/bias"]))
        for i in range(2):
            self.register_buffer(f"dense{i}", torch.tensor(weights[_numbered("dense", i) + "/kernel"]).T.contiguous())
            self.register_buffer(f"dense_bias{i}", torch.tensor(weights[_numbered("dense", i) + "/bias"]))

    def _conv2d(self, x: torch.Tensor, i: int) -> torch.Tensor:
        y = F.conv2d(x, getattr(self, f"kernel{i}"), getattr(self, f"bias{i}"))
        return self.norms[1 + i](F.relu(y)).amax(3)

    def _conv1d(self, x: torch.Tensor, i: int) -> torch.Tensor:
        kernel = getattr(self, f"kernel{i}")[:, 0].permute(0, 2, 1)
        return self.norms[1 + i](F.relu(F.conv1d(F.pad(x, (3, 3)), kernel, getattr(self, f"bias{i}"))))

    def forward(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = self.norms[0](mel[:, None])
        front = [self._conv2d(F.pad(x, (0, 0, 3, 3)), i) for i in (0, 1)]
        for i in (2, 3, 4):
            length = getattr(self, f"kernel{i}").shape[2]
            left = (length - 1) // 2
            front.append(self._conv2d(F.pad(x, (0, 0, left, length - 1 - left)), i))
        features = torch.cat(front, 1)
        c1 = self._conv1d(features, 5)
        c2 = self._conv1d(c1, 6) + c1
        c3 = self._conv1d(c2, 7) + c2
        maps = torch.cat([features, c1, c2, c3], 1)
        pooled = self.norms[9](torch.stack([maps.amax(2), maps.mean(2)], -1).flatten(1))
        penultimate = self.norms[10](F.relu(F.linear(pooled, self.dense0, self.dense_bias0)))
        return F.linear(penultimate, self.dense1, self.dense_bias1), penultimate


class Teacher(nn.Module):
    """Both trunks: log-mel [batch, 187, 96] -> tag scores [batch, 100] (MTT, MSD) and penultimate [batch, 400]."""

    def __init__(self, musicnn_package: str | Path) -> None:
        super().__init__()
        self.trunks = nn.ModuleList(MusiCNN(read_checkpoint(f"{musicnn_package}/{name}/")) for name in TRUNKS)

    def forward(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        outputs = [trunk(mel) for trunk in self.trunks]
        return torch.cat([o[0] for o in outputs], 1), torch.cat([o[1] for o in outputs], 1)
