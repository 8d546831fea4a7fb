"""Decoding to 16 kHz mono float32 in [-1, 1]."""

from __future__ import annotations

from math import gcd
from pathlib import Path
from typing import BinaryIO

import numpy as np
import soundfile
from scipy.signal import resample_poly

from ..frontends.logmel import SAMPLE_RATE, WINDOW_SAMPLES


class AudioError(ValueError):
    """The file cannot be decoded, is empty or holds values that are not finite."""


def load(path: str | Path) -> np.ndarray:
    """Whole file -> float32 [samples] at 16 kHz, channels averaged, polyphase resampling. Raises AudioError."""
    return decode(str(path), str(path))


def decode(source: str | BinaryIO, name: str) -> np.ndarray:
    """As ``load``, from a path or an open file; ``name`` is used in errors."""
    try:
        samples, rate = soundfile.read(source, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise AudioError(f"cannot decode {name}: {error}") from error
    mono = samples.mean(1)
    if mono.size == 0 or not np.isfinite(mono).all():
        raise AudioError(f"empty or non-finite audio: {name}")
    if rate != SAMPLE_RATE:
        factor = gcd(rate, SAMPLE_RATE)
        mono = resample_poly(mono, SAMPLE_RATE // factor, rate // factor).astype(np.float32)
    return np.clip(mono, -1, 1)


def tile(pcm: np.ndarray, samples: int = WINDOW_SAMPLES) -> np.ndarray:
    """Repeats audio shorter than a window until it fills one; longer audio is returned as it is."""
    if pcm.size >= samples:
        return pcm
    return np.tile(pcm, -(-samples // pcm.size))[:samples]


def windows(pcm: np.ndarray, limit: int | None = None) -> np.ndarray:
    """Non-overlapping 10-s windows [n, 160000]; ``limit`` keeps that many, evenly spaced.

    A tail below 10 s is dropped.
    """
    pcm = tile(pcm)
    count = pcm.size // WINDOW_SAMPLES
    stack = pcm[: count * WINDOW_SAMPLES].reshape(count, WINDOW_SAMPLES)
    if limit is not None and count > limit:
        stack = stack[np.linspace(0, count - 1, limit).round().astype(int)]
    return stack
