"""Parts of made music, each float64 of one window: voices on a pitch, halls, drums, bands of a spectrum."""

from __future__ import annotations

import numpy as np

from ..frontends.logmel import SAMPLE_RATE, WINDOW_SAMPLES

FRAME, HOP = 1024, 256
SMOOTH = 12  # lines of a spectrum that a vocal tract's envelope is the mean of


def scaled(wave: np.ndarray) -> np.ndarray:
    """To a root mean square of 1."""
    return wave / (np.sqrt((wave**2).mean()) + 1e-9)


def mixed(first: np.ndarray, second: np.ndarray, decibels: float) -> np.ndarray:
    """The second at this level against the first."""
    return scaled(first) + scaled(second) * 10 ** (decibels / 20)


def wander(rng: np.random.Generator) -> np.ndarray:
    """A slow curve within -1..1."""
    return np.interp(np.linspace(0, 5, WINDOW_SAMPLES), range(6), rng.uniform(-1, 1, 6))


def band(wave: np.ndarray, low: float, high: float) -> np.ndarray:
    """What lies between two frequencies."""
    spectrum, lines = np.fft.rfft(wave), np.fft.rfftfreq(len(wave), 1 / SAMPLE_RATE)
    soft = 1 / (1 + (low / np.maximum(lines, 1)) ** 6) / (1 + (lines / high) ** 6)
    return np.fft.irfft(spectrum * soft, len(wave))


def saw(pitch: np.ndarray) -> np.ndarray:
    """A sawtooth of this many hertz at every sample."""
    return 2 * (np.cumsum(pitch / SAMPLE_RATE) % 1) - 1


def hall(wave: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """With the echo of a hall of 1 to 3 s."""
    length, fall = 2 * SAMPLE_RATE, rng.uniform(1, 3)
    echo = rng.standard_normal(length) * 10 ** (-3 * np.arange(length) / SAMPLE_RATE / fall)
    size = len(wave) + length
    wet = np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(echo, size), size)[: len(wave)]
    return mixed(wave, band(wet, 100, 5000), rng.uniform(-8, 0))


def sung(words: np.ndarray, pitch: np.ndarray) -> np.ndarray:
    """A voice that says ``words`` on ``pitch``: the speech's envelopes on a source of pulses (a channel vocoder)."""
    t = np.arange(WINDOW_SAMPLES) / SAMPLE_RATE
    source = saw(pitch * (1 + 0.008 * np.sin(2 * np.pi * 5.5 * t)))
    window, found, weight = np.hanning(FRAME), np.zeros(WINDOW_SAMPLES + FRAME), np.full(WINDOW_SAMPLES + FRAME, 1e-3)
    kernel = np.ones(SMOOTH) / SMOOTH
    for start in range(0, WINDOW_SAMPLES - FRAME, HOP):
        part = slice(start, start + FRAME)
        carrier = np.fft.rfft(source[part] * window)
        envelope = np.convolve(np.abs(np.fft.rfft(words[part] * window)), kernel, "same")
        level = np.convolve(np.abs(carrier), kernel, "same") + 1e-3
        found[part] += np.fft.irfft(carrier / level * envelope, FRAME) * window
        weight[part] += window**2
    return (found / weight)[:WINDOW_SAMPLES]


def growl(words: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Speech an octave or so lower, rough and overdriven."""
    lower = rng.uniform(0.45, 0.7)
    slow = np.resize(np.interp(np.arange(0, len(words), lower), np.arange(len(words)), words), WINDOW_SAMPLES)
    rough = slow * (0.6 + 0.4 * np.sign(saw(np.full(WINDOW_SAMPLES, rng.uniform(35, 75)))))
    return band(np.tanh(8 * scaled(rough + 0.2 * np.abs(slow) * rng.standard_normal(WINDOW_SAMPLES))), 70, 5000)


def beat(rng: np.random.Generator, tempo: float, fast: bool = False) -> np.ndarray:
    """Kick, snare and hi-hat; ``fast``: the kick on every sixteenth."""
    step, found = int(SAMPLE_RATE * 15 / tempo), np.zeros(WINDOW_SAMPLES + SAMPLE_RATE)
    t = np.arange(SAMPLE_RATE // 4) / SAMPLE_RATE
    kick = np.sin(2 * np.pi * (45 * t + 8 * (1 - np.exp(-t * 30)))) * np.exp(-t * 18)
    for number, start in enumerate(range(0, WINDOW_SAMPLES, step)):
        noise = rng.standard_normal(len(t))
        if fast or number % 4 == 0:
            found[start : start + len(t)] += kick
        if number % 8 == 4:
            found[start : start + len(t)] += 0.6 * noise * np.exp(-t * 22)
        if number % 2 == 0:
            found[start + 1 : start + len(t)] += 0.25 * np.diff(noise) * np.exp(-t[1:] * 60)
    return found[:WINDOW_SAMPLES]
