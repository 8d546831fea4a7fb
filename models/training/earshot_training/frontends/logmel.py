"""The log-mel front end that the teacher trunks and the student tower share.

16 kHz mono PCM in [-1, 1]; 512-sample periodic Hann window, hop 256, no centring, power spectrum, 96 Slaney mel
bands over 0-8 kHz, log10(10000 x + 1). Ten seconds (160,000 samples) give exactly 624 frames.
musicnn centres its frames (librosa default); leaving that out moves the frame grid by half a window and changes
no formula.

The DFT is a matrix product, so the same module runs in PyTorch and, exported, in any ONNX runtime.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

SAMPLE_RATE = 16_000
FFT_SIZE = 512
HOP = 256
MEL_BANDS = 96
WINDOW_SAMPLES = 160_000
WINDOW_FRAMES = 624


def hz_to_mel(hz: np.ndarray) -> np.ndarray:
    """Slaney mel scale: linear (200/3 Hz a mel) below 1 kHz, logarithmic above."""
    hz = np.asarray(hz, float)
    return np.where(hz >= 1000, 15 + 27 * np.log(np.maximum(hz, 1e-9) / 1000) / np.log(6.4), hz * 3 / 200)


def mel_to_hz(mel: np.ndarray) -> np.ndarray:
    mel = np.asarray(mel, float)
    return np.where(mel >= 15, 1000 * np.exp((mel - 15) * np.log(6.4) / 27), mel * 200 / 3)


def mel_filters(bands: int = MEL_BANDS, fft_size: int = FFT_SIZE, rate: int = SAMPLE_RATE) -> np.ndarray:
    """Area-normalised triangles [bands, fft_size // 2 + 1], as librosa.filters.mel with its defaults."""
    edges = mel_to_hz(np.linspace(hz_to_mel(0), hz_to_mel(rate / 2), bands + 2))
    freqs = np.linspace(0, rate / 2, fft_size // 2 + 1)
    width = np.diff(edges)
    ramps = edges[:, None] - freqs[None]
    triangles = np.maximum(0, np.minimum(-ramps[:-2] / width[:-1, None], ramps[2:] / width[1:, None]))
    return triangles * (2 / (edges[2:] - edges[:-2]))[:, None]


class LogMel(nn.Module):
    """pcm [batch, samples], samples a multiple of 256 and at least 512 -> log-mel [batch, frames, 96].

    frames = samples / 256 - 1. A real DFT of an even/odd folded frame: with u[n] = x[n] + x[N-n] and
    v[n] = x[n] - x[N-n], the cosine part needs n = 0..N/2 of u and the sine part n = 1..N/2-1 of v, which halves the
    multiplications of the plain matrix product.
    """

    def __init__(self) -> None:
        super().__init__()
        half = FFT_SIZE // 2
        n, k = np.arange(1, half)[:, None], np.arange(half + 1)[None]
        hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FFT_SIZE) / FFT_SIZE)
        angle = 2 * np.pi * n * k / FFT_SIZE
        # Sample 0 has a Hann weight of 0 and drops out; sample N/2 (weight 1) adds (-1)^k to the cosine part.
        # The window is symmetric about N/2, so it is part of the matrices.
        cosine = np.cos(angle) * hann[1:half, None]
        cosine = np.concatenate([cosine, np.where(k % 2, -1.0, 1.0)])
        sine = (np.sin(angle) * hann[1:half, None])[:, 1:half]
        self.register_buffer("cosine", torch.tensor(cosine, dtype=torch.float32))
        self.register_buffer("sine", torch.tensor(sine, dtype=torch.float32))
        filters = mel_filters().T
        self.register_buffer("filters", torch.tensor(filters, dtype=torch.float32))
        self.register_buffer("filters_inner", torch.tensor(filters[1:half].copy(), dtype=torch.float32))

    def forward(self, pcm: torch.Tensor) -> torch.Tensor:
        blocks = pcm.reshape(pcm.shape[0], -1, HOP)
        first, second = blocks[:, :-1], blocks[:, 1:]
        rising = first[..., 1:]
        falling = torch.flip(second[..., 1:], dims=[-1])
        real = torch.cat([rising + falling, second[..., :1]], dim=-1) @ self.cosine
        imaginary = (rising - falling) @ self.sine
        mel = (real * real) @ self.filters + (imaginary * imaginary) @ self.filters_inner
        return torch.log10(10_000 * mel + 1)
