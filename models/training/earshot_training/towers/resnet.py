"""MuLan's audio tower A: ResNet-50 (v1, arXiv 1512.03385) on a log-mel picture with one channel.

Mean over time and mel, one linear layer, unit length (arXiv 2208.12415, section 3.1).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .spec_augment import SpecAugment

EXPANSION = 4


@dataclass(frozen=True)
class ResNetConfig:
    """``width`` is the channel count of the first stage's inner convolutions; it doubles from stage to stage."""

    bands: int = 64
    blocks: tuple[int, ...] = (3, 4, 6, 3)
    width: int = 64
    dimension: int = 128

    @classmethod
    def tiny(cls) -> ResNetConfig:
        return cls(blocks=(1, 1), width=8)

    @property
    def features(self) -> int:
        return self.width * 2 ** (len(self.blocks) - 1) * EXPANSION


class Bottleneck(nn.Module):
    """1x1, 3x3, 1x1 with batch norm; parameter names are torchvision's, so that its checkpoints fit."""

    def __init__(self, inputs: int, width: int, stride: int) -> None:
        super().__init__()
        outputs = width * EXPANSION
        self.conv1, self.bn1 = nn.Conv2d(inputs, width, 1, bias=False), nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3, self.bn3 = nn.Conv2d(width, outputs, 1, bias=False), nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = F.relu(self.bn1(self.conv1(x)))
        y = F.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNetTower(nn.Module):
    def __init__(self, config: ResNetConfig | None = None, augment: SpecAugment | None = None) -> None:
        super().__init__()
        self.config = config or ResNetConfig()
        self.augment = augment or SpecAugment()
        channels = self.config.width
        self.conv1, self.bn1 = nn.Conv2d(1, channels, 7, 2, 3, bias=False), nn.BatchNorm2d(channels)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        for stage, count in enumerate(self.config.blocks):
            width = self.config.width * 2**stage
            rows = []
            for number in range(count):
                rows.append(Bottleneck(channels, width, 2 if number == 0 and stage > 0 else 1))
                channels = width * EXPANSION
            self.add_module(f"layer{stage + 1}", nn.Sequential(*rows))
        self.projection = nn.Linear(channels, self.config.dimension)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def features(self, log_mel: torch.Tensor) -> torch.Tensor:
        """log_mel [batch, bands, frames] -> [batch, 2048] at paper size: the mean over time and mel."""
        x = self.augment(log_mel)[:, None]
        x = self.maxpool(F.relu(self.bn1(self.conv1(x))))
        for stage in range(len(self.config.blocks)):
            x = getattr(self, f"layer{stage + 1}")(x)
        return x.mean((2, 3))

    def forward(self, log_mel: torch.Tensor) -> torch.Tensor:
        """log_mel [batch, bands, frames] -> unit vectors [batch, dimension]."""
        return F.normalize(self.projection(self.features(log_mel)), dim=-1)
