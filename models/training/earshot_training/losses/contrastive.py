"""Contrastive losses over a batch of paired unit vectors.

``contrastive_multiview`` is the loss as printed in MuLan (arXiv 2208.12415): both directions share one denominator
that leaves the positive out, with critic exp(a.b / tau). ``info_nce`` is the usual symmetric cross-entropy.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F

MASKED = -1e4


def duplicate_mask(text: torch.Tensor, threshold: float = 0.98) -> torch.Tensor:
    """True for pairs i != j whose texts are (nearly) the same, which must not count as negatives."""
    eye = torch.eye(len(text), dtype=torch.bool, device=text.device)
    return (text @ text.T > threshold) & ~eye


def info_nce(
    audio: torch.Tensor, text: torch.Tensor, scale: torch.Tensor, mask: torch.Tensor | None = None
) -> torch.Tensor:
    """audio, text [n, d] unit vectors, scale = 1 / tau; mask [n, n] True where a pair is not a negative."""
    scores = audio @ text.T * scale
    if mask is not None:
        scores = scores.masked_fill(mask, MASKED)
    target = torch.arange(len(scores), device=scores.device)
    return (F.cross_entropy(scores, target) + F.cross_entropy(scores.T, target)) / 2


def contrastive_multiview(audio: torch.Tensor, text: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    """-mean_i [ a_i.b_i / tau - log( sum_{j != i} exp(a_i.b_j / tau) + exp(a_j.b_i / tau) ) ]; needs n >= 2."""
    if len(audio) < 2:
        raise ValueError("the loss needs at least two pairs")
    scores = audio @ text.T * scale
    eye = torch.eye(len(scores), dtype=torch.bool, device=scores.device)
    negatives = torch.cat([scores.masked_fill(eye, float("-inf")), scores.T.masked_fill(eye, float("-inf"))], 1)
    return (negatives.logsumexp(1) - scores.diagonal()).mean()
