"""VibeNet (PyPI vibenet 0.1.0, GPL-3.0-or-later) as a labeller: its network is run, its package never imported."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ...frontends.logmel import SAMPLE_RATE, mel_filters
from ...towers.onnx_graphs import session
from .files import VIBENET, checked, finite, usable

NAMES = ("acousticness", "danceability", "energy", "instrumentalness", "liveness", "speechiness", "valence")
ENERGY, VALENCE = NAMES.index("energy"), NAMES.index("valence")
WINDOW, HOP, FFT_SIZE, BANDS, RANGE_DB = 640, 320, 1024, 128, 80
WHO = "VibeNet"


class Vibenet:
    """Log-mel in dB: Hann 640, hop 320, FFT 1024, no centring, 128 Slaney bands, at most 80 dB below the clip's
    loudest. Raises LabellerError."""

    def __init__(self, network: Path) -> None:
        self._session = session(checked(network, VIBENET))
        self._hann = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(np.float32)
        self._filters = mel_filters(BANDS, FFT_SIZE, SAMPLE_RATE).astype(np.float32)

    def log_mel(self, pcm: np.ndarray) -> np.ndarray:
        """[samples] -> [128, frames]."""
        frames = np.lib.stride_tricks.sliding_window_view(pcm, WINDOW)[::HOP] * self._hann
        power = np.abs(np.fft.rfft(frames, FFT_SIZE, axis=-1)) ** 2
        decibels = 10 * np.log10(np.maximum(1e-10, self._filters @ power.T.astype(np.float32)))
        return np.maximum(decibels, decibels.max() - RANGE_DB).astype(np.float32)

    def __call__(self, pcm: np.ndarray) -> np.ndarray:
        """float32 [samples] at 16 kHz, a second or more -> [7] in the order of NAMES; acousticness, instrumentalness
        and liveness are logits, the others plain values."""
        mel = self.log_mel(usable(pcm, SAMPLE_RATE, WHO))
        return finite(self._session.run(["out"], {"x": mel[None]})[0][0], WHO)
