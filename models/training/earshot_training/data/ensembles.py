"""Short pieces for several General MIDI instruments: one plays the melody, others chords and bass, and there are drums.

An instrument that is known alone may not be heard when others play beside it; these have it both ways.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from .midi import BASS_PROGRAMS, GM_NAMES, Notes, Tune, tune, write_midi
from .render import synthesise

CHORDS = (0, 4, 16, 24, 26, 48, 89)  # pianos, organ, guitars, strings, pad
BASS = (32, 33, 38)
KICK, SNARE, HAT = 36, 38, 42
LOUD, SOFT = (88, 118), (48, 74)  # velocities of the melody, and of what plays beside it
MELODIES = 120  # programs; behind them are effects


def ensemble(program: int, seed: int, seconds: float = 11.0) -> tuple[list[tuple[int, Notes]], Notes, float]:
    """Parts, the melody's first, drums (none in a third), and the tempo."""
    rng = random.Random(f"ensemble {program}/{seed}")
    made = tune(program, rng, seconds)
    melody = [(start, length, pitch, rng.randrange(*LOUD)) for start, length, pitch, _ in made.melody]
    low = -12 if program not in BASS_PROGRAMS else 12
    chords = rng.choice([other for other in CHORDS if other != program])
    parts = [(program, melody), (chords, _chords(made, low, rng))]
    if program not in BASS_PROGRAMS:
        parts.append((rng.choice(BASS), _bass(made, rng)))
    return parts, _drums(made, rng) if rng.random() < 2 / 3 else [], made.tempo


def _chords(made: Tune, shift: int, rng: random.Random) -> Notes:
    broken, notes = rng.random() < 0.5, []
    for first, degree in made.bars():
        for i in range(3):
            late = i if broken else 0
            notes.append((first + late, 4 - late, made.pitch(degree + 2 * i) + shift, rng.randrange(*SOFT)))
    return notes


def _bass(made: Tune, rng: random.Random) -> Notes:
    return [
        (first + beat, 0.9, made.pitch(degree) - 24, rng.randrange(*SOFT))
        for first, degree in made.bars()
        for beat in (0, 2)
    ]


def _drums(made: Tune, rng: random.Random) -> Notes:
    notes: Notes = []
    for first, _ in made.bars():
        notes += [(first + beat, 0.2, KICK if beat % 2 == 0 else SNARE, rng.randrange(*SOFT)) for beat in range(4)]
        notes += [(first + half / 2, 0.2, HAT, rng.randrange(*SOFT) // 2 + 20) for half in range(8)]
    return notes


def render_ensembles(out: Path, soundfonts: list[Path], pieces: int, first_seed: int = 0) -> list[dict[str, object]]:
    """``pieces`` for each instrument, soundfonts taking turns. A file is PROGRAM-FONT-SEED.wav; the index has which
    programs play ``beside`` the melody's."""
    out.mkdir(parents=True, exist_ok=True)
    index = []
    for program, name in enumerate(GM_NAMES[:MELODIES]):
        for number in range(pieces):
            font, seed = (program + number) % len(soundfonts), first_seed + number
            wav = out / f"{program:03d}-{font}-{seed}.wav"
            parts, drums, tempo = ensemble(program, seed)
            if not wav.is_file():
                write_midi(wav.with_suffix(".mid"), parts, tempo, drums)
                synthesise(wav.with_suffix(".mid"), soundfonts[font], wav)
            row = {"file": wav.name, "program": program, "name": name, "soundfont": soundfonts[font].name}
            index.append({**row, "beside": [other for other, _ in parts[1:]], "drums": bool(drums)})
    (out / "index.json").write_text(json.dumps(index, indent=1))
    return index
