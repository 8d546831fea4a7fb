"""Made audio with known labels: MMA grooves and single General MIDI instruments, through named soundfonts."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from .midi import GM_NAMES, phrase, write_midi

MMA_LIBRARY = Path("/usr/share/mma/lib")
SLOW, QUICK = ("ballad", "slow", "bolero", "waltz", "blues"), ("techno", "dance", "polka", "samba", "fast", "disco")
CHORDS = ("C", "Am", "Dm7", "G7", "C", "F", "G7", "C", "Am", "Em", "F", "G7")


def synthesise(midi: Path, soundfont: Path, target: Path) -> None:
    """fluidsynth -> 32 kHz 16-bit WAV."""
    command = ["fluidsynth", "-ni", "-q", "-g", "0.6", "-r", "32000", "-F", target, soundfont, midi]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not target.is_file() or target.stat().st_size < 10_000:
        raise RuntimeError(f"fluidsynth wrote no audio for {midi}")


def grooves() -> list[dict[str, str]]:
    """The first groove of each MMA library file: file key, groove name, its one-line description, file stem."""
    found = []
    for path in sorted(MMA_LIBRARY.rglob("*.mma")):
        text = path.read_text(errors="replace")
        match = re.search(r"^\s*DefGroove\s+(\S+)\s*(.*)$", text, re.MULTILINE | re.IGNORECASE)
        if match:
            key = str(path.relative_to(MMA_LIBRARY).with_suffix(""))
            found.append({"key": key, "groove": match[1], "description": match[2].strip(), "stem": path.stem})
    return found


def render_mma(out: Path, soundfonts: list[Path]) -> list[dict[str, str]]:
    """One 12-bar render a groove, soundfonts taking turns. Grooves that MMA refuses are listed, not hidden."""
    out.mkdir(parents=True, exist_ok=True)
    index, refused = [], []
    for number, groove in enumerate(grooves()):
        name = groove["key"].replace("/", "-")
        source, wav = out / f"{name}.mma", out / f"{name}.wav"
        style = groove["stem"].lower()
        tempo = 76 if any(s in style for s in SLOW) else 132 if any(q in style for q in QUICK) else 108
        bars = "\n".join(f"{i + 1} {chord}" for i, chord in enumerate(CHORDS))
        source.write_text(f"Tempo {tempo}\nGroove {groove['key']}:{groove['groove']}\n{bars}\n")
        if not wav.is_file():
            result = subprocess.run(
                ["mma", source, "-f", source.with_suffix(".mid")], capture_output=True, text=True, check=False
            )
            if result.returncode or not source.with_suffix(".mid").is_file():
                refused.append(groove["key"])
                continue
            synthesise(source.with_suffix(".mid"), soundfonts[number % len(soundfonts)], wav)
        index.append({**groove, "file": wav.name})
    (out / "index.json").write_text(json.dumps({"rendered": index, "refused": refused}, indent=1))
    return index


def render_gm(out: Path, soundfonts: list[Path], phrases: int, first_seed: int = 0) -> list[dict[str, object]]:
    """``phrases`` renders of each of the first 120 instruments (no sound effects) with each soundfont."""
    out.mkdir(parents=True, exist_ok=True)
    index = []
    for program, name in enumerate(GM_NAMES[:120]):
        for font, soundfont in enumerate(soundfonts):
            for seed in range(first_seed, first_seed + phrases):
                wav = out / f"{program:03d}-{font}-{seed}.wav"
                if not wav.is_file():
                    notes, tempo = phrase(program, seed * 7 + font)
                    write_midi(wav.with_suffix(".mid"), [(program, notes)], tempo)
                    synthesise(wav.with_suffix(".mid"), soundfont, wav)
                index.append({"file": wav.name, "program": program, "name": name, "soundfont": soundfont.name})
    (out / "index.json").write_text(json.dumps(index, indent=1))
    return index
