"""Augmentation of log-mel batches, in the power domain x = 10^m - 1 (units of the front end's 10000 x)."""

from __future__ import annotations

import torch


def gain_and_tilt(
    mel: torch.Tensor, generator: torch.Generator, gain_db: float = 6.0, tilt_db: float = 6.0
) -> torch.Tensor:
    """A gain in +-gain_db for the whole patch and a linear spectral tilt in +-tilt_db from lowest to highest band."""
    batch, _, bands = mel.shape
    draw = torch.rand(batch, 2, generator=generator) * 2 - 1
    ramp = torch.linspace(-0.5, 0.5, bands)
    db = draw[:, :1] * gain_db + draw[:, 1:] * tilt_db * ramp[None]
    factor = torch.pow(10.0, db / 10)[:, None]
    return torch.log10(factor * (torch.pow(10.0, mel) - 1).clamp(min=0) + 1)


def mix(mel: torch.Tensor, other: torch.Tensor, share: torch.Tensor) -> torch.Tensor:
    """Adds the powers of two recordings; share [batch] in 0..1 is the first one's part."""
    weight = share[:, None, None]
    return torch.log10(weight * torch.pow(10.0, mel) + (1 - weight) * torch.pow(10.0, other))


def spec_augment(
    mel: torch.Tensor, generator: torch.Generator, max_bands: int = 12, max_frames: int = 24
) -> torch.Tensor:
    """One band mask and one time mask for the whole batch (SpecAugment without warping), set to silence."""
    mel = mel.clone()
    bands = int(torch.randint(0, max_bands + 1, (1,), generator=generator))
    frames = int(torch.randint(0, max_frames + 1, (1,), generator=generator))
    low = int(torch.randint(0, mel.shape[2] - bands + 1, (1,), generator=generator))
    start = int(torch.randint(0, mel.shape[1] - frames + 1, (1,), generator=generator))
    mel[:, :, low : low + bands] = 0
    mel[:, start : start + frames] = 0
    return mel


def shift_bands(mel: torch.Tensor, bands: int) -> torch.Tensor:
    """Moves every patch up (or, when negative, down) by mel bands, much as a change of pitch does; the edge is held."""
    rows = (torch.arange(mel.shape[2]) - bands).clamp(0, mel.shape[2] - 1)
    return mel[:, :, rows]
