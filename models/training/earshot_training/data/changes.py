"""Changed windows of training music: played faster or slower, with other bands, something under it, noise, another
level. What teachers say of them is asked anew, so a listener learns from sound that no file holds."""

from __future__ import annotations

import numpy as np

from ..frontends.logmel import SAMPLE_RATE, WINDOW_SAMPLES
from .labelled import LabelledFolder
from .synthesis import mixed, scaled

COUNT = 50  # windows of an item
SEMITONES, BAND_DECIBELS = 4.0, 9.0
PLAYED, SHAPED, UNDER, NOISY = 0.75, 0.55, 0.35, 0.08  # how often


def replayed(wave: np.ndarray, factor: float) -> np.ndarray:
    """So many times faster, and higher: the spectrum is cut or filled with nothing."""
    length = 2 * round(len(wave) / factor / 2)
    spectrum, wide = np.fft.rfft(wave), np.zeros(length // 2 + 1, complex)
    kept = min(len(spectrum), len(wide))
    wide[:kept] = spectrum[:kept]
    return np.fft.irfft(wide, length) * length / len(wave)


def shaped(wave: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """With a smooth curve over the bands; one in five loses its top."""
    lines = np.fft.rfftfreq(len(wave), 1 / SAMPLE_RATE)
    at = np.log2(np.maximum(lines, 30) / 30) / 8
    gain = np.interp(at, np.linspace(0, 1.02, 6), rng.uniform(-BAND_DECIBELS, BAND_DECIBELS, 6))
    if rng.random() < 0.2:
        gain -= np.maximum(0, lines - rng.uniform(1500, 5000)) / 100
    return np.fft.irfft(np.fft.rfft(wave) * 10 ** (np.maximum(gain, -80) / 20), len(wave))


def changed(wave: np.ndarray, other: np.ndarray | None, rng: np.random.Generator) -> np.ndarray:
    """A window [160000] and one that may come under it -> float32 [160000] within -1..1."""
    found = wave.astype(np.float64)
    if rng.random() < PLAYED:
        found = np.resize(replayed(found, 2 ** (rng.uniform(-SEMITONES, SEMITONES) / 12)), WINDOW_SAMPLES)
    if rng.random() < SHAPED:
        found = shaped(found, rng)
    if other is not None:
        found = mixed(found, other.astype(np.float64), -rng.uniform(0, 14))
    if rng.random() < NOISY:
        found = mixed(found, rng.standard_normal(WINDOW_SAMPLES), -rng.uniform(6, 30))
    found = scaled(found) * 10 ** (rng.uniform(-30, -12) / 20)
    return (found / max(1.0, np.abs(found).max())).astype(np.float32)


def changed_windows(folder: LabelledFolder, seed: int, count: int = COUNT) -> np.ndarray:
    """float32 [count, 160000]. Raises ValueError where the folder has no music to train on."""
    music = [item for item in folder.items() if item.split == "train" and item.kind == "music"]
    if not music:
        raise ValueError(f"{folder.root} has no music to change")
    rng = np.random.default_rng((7, seed))

    def drawn() -> np.ndarray:
        part = folder.pcm(music[rng.integers(len(music))])
        return part[rng.integers(len(part))]

    return np.stack([changed(drawn(), drawn() if rng.random() < UNDER else None, rng) for _ in range(count)])
