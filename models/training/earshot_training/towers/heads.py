"""The two heads into the joint 128-d space: minus a fixed centre, LayerNorm, Linear without bias, L2."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .tags import KEPT_TAGS

DIMENSION = 128


class Head(nn.Module):
    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(inputs))
        self.norm = nn.LayerNorm(inputs)
        self.linear = nn.Linear(inputs, DIMENSION, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.normalize(self.linear(self.norm(x - self.centre)), dim=-1)


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


def average_heads(heads: list[Head], weights: list[float] | None = None) -> Head:
    """The (weighted) mean of the weights of heads that began at the same start."""
    shares = weights or [1 / len(heads)] * len(heads)
    states = [head.state_dict() for head in heads]
    merged = Head(heads[0].linear.in_features)
    merged.load_state_dict({k: sum(w * s[k] for w, s in zip(shares, states, strict=True)) for k in states[0]})
    return merged.eval()
