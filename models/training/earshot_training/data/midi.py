"""A minimal Standard MIDI File writer and short seeded phrases for single General MIDI instruments."""

from __future__ import annotations

import json
import random
import struct
from dataclasses import dataclass
from pathlib import Path

GM_NAMES: list[str] = json.loads((Path(__file__).parent / "gm_names.json").read_text())
TICKS = 480
MAJOR, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)
PROGRESSIONS = ((0, 4, 5, 3), (0, 3, 4, 0), (5, 3, 0, 4), (0, 5, 1, 4))
BASS_PROGRAMS = set(range(32, 40)) | {42, 43, 58, 67, 70}
SUSTAINED_PROGRAMS = set(range(16, 24)) | set(range(40, 44)) | set(range(48, 55)) | set(range(80, 104))


def _length(value: int) -> bytes:
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(0x80 | (value & 0x7F))
    return bytes(reversed(out))


DRUMS = 9  # the channel
Notes = list[tuple[float, float, int, int]]  # start beat, length in beats, MIDI pitch, velocity


def write_midi(path: Path, parts: list[tuple[int, Notes]], tempo: float, drums: Notes | None = None) -> None:
    """``parts``: a program and its notes, each on a channel of its own; ``drums`` on the tenth. At most 15 parts."""
    channels = [channel for channel in range(16) if channel != DRUMS][: len(parts)]
    played = [(channel, notes) for channel, (_, notes) in zip(channels, parts, strict=True)]
    events = []
    for channel, notes in [*played, (DRUMS, drums or [])]:
        for start, length, pitch, velocity in notes:
            events.append((round(start * TICKS), 1, bytes([0x90 | channel, pitch, velocity])))
            events.append((round((start + length) * TICKS), 0, bytes([0x80 | channel, pitch, 0])))
    micros = round(60_000_000 / tempo)
    body = b"\x00\xff\x51\x03" + micros.to_bytes(3, "big")
    for channel, (program, _) in zip(channels, parts, strict=True):
        body += b"\x00" + bytes([0xC0 | channel, program])
    clock = 0
    for tick, _, message in sorted(events):
        body += _length(tick - clock) + message
        clock = tick
    body += b"\x00\xff\x2f\x00"
    header = b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS)
    path.write_bytes(header + b"MTrk" + struct.pack(">I", len(body)) + body)


@dataclass(frozen=True)
class Tune:
    """A melody, what its chords are made from, and how long it is in beats."""

    tempo: float
    beats: float
    root: int
    scale: tuple[int, ...]
    progression: tuple[int, ...]
    chords: str
    melody: Notes

    def pitch(self, degree: int) -> int:
        return self.root + 12 * (degree // 7) + self.scale[degree % 7]

    def bars(self) -> list[tuple[int, int]]:
        """The first beat of every bar, and the degree of its chord."""
        return [(4 * bar, self.progression[bar % 4]) for bar in range(int(self.beats // 4) + 1)]


def tune(program: int, rng: random.Random, seconds: float) -> Tune:
    """For the range and the breath of an instrument."""
    tempo = rng.choice((72, 90, 108, 126, 144))
    beats = seconds * tempo / 60
    scale, root = rng.choice((MAJOR, MINOR)), rng.randrange(55, 66)
    if program in BASS_PROGRAMS:
        root -= 24
    progression = rng.choice(PROGRESSIONS)
    chords = rng.choice(("block", "broken", "none")) if program not in BASS_PROGRAMS else "none"
    made, at, step = Tune(tempo, beats, root, scale, progression, chords, []), 0.0, rng.randrange(4)
    while at < beats:
        length = rng.choice((0.5, 0.5, 1, 1, 2)) * (2 if program in SUSTAINED_PROGRAMS else 1)
        step = max(-2, min(9, step + rng.choice((-2, -1, -1, 1, 1, 2))))
        if rng.random() > 0.1:
            made.melody.append((at, length * 0.95, made.pitch(step), rng.randrange(70, 115)))
        at += length
    return made


def phrase(program: int, seed: int, seconds: float = 11.0) -> tuple[Notes, float]:
    """A melody over a four-chord progression, with block or broken chords where the instrument can play them."""
    rng = random.Random(f"{program}/{seed}")
    made = tune(program, rng, seconds)
    notes = made.melody
    if made.chords != "none":
        for first, degree in made.bars():
            for i in range(3):
                start = first + (i if made.chords == "broken" else 0)
                low = made.pitch(degree + 2 * i) - 12
                notes.append((start, 4 - (start - first), low, rng.randrange(55, 80)))
    return notes, made.tempo
