"""The two heads of pair 2: 128 numbers of the pair before, predicted from sound, beside those of the text maps' space.

The audio head begins as the space itself and the prediction as it is, the text head as the earlier pair's own beside
one distilled from the maps; ``balance`` is the length of the maps' part against the earlier pair's.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .text_head import WIDTH, TextHead

EARLIER = 128


class AudioJoint(nn.Module):
    """Standardised class scores [n, classes], the predicted embedding [n, 128] (unit length) and pooled features
    [n, width] -> [n, 128 + d] of unit length."""

    def __init__(self, classes: int, width: int, dimension: int, balance: float) -> None:
        super().__init__()
        self.balance = balance
        self.space = nn.Linear(classes, dimension, bias=False)
        self.earlier = nn.Linear(EARLIER, EARLIER, bias=False)
        self.beyond = nn.Linear(width, EARLIER + dimension, bias=False)
        nn.init.eye_(self.earlier.weight)
        nn.init.zeros_(self.beyond.weight)

    def forward(self, classes: torch.Tensor, earlier: torch.Tensor, pooled: torch.Tensor) -> torch.Tensor:
        beyond = self.beyond(pooled)
        known = self.earlier(earlier) + beyond[:, :EARLIER]
        mapped = F.normalize(self.space(classes) + beyond[:, EARLIER:], dim=1)
        return F.normalize(torch.cat([known, self.balance * mapped], 1), dim=1)


class TextJoint(nn.Module):
    """Sentence vectors [n, 384] -> [n, 128 + d] of unit length."""

    def __init__(self, dimension: int, hidden: int, balance: float) -> None:
        super().__init__()
        self.balance = balance
        self.register_buffer("centre", torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH)
        self.linear = nn.Linear(WIDTH, EARLIER, bias=False)
        self.mapped = TextHead(dimension, hidden)

    def forward(self, sentence: torch.Tensor) -> torch.Tensor:
        known = F.normalize(self.linear(self.norm(sentence - self.centre)), dim=1)
        return F.normalize(torch.cat([known, self.balance * self.mapped(sentence)], 1), dim=1)
