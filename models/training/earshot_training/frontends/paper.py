"""The log-mel of MuLan's audio towers (arXiv 2208.12415): 25 ms Hann window, 10 ms step, 64 or 128 bands.

The paper does not give the sample rate, the band edges or the offset of the logarithm. 16 kHz, 60 to 7,800 Hz on the
HTK scale and log(x + 0.001) are this project's choice.
"""

from __future__ import annotations

import math

import torch
from torch import nn

SAMPLE_RATE = 16_000
WINDOW_SECONDS = 10
WINDOW_SAMPLES = SAMPLE_RATE * WINDOW_SECONDS
FRAME, HOP, FFT = 400, 160, 512
LOWEST, HIGHEST = 60.0, 7_800.0
OFFSET = 1e-3


def mel_matrix(bands: int) -> torch.Tensor:
    """Triangular HTK filters without area normalisation: [FFT // 2 + 1, bands]."""

    def to_mel(hertz: float) -> float:
        return 2595 * math.log10(1 + hertz / 700)

    edges = torch.linspace(to_mel(LOWEST), to_mel(HIGHEST), bands + 2, dtype=torch.float64)
    hertz = 2595 * torch.log10(1 + torch.linspace(0, SAMPLE_RATE / 2, FFT // 2 + 1, dtype=torch.float64) / 700)
    rising = (hertz[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - hertz[:, None]) / (edges[2:] - edges[1:-1])
    return torch.minimum(rising, falling).clamp(min=0).float()


class LogMelSpectrogram(nn.Module):
    """pcm float32 [batch, samples] in [-1, 1] at 16 kHz -> [batch, bands, samples // 160]; 10 s give 1,000 frames."""

    def __init__(self, bands: int = 64) -> None:
        super().__init__()
        self.register_buffer("window", torch.hann_window(FRAME), persistent=False)
        self.register_buffer("filters", mel_matrix(bands), persistent=False)

    def forward(self, pcm: torch.Tensor) -> torch.Tensor:
        # The frame of step t is centred on t * HOP + HOP / 2, so that every sample counts and no frame is left over.
        margin = (FRAME - HOP) // 2
        padded = torch.nn.functional.pad(pcm, (margin, margin))
        frames = padded.unfold(-1, FRAME, HOP) * self.window
        power = torch.fft.rfft(frames, FFT).abs().square()
        return (power @ self.filters + OFFSET).log().transpose(1, 2)
