"""MuLan's text tower: BERT (arXiv 1810.04805), [CLS] through one linear layer to unit length."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .transformer import Layer


@dataclass(frozen=True)
class BertConfig:
    """BERT base, uncased."""

    vocabulary: int = 30_522
    depth: int = 12
    width: int = 768
    heads: int = 12
    positions: int = 512
    dimension: int = 128
    dropout: float = 0.1

    @classmethod
    def tiny(cls, vocabulary: int = 256) -> BertConfig:
        return cls(vocabulary, depth=2, width=32, heads=2, positions=64)


class BertTower(nn.Module):
    def __init__(self, config: BertConfig | None = None) -> None:
        super().__init__()
        self.config = c = config or BertConfig()
        self.words = nn.Embedding(c.vocabulary, c.width)
        self.positions = nn.Embedding(c.positions, c.width)
        self.types = nn.Embedding(2, c.width)
        self.norm = nn.LayerNorm(c.width, eps=1e-12)
        self.dropout = nn.Dropout(c.dropout)
        self.blocks = nn.ModuleList(
            Layer(c.width, c.heads, norm_first=False, epsilon=1e-12, dropout=c.dropout) for _ in range(c.depth)
        )
        for module in self.modules():  # as BERT was initialised; torch's wide embeddings would drown the layers
            if isinstance(module, (nn.Linear, nn.Embedding)):
                nn.init.trunc_normal_(module.weight, std=0.02)
        self.projection = nn.Linear(c.width, c.dimension)

    def features(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """input_ids, attention_mask int64 [batch, n] -> the last layer at [CLS], [batch, width].

        Raises ValueError for more tokens than there are positions.
        """
        length = input_ids.shape[1]
        if length > self.config.positions:
            raise ValueError(f"{length} tokens, but the tower has {self.config.positions} positions; truncate the text")
        x = self.words(input_ids) + self.positions.weight[:length] + self.types.weight[0]
        x = self.dropout(self.norm(x))
        mask = attention_mask.bool()
        for block in self.blocks:
            x = block(x, mask)
        return x[:, 0]

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """input_ids, attention_mask int64 [batch, n] -> unit vectors [batch, dimension]."""
        return F.normalize(self.projection(self.features(input_ids, attention_mask)), dim=-1)
