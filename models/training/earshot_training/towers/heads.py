"""The two heads into the joint 128-d space: LayerNorm -> Linear without bias -> L2."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from ..data.captions import LOWER_TAGS, NEGATED

DIMENSION = 128
KEPT_TAGS = [i for i, tag in enumerate(LOWER_TAGS) if tag not in NEGATED]


class Head(nn.Module):
    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(inputs)
        self.linear = nn.Linear(inputs, DIMENSION, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.normalize(self.linear(self.norm(x)), dim=-1)


def text_to_tags(tag_vectors: torch.Tensor, ridge: float = 0.3) -> torch.Tensor:
    """The bridge [tags, 384]: ridge solution from a text vector to coordinates over centred tag-name vectors."""
    centred = tag_vectors - tag_vectors.mean(0)
    gram = centred @ centred.T + ridge * torch.eye(len(centred))
    return torch.linalg.solve(gram, centred)


def start_as_bridge(audio: Head, text: Head, tag_vectors: torch.Tensor, small: float = 0.02) -> None:
    """Sets the first len(KEPT_TAGS) rows: audio picks the standardised tag scores, text maps onto the same tags.

    ``tag_vectors`` [len(KEPT_TAGS), 384] are the text vectors of the tag names, in the order of KEPT_TAGS. The other
    rows keep their random values, scaled by ``small``.
    """
    with torch.no_grad():
        audio.linear.weight.mul_(small)
        text.linear.weight.mul_(small)
        rows = torch.arange(len(KEPT_TAGS))
        audio.linear.weight[rows, torch.tensor(KEPT_TAGS)] = 1.0
        text.linear.weight[: len(KEPT_TAGS)] = text_to_tags(tag_vectors)
