"""Made audio that is not music: noise, hum, tones, clicks, near-silence, and speech from espeak-ng."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import numpy as np

from ..frontends.logmel import SAMPLE_RATE, WINDOW_SAMPLES
from .audio import load, tile

VOICES = ("en-us", "en-gb", "en-gb-scotland", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru")
HELD_OUT_VOICES = ("en-029", "fi", "tr")
SENTENCES = (
    "The train to the coast leaves from platform four at a quarter past nine.",
    "Please read the safety notice before you open the cabinet.",
    "Tomorrow will be cloudy with some rain in the afternoon and light winds from the west.",
    "She put the letters on the table and went out to look for the dog.",
    "In this chapter we look at how cells store energy and release it again.",
    "Your call is important to us. Please stay on the line.",
    "He counted one, two, three, four, five, six, seven, eight, nine and ten.",
    "The committee met on Tuesday and agreed to postpone the vote until March.",
    "Mix the flour with two eggs, add a little milk and let it rest for an hour.",
    "I never said that the house was empty, only that nobody answered the door.",
    "Turn left at the church, then drive straight on until you reach the bridge.",
    "The patient reported mild pain in the left shoulder after exercise.",
)


def _coloured(rng: np.random.Generator, exponent: float) -> np.ndarray:
    """Noise with a power spectrum of 1/f^exponent, peak 1."""
    spectrum = np.fft.rfft(rng.standard_normal(WINDOW_SAMPLES))
    frequency = np.maximum(np.fft.rfftfreq(WINDOW_SAMPLES, 1 / SAMPLE_RATE), 20)
    wave = np.fft.irfft(spectrum / frequency ** (exponent / 2), WINDOW_SAMPLES)
    return wave / np.abs(wave).max()


def _made(kind: str, rng: np.random.Generator) -> np.ndarray:
    t = np.arange(WINDOW_SAMPLES) / SAMPLE_RATE
    if kind == "silence":
        return np.zeros(WINDOW_SAMPLES)
    if kind == "noise":
        return _coloured(rng, float(rng.choice([0, 0.5, 1, 1.5, 2])))
    if kind == "gusts":
        return _coloured(rng, 1.5) * (0.55 + 0.45 * np.sin(2 * np.pi * rng.uniform(0.05, 0.4) * t + rng.uniform(0, 6)))
    if kind == "hum":
        base = float(rng.choice([50, 60, 100, 120]))
        partials = sum(
            np.sin(2 * np.pi * base * k * t + rng.uniform(0, 6)) * rng.uniform(0, 1) / k for k in range(1, 9)
        )
        return partials / np.abs(partials).max() + 0.01 * rng.standard_normal(WINDOW_SAMPLES)
    if kind == "tone":
        return np.sin(2 * np.pi * np.exp(rng.uniform(np.log(80), np.log(6000))) * t)
    if kind == "sweep":
        low, high = np.exp(rng.uniform(np.log(60), np.log(400))), np.exp(rng.uniform(np.log(1000), np.log(7000)))
        return np.sin(2 * np.pi * low * 10 / np.log(high / low) * (np.exp(t / 10 * np.log(high / low)) - 1))
    if kind == "clicks":
        wave = np.zeros(WINDOW_SAMPLES)
        wave[rng.integers(0, WINDOW_SAMPLES, int(rng.integers(5, 200)))] = rng.uniform(0.2, 1)
        return np.convolve(wave, np.exp(-np.arange(200) / rng.uniform(3, 60)), "same")
    raise ValueError(f"unknown kind {kind}")


KINDS = ("silence", "noise", "gusts", "hum", "tone", "sweep", "clicks")


def made_windows(count: int, seed: int) -> np.ndarray:
    """float32 [count, 160000]; kinds taking turns, levels from 0 to -60 dB below a peak of 0.9."""
    rng = np.random.default_rng(seed)
    out = np.zeros((count, WINDOW_SAMPLES), np.float32)
    for i in range(count):
        wave = _made(KINDS[i % len(KINDS)], rng)
        out[i] = np.clip(wave * 0.9 * 10 ** (-rng.uniform(0, 60) / 20), -1, 1)
    return out


def speech_windows(voices: tuple[str, ...], per_voice: int, seed: int) -> np.ndarray:
    """float32 [len(voices) * per_voice, 160000]: random sentences, speed and pitch, repeated to fill ten seconds."""
    rng = np.random.default_rng(seed)
    out = []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "speech.wav"
        for voice in voices:
            for _ in range(per_voice):
                text = " ".join(SENTENCES[i] for i in rng.permutation(len(SENTENCES))[:3])
                options = ["-v", voice, "-s", str(rng.integers(120, 210)), "-p", str(rng.integers(20, 80))]
                subprocess.run(["espeak-ng", *options, "-w", target, text], check=True)
                out.append(tile(load(target))[:WINDOW_SAMPLES] * rng.uniform(0.2, 1))
    return np.stack(out).astype(np.float32)
