"""Log-mel caches: one .npy per track, float16 [windows, 624, 96], so that audio is decoded once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import torch

from ..frontends.logmel import LogMel
from .audio import windows

WINDOWS_PER_TRACK = 24


def cache_path(cache: Path, key: str) -> Path:
    return cache / f"{hashlib.sha1(key.encode()).hexdigest()[:16]}.npy"


@torch.inference_mode()
def mel_windows(pcm: np.ndarray, frontend: LogMel, limit: int | None = WINDOWS_PER_TRACK) -> np.ndarray:
    """pcm [samples] -> float16 [windows, 624, 96]."""
    return frontend(torch.from_numpy(windows(pcm, limit).copy())).numpy().astype(np.float16)
