"""MuLan's clips: 30 s from second 30 of a recording, and 10-s windows inside them.

A recording shorter than a minute gives its last 30 s, one shorter than 30 s all of it; less than 10 s is repeated until
it fills a window. Decoded clips are kept as int16 files: decoding would else cost more than a small tower.
"""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import numpy as np

from ..frontends.paper import SAMPLE_RATE, WINDOW_SAMPLES
from .audio import AudioError, load, tile

CLIP_SECONDS = 30
SILENT = 1e-4


def cut_clip(pcm: np.ndarray) -> np.ndarray:
    """float32 [samples] -> [at most 30 s, at least 10 s]. Raises AudioError for silence (peak below 1e-4)."""
    length = CLIP_SECONDS * SAMPLE_RATE
    start = max(0, min(CLIP_SECONDS * SAMPLE_RATE, len(pcm) - length))
    clip = tile(pcm[start : start + length], WINDOW_SAMPLES)
    if float(np.abs(clip).max()) < SILENT:
        raise AudioError("the clip is silent")
    return clip


def random_window(clip: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A 10-s window at a random place: float32 [160000]."""
    start = int(rng.integers(0, len(clip) - WINDOW_SAMPLES + 1))
    return clip[start : start + WINDOW_SAMPLES]


def fixed_windows(clip: np.ndarray) -> np.ndarray:
    """The windows for evaluation: 10 s each without overlap, [1 to 3, 160000]."""
    count = len(clip) // WINDOW_SAMPLES
    return clip[: count * WINDOW_SAMPLES].reshape(count, WINDOW_SAMPLES)


class ClipCache:
    """Clips by path, decoded once. ``load`` raises AudioError; a damaged cache file is made again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def load(self, path: Path) -> np.ndarray:
        try:
            stat = path.stat()
        except OSError as error:
            raise AudioError(f"cannot read {path}: {error}") from error
        name = hashlib.sha256(f"{path.resolve()}|{stat.st_size}|{stat.st_mtime_ns}".encode()).hexdigest()[:24]
        target = self.folder / f"{name}.npy"
        try:
            kept = np.load(target, mmap_mode="r")
        except (OSError, ValueError, EOFError):
            kept = np.round(cut_clip(load(path)) * 32767).astype(np.int16)
            # Processes that share a cache may decode the same recording at once: each writes a file of its own.
            partial = self.folder / f"{name}.{os.getpid()}-{threading.get_ident()}.partial.npy"
            np.save(partial, kept)
            partial.replace(target)
        return kept.astype(np.float32) / 32767
