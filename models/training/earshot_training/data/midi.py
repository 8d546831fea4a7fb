"""A minimal Standard MIDI File writer and short seeded phrases for single General MIDI instruments."""

from __future__ import annotations

import json
import random
import struct
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


def write_midi(path: Path, notes: list[tuple[float, float, int, int]], program: int, tempo: float) -> None:
    """``notes``: (start beat, length in beats, MIDI pitch, velocity), all on channel 1."""
    events = []
    for start, length, pitch, velocity in notes:
        events.append((round(start * TICKS), 1, bytes([0x90, pitch, velocity])))
        events.append((round((start + length) * TICKS), 0, bytes([0x80, pitch, 0])))
    micros = round(60_000_000 / tempo)
    body = b"\x00\xff\x51\x03" + micros.to_bytes(3, "big") + b"\x00" + bytes([0xC0, program])
    clock = 0
    for tick, _, message in sorted(events):
        body += _length(tick - clock) + message
        clock = tick
    body += b"\x00\xff\x2f\x00"
    header = b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS)
    path.write_bytes(header + b"MTrk" + struct.pack(">I", len(body)) + body)


def phrase(program: int, seed: int, seconds: float = 11.0) -> tuple[list[tuple[float, float, int, int]], float]:
    """A melody over a four-chord progression, with block or broken chords where the instrument can play them."""
    rng = random.Random(f"{program}/{seed}")
    tempo = rng.choice((72, 90, 108, 126, 144))
    beats = seconds * tempo / 60
    scale, root = rng.choice((MAJOR, MINOR)), rng.randrange(55, 66)
    if program in BASS_PROGRAMS:
        root -= 24
    progression = rng.choice(PROGRESSIONS)
    chords = rng.choice(("block", "broken", "none")) if program not in BASS_PROGRAMS else "none"
    notes, at, step = [], 0.0, rng.randrange(4)

    def pitch(degree: int) -> int:
        return root + 12 * (degree // 7) + scale[degree % 7]

    while at < beats:
        length = rng.choice((0.5, 0.5, 1, 1, 2)) * (2 if program in SUSTAINED_PROGRAMS else 1)
        step = max(-2, min(9, step + rng.choice((-2, -1, -1, 1, 1, 2))))
        if rng.random() > 0.1:
            notes.append((at, length * 0.95, pitch(step), rng.randrange(70, 115)))
        at += length
    if chords != "none":
        for bar in range(int(beats // 4) + 1):
            degree = progression[bar % 4]
            for i in range(3):
                start = bar * 4 + (i if chords == "broken" else 0)
                notes.append((start, 4 - (start - bar * 4), pitch(degree + 2 * i) - 12, rng.randrange(55, 80)))
    return notes, tempo
