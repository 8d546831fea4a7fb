"""The towers of a MuLan run as modules that export: audio from PCM, text from token numbers."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import nn

from ..frontends.paper import FFT, FRAME, HOP, OFFSET, mel_matrix
from ..mulan.model import BertText, MuLan, SentenceText
from ..towers.text import MAX_TOKENS


class ConvolvedLogMel(nn.Module):
    """What ``LogMelSpectrogram`` computes, as one strided convolution: opset 17 has no real-input FFT worth the name.

    pcm float32 [batch, samples] -> [batch, bands, samples // 160].
    """

    def __init__(self, bands: int) -> None:
        super().__init__()
        n, k = torch.arange(FRAME, dtype=torch.float64), torch.arange(FFT // 2 + 1, dtype=torch.float64)
        angle = 2 * math.pi * k[:, None] * n / FFT
        window = torch.hann_window(FRAME, dtype=torch.float64)
        kernels = torch.cat([angle.cos() * window, angle.sin() * window]).float()
        self.register_buffer("kernels", kernels[:, None])
        self.register_buffer("filters", mel_matrix(bands).T[..., None].contiguous())

    def forward(self, pcm: torch.Tensor) -> torch.Tensor:
        parts = F.conv1d(pcm[:, None], self.kernels, stride=HOP, padding=(FRAME - HOP) // 2)
        real, imaginary = parts.chunk(2, 1)
        return (F.conv1d(real * real + imaginary * imaginary, self.filters) + OFFSET).log()


class RunAudio(nn.Module):
    """pcm float32 [batch, 160000] -> embedding [batch, dimension] of unit length."""

    def __init__(self, model: MuLan) -> None:
        super().__init__()
        self.frontend, self.tower = ConvolvedLogMel(model.audio.config.bands), model.audio

    def forward(self, pcm: torch.Tensor) -> torch.Tensor:
        return self.tower(self.frontend(pcm))


class RunText(nn.Module):
    """input_ids, attention_mask int64 [batch, n] -> embedding [batch, dimension] of unit length.

    ``limit`` is the number of tokens it reads: the application sends up to 256, and a small BERT may have fewer
    positions, so the graph itself keeps the first ones and the last, [SEP].
    """

    def __init__(self, text: BertText | SentenceText) -> None:
        super().__init__()
        if isinstance(text, SentenceText):
            self.encoder, self.norm, self.head = text.encoder.model, text.norm, text.projection
            self.limit = MAX_TOKENS
        else:
            self.encoder, self.norm, self.head = _BertFeatures(text.tower), nn.Identity(), text.tower.projection
            self.limit = min(MAX_TOKENS, text.tower.config.positions)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        ids, mask = (_keep(rows, self.limit) for rows in (input_ids, attention_mask))
        return F.normalize(self.head(self.norm(self.encoder(ids, mask))), dim=-1)


class _BertFeatures(nn.Module):
    def __init__(self, tower: nn.Module) -> None:
        super().__init__()
        self.tower = tower

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.tower.features(input_ids, attention_mask)


def _keep(rows: torch.Tensor, limit: int) -> torch.Tensor:
    return torch.cat([rows[:, : limit - 1], rows[:, limit - 1 :][:, -1:]], 1)
