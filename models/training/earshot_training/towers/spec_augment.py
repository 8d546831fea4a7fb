"""SpecAugment (arXiv 1904.08779) without time warping: stripes of time and of frequency are set to the mean."""

from __future__ import annotations

import torch
from torch import nn


class SpecAugment(nn.Module):
    """log_mel [batch, bands, frames] -> the same shape; does nothing outside training. Draws from torch's generator.

    Each example gets its own stripes, each of a width drawn evenly from 0 to the limit.
    """

    def __init__(self, time_masks: int = 2, time_width: int = 100, band_masks: int = 2, band_width: int = 16) -> None:
        super().__init__()
        self.time = (time_masks, time_width)
        self.band = (band_masks, band_width)

    def forward(self, log_mel: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return log_mel
        batch, bands, frames = log_mel.shape
        covered = _stripes(batch, bands, *self.band, log_mel.device)[:, :, None]
        covered = covered | _stripes(batch, frames, *self.time, log_mel.device)[:, None, :]
        return torch.where(covered, log_mel.mean((1, 2), keepdim=True), log_mel)


def _stripes(batch: int, length: int, masks: int, limit: int, device: torch.device) -> torch.Tensor:
    """True where one of ``masks`` stripes lies: bool [batch, length]."""
    limit = min(limit, length)
    width = torch.randint(0, limit + 1, (batch, masks, 1), device=device)
    start = (torch.rand((batch, masks, 1), device=device) * (length - width + 1)).long()
    place = torch.arange(length, device=device)
    return ((place >= start) & (place < start + width)).any(1)
