"""A text head with one hidden layer: sentence vectors [n, 384] -> unit vectors [n, d]."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

WIDTH = 384
SPREAD = 8.0  # numbers of a unit vector of 384 are small; this brings them into the bend of GELU


class TextHead(nn.Module):
    """``hidden`` 0 leaves one linear layer. The hidden part begins at zero."""

    def __init__(self, dimension: int, hidden: int) -> None:
        super().__init__()
        self.straight = nn.Linear(WIDTH, dimension)
        self.bent = nn.Sequential(nn.Linear(WIDTH, hidden), nn.GELU(), nn.Linear(hidden, dimension)) if hidden else None
        if self.bent:
            nn.init.zeros_(self.bent[2].weight)

    def raw(self, x: torch.Tensor) -> torch.Tensor:
        return self.straight(x) + (self.bent(SPREAD * x) if self.bent else 0)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.normalize(self.raw(x), dim=-1)
