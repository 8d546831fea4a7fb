"""Made music of the kinds that a music score takes for noise: chant, drone, voices alone, growls over metal, spoken
word over music, lo-fi, harsh electronic. Of renders of single instruments, espeak-ng and arithmetic; made kinds are no
recordings, and tell no more than how a score meets such sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..frontends.logmel import SAMPLE_RATE, WINDOW_SAMPLES
from .audio import load, tile
from .nonmusic import HELD_OUT_VOICES, VOICES, speech_windows
from .synthesis import band, beat, growl, hall, mixed, saw, scaled, sung, wander

SCALE = (0, 2, 3, 5, 7, 8, 10)
CHOIR, KEYS, HEAVY, LOW = (52, 53, 54), (0, 4, 24, 48), (29, 30), (33, 34)
SPEECHES = 2  # a voice


@dataclass(frozen=True)
class Sources:
    """``renders`` holds a folder of single instruments (``gm`` or ``gm-held-out``), ``speech`` [n, 160000]."""

    renders: Path
    speech: np.ndarray

    def instrument(self, programs: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
        """A window of one of the programs. Raises FileNotFoundError where none was rendered."""
        found = sorted(path for program in programs for path in self.renders.glob(f"{program:03d}-*.wav"))
        if not found:
            raise FileNotFoundError(f"{self.renders} has no render of {programs}; run the corpora command first")
        return scaled(tile(load(found[rng.integers(len(found))]))[:WINDOW_SAMPLES].astype(np.float64))

    def voice(self, rng: np.random.Generator) -> np.ndarray:
        return scaled(self.speech[rng.integers(len(self.speech))].astype(np.float64))


def melody(rng: np.random.Generator, low: float, notes: int) -> np.ndarray:
    """Hertz at every sample: steps of a minor scale above ``low``, of unequal lengths."""
    ends = np.sort(rng.uniform(0, WINDOW_SAMPLES, notes - 1)).astype(int)
    lengths = np.diff([0, *ends, WINDOW_SAMPLES])
    steps = np.clip(np.cumsum(rng.integers(-2, 3, notes)) + 2, 0, 6)
    return np.repeat(low * 2 ** (np.array(SCALE)[steps] / 12), lengths)


def chant(sources: Sources, rng: np.random.Generator) -> np.ndarray:
    """Men in unison on few notes, in a hall; every third one a rendered choir."""
    if rng.random() < 0.33:
        return hall(sources.instrument(CHOIR, rng), rng)
    pitch, words = melody(rng, rng.uniform(95, 140), int(rng.integers(5, 12))), sources.voice(rng)
    voices = [np.roll(sung(words, pitch * 2 ** (rng.normal(0, 0.15) / 12)), rng.integers(0, 900)) for _ in range(4)]
    return hall(sum(voices, np.zeros(WINDOW_SAMPLES)), rng)


def drone(_: Sources, rng: np.random.Generator) -> np.ndarray:
    """A held sound with beats and a slow change of its overtones."""
    base, t, found = rng.uniform(45, 130), np.arange(WINDOW_SAMPLES) / SAMPLE_RATE, np.zeros(WINDOW_SAMPLES)
    for ratio in (1.0, 1.003, 1.5, 2.0, rng.choice([1.2, 1.25, 1.333]))[: int(rng.integers(3, 6))]:
        for partial in range(1, 9):
            level = 1 / partial * (1 + 0.8 * wander(rng))
            found += level * np.sin(2 * np.pi * base * ratio * partial * t + rng.uniform(0, 6))
    return hall(found, rng) if rng.random() < 0.5 else found


def solo_voice(sources: Sources, rng: np.random.Generator) -> np.ndarray:
    words, pitch = sources.voice(rng), melody(rng, rng.uniform(150, 300), int(rng.integers(10, 22)))
    return mixed(sung(words, pitch), hall(sung(words, pitch), rng), rng.uniform(-14, -4))


def a_cappella(sources: Sources, rng: np.random.Generator) -> np.ndarray:
    """Voices in three or four parts."""
    words, low = sources.voice(rng), rng.uniform(100, 160)
    line = melody(rng, low, int(rng.integers(6, 14)))
    parts = [sung(words, line * interval) for interval in (1, 1.189, 1.498, 2)[: int(rng.integers(3, 5))]]
    return hall(sum(parts, np.zeros(WINDOW_SAMPLES)), rng)


def growl_metal(sources: Sources, rng: np.random.Generator) -> np.ndarray:
    """Distorted speech, lowered, over distorted guitar, bass and fast drums."""
    band_of = mixed(np.tanh(4 * sources.instrument(HEAVY, rng)), sources.instrument(LOW, rng), -4)
    played = mixed(band_of, beat(rng, rng.uniform(150, 220), fast=True), rng.uniform(-4, 4))
    return mixed(played, growl(sources.voice(rng), rng), rng.uniform(-4, 4))


def spoken_word(sources: Sources, rng: np.random.Generator) -> np.ndarray:
    music = sources.instrument(KEYS, rng)
    if rng.random() < 0.5:
        music = mixed(music, beat(rng, rng.uniform(70, 110)), rng.uniform(-6, 2))
    return mixed(music, sources.voice(rng), rng.uniform(-3, 5))


def lo_fi(sources: Sources, rng: np.random.Generator) -> np.ndarray:
    """Narrow in band, with hiss and crackle."""
    played = mixed(sources.instrument(KEYS, rng), beat(rng, rng.uniform(65, 95)), rng.uniform(-8, 0))
    narrow = band(played, rng.uniform(80, 350), rng.uniform(1800, 4000))
    crackle = rng.standard_normal(WINDOW_SAMPLES) * (rng.random(WINDOW_SAMPLES) < rng.uniform(2e-4, 3e-3))
    hissed = mixed(narrow, rng.standard_normal(WINDOW_SAMPLES), rng.uniform(-30, -12))
    return mixed(hissed, crackle, rng.uniform(-24, -10))


def harsh_electronic(_: Sources, rng: np.random.Generator) -> np.ndarray:
    """Overdriven saws and gated noise over a straight kick."""
    tempo = rng.uniform(130, 190)
    gate = (np.arange(WINDOW_SAMPLES) * tempo * 4 / 60 / SAMPLE_RATE) % 1 < rng.uniform(0.3, 0.8)
    lead = np.tanh(rng.uniform(3, 12) * saw(melody(rng, rng.uniform(40, 110), 24))) * gate
    noise = band(rng.standard_normal(WINDOW_SAMPLES), 1500, 7500) * np.roll(gate, rng.integers(0, 4000))
    return mixed(mixed(lead, noise, rng.uniform(-14, -2)), beat(rng, tempo), rng.uniform(-3, 5))


KINDS: dict[str, Callable[[Sources, np.random.Generator], np.ndarray]] = {
    "chant": chant, "drone": drone, "solo voice": solo_voice, "a cappella": a_cappella,
    "growls over metal": growl_metal, "spoken word over music": spoken_word, "lo-fi": lo_fi,
    "harsh electronic": harsh_electronic,
}  # fmt: skip


def sources_of(renders: Path, held_out: bool) -> Sources:
    """What is held out has a soundfont and voices of its own."""
    folder = renders / ("gm-held-out" if held_out else "gm")
    voices = HELD_OUT_VOICES if held_out else VOICES
    return Sources(folder, speech_windows(voices, SPEECHES, 11 if held_out else 12))


def kind_windows(kind: str, sources: Sources, count: int, seed: int) -> np.ndarray:
    """float32 [count, 160000], each at a level of its own."""
    rng = np.random.default_rng(seed)

    def window() -> np.ndarray:
        wave = KINDS[kind](sources, rng)
        return wave / np.abs(wave).max() * rng.uniform(0.2, 0.95)

    return np.stack([window() for _ in range(count)]).astype(np.float32)
