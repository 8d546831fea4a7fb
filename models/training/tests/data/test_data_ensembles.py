"""Pieces for several instruments: who plays what, and what the index says of it."""

import json

import pytest

from earshot_training.data import ensembles
from earshot_training.data.ensembles import CHORDS, ensemble, render_ensembles
from earshot_training.data.midi import BASS_PROGRAMS, write_midi


def programs_of(data: bytes) -> dict[int, int]:
    """Channel -> program, of the changes at the very start."""
    body, found = data[29:], {}
    while body[1] & 0xF0 == 0xC0:
        found[body[1] & 0x0F], body = body[2], body[3:]
    return found


@pytest.mark.parametrize("program", [0, 33, 73])
def test_the_melody_comes_first_and_nobody_else_plays_its_instrument(program):
    parts, drums, tempo = ensemble(program, 1)
    assert (parts, drums, tempo) == ensemble(program, 1)
    beside = [other for other, _ in parts[1:]]
    assert parts[0][0] == program and program not in beside and beside[0] in CHORDS
    assert len(parts) == (2 if program in BASS_PROGRAMS else 3)
    softest = min(velocity for *_, velocity in parts[0][1])
    assert softest > max(velocity for _, notes in parts[1:] for *_, velocity in notes)
    assert all(0 <= pitch < 128 for _, notes in parts for _, _, pitch, _ in notes)


def test_every_part_has_a_channel_of_its_own_and_drums_the_tenth(tmp_path):
    note = [(0.0, 1.0, 60, 90)]
    write_midi(tmp_path / "a.mid", [(program, note) for program in range(12)], 100, note)
    data = (tmp_path / "a.mid").read_bytes()
    assert programs_of(data) == {channel: n for n, channel in enumerate([*range(9), 10, 11, 12])}
    assert bytes([0x99, 60, 90]) in data


def test_the_index_says_who_plays_beside(tmp_path, monkeypatch):
    monkeypatch.setattr(ensembles, "synthesise", lambda midi, font, wav: wav.write_text(f"{midi.name} {font.name}"))
    monkeypatch.setattr(ensembles, "MELODIES", 3)
    rows = render_ensembles(tmp_path, [tmp_path / "one.sf2", tmp_path / "two.sf2"], 2, 100)
    assert rows == json.loads((tmp_path / "index.json").read_text())
    assert [row["file"] for row in rows[:3]] == ["000-0-100.wav", "000-1-101.wav", "001-1-100.wav"]
    first = rows[0]
    assert first["beside"] == [program for program, _ in ensemble(0, 100)[0][1:]] and first["soundfont"] == "one.sf2"
    assert (tmp_path / "000-0-100.wav").read_text() == "000-0-100.mid one.sf2"
