"""MuLan's audio tower B: the Audio Spectrogram Transformer (arXiv 2104.01778).

A 128 x 1,000 log-mel is cut into 16 x 16 patches, 12 blocks of width 768 read them, [CLS] goes through one linear layer
to unit length (arXiv 2208.12415, section 3.1). ``stride`` 16 gives patches that do not overlap, 10 those of the public
checkpoints, whose [CLS] is joined by a distillation token (``distilled``): the feature is then the mean of the two.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .spec_augment import SpecAugment
from .transformer import Layer


@dataclass(frozen=True)
class ASTConfig:
    bands: int = 128
    frames: int = 1000
    patch: int = 16
    stride: int = 16
    depth: int = 12
    width: int = 768
    heads: int = 12
    dimension: int = 128
    distilled: bool = False

    @classmethod
    def tiny(cls) -> ASTConfig:
        return cls(bands=32, depth=2, width=32, heads=2)

    @property
    def features(self) -> int:
        return self.width

    @property
    def grid(self) -> tuple[int, int]:
        """Patches along mel and along time."""
        return (self.bands - self.patch) // self.stride + 1, (self.frames - self.patch) // self.stride + 1

    @property
    def special(self) -> int:
        """Positions before the first patch: [CLS], and the distillation token where there is one."""
        return 2 if self.distilled else 1


class ASTTower(nn.Module):
    def __init__(self, config: ASTConfig | None = None, augment: SpecAugment | None = None) -> None:
        super().__init__()
        self.config = c = config or ASTConfig()
        self.augment = augment or SpecAugment()
        self.patches = nn.Conv2d(1, c.width, c.patch, c.stride)
        self.tokens = nn.Parameter(torch.empty(1, c.special, c.width))
        self.positions = nn.Parameter(torch.empty(1, c.special + c.grid[0] * c.grid[1], c.width))
        for parameter in (self.tokens, self.positions):
            nn.init.trunc_normal_(parameter, std=0.02)
        self.blocks = nn.ModuleList(Layer(c.width, c.heads, norm_first=True, epsilon=1e-6) for _ in range(c.depth))
        self.norm = nn.LayerNorm(c.width, eps=1e-6)
        self.projection = nn.Linear(c.width, c.dimension)

    def features(self, log_mel: torch.Tensor) -> torch.Tensor:
        """log_mel [batch, bands, frames] -> [batch, width]. Raises ValueError for another number of bands or frames."""
        if tuple(log_mel.shape[1:]) != (self.config.bands, self.config.frames):
            raise ValueError(f"expected {self.config.bands} bands x {self.config.frames} frames, got {log_mel.shape}")
        x = self.patches(self.augment(log_mel)[:, None]).flatten(2).transpose(1, 2)
        x = torch.cat([self.tokens.expand(x.shape[0], -1, -1), x], 1) + self.positions
        for block in self.blocks:
            x = block(x)
        return self.norm(x)[:, : self.config.special].mean(1)

    def forward(self, log_mel: torch.Tensor) -> torch.Tensor:
        """log_mel [batch, bands, frames] -> unit vectors [batch, dimension]."""
        return F.normalize(self.projection(self.features(log_mel)), dim=-1)
