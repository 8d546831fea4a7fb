"""YAMNet's log-mel on a few patches of a window, as matrix products that any runtime has.

16 kHz mono PCM; a patch of 0.975 s holds 96 frames of 400 samples (Hann, hop 160, FFT 512), the magnitude spectrum, 64
HTK mel bands over 125-7500 Hz, natural logarithm of the magnitude + 0.001.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from .logmel import FFT_SIZE, SAMPLE_RATE, WINDOW_SAMPLES

PATCH_SAMPLES, PATCH_FRAMES, BANDS = 15_600, 96, 64
FRAME, HOP, OFFSET = 400, 160, 1e-3
LOWEST, HIGHEST = 125.0, 7500.0
# Eight patches of a window, spread evenly; training draws from all, a shipped tower hears HEARD.
STARTS = tuple(int((0.1375 + 1.25 * number) * SAMPLE_RATE) for number in range(8))
HEARD = (1, 4, 6)
# Spectral lines that any band takes: outside them the filters are zero.
LOW_LINE, HIGH_LINE = 4, 241
TINY = 1e-10


def htk(frequency: np.ndarray) -> np.ndarray:
    return 1127 * np.log(1 + np.asarray(frequency) / 700)


def htk_filters() -> np.ndarray:
    """float32 [257, 64]: triangles in mel, the lowest line in none."""
    lines = htk(np.linspace(0, SAMPLE_RATE / 2, FFT_SIZE // 2 + 1))[:, None]
    edges = np.linspace(htk(LOWEST), htk(HIGHEST), BANDS + 2)
    rising = (lines - edges[None, :-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[None, 2:] - lines) / (edges[2:] - edges[1:-1])
    filters = np.maximum(0, np.minimum(rising, falling))
    filters[0] = 0
    return filters.astype(np.float32)


class PatchMel(nn.Module):
    """pcm [batch, 160000] -> [batch * patches, 96, 64], the patches of a window one after the other.

    Raises ValueError for audio that is not exactly a window.
    """

    def __init__(self, patches: tuple[int, ...] = HEARD) -> None:
        super().__init__()
        self.starts = [STARTS[patch] for patch in patches]
        # About the middle sample the window is even: both halves of a frame share one product. Sample 0 weighs nothing.
        half = np.arange(1, FRAME // 2)[:, None]
        lines = np.arange(LOW_LINE, HIGH_LINE)[None]
        window = 0.5 - 0.5 * np.cos(2 * np.pi * (FRAME // 2 + half) / FRAME)
        angle = 2 * np.pi * half * lines / FFT_SIZE
        middle = np.ones((1, lines.shape[1]))
        self.register_buffer(
            "cosine", torch.tensor(np.concatenate([middle, np.cos(angle) * window]), dtype=torch.float32)
        )
        self.register_buffer("sine", torch.tensor(np.sin(angle) * window, dtype=torch.float32))
        self.register_buffer("filters", torch.tensor(htk_filters()[LOW_LINE:HIGH_LINE].copy()))

    def forward(self, pcm: torch.Tensor) -> torch.Tensor:
        if pcm.shape[1] != WINDOW_SAMPLES:
            raise ValueError(f"a window has {WINDOW_SAMPLES} samples, this one has {pcm.shape[1]}")
        # Half hops of 80 samples, five of which make a frame.
        half_hops = torch.cat([pcm[:, None, a : a + PATCH_SAMPLES] for a in self.starts], 1).reshape(-1, 195, 80)
        frames = torch.cat([half_hops[:, part : part + 2 * PATCH_FRAMES - 1 : 2] for part in range(5)], 2)
        after, before = frames[..., FRAME // 2 + 1 :], torch.flip(frames[..., 1 : FRAME // 2], dims=[-1])
        middle = frames[..., FRAME // 2 : FRAME // 2 + 1]
        real = torch.cat([middle, after + before], 2) @ self.cosine
        imaginary = (after - before) @ self.sine
        magnitude = torch.sqrt(real * real + imaginary * imaginary + TINY)
        return torch.log(magnitude @ self.filters + OFFSET)
