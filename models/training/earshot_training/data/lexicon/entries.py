"""The lexicon's rows."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

LEXICON = Path(__file__).parent / "lexicon.csv"
KINDS = ("mood", "activity", "place", "time", "era", "culture")
SCALES = ("energy", "valence", "tempo", "mode", "loudness")


@dataclass(frozen=True)
class Entry:
    """``classes`` maps a class's name to +1 or -1; ``scales`` are SCALES from -2 to 2."""

    phrase: str
    kind: str
    classes: dict[str, int]
    scales: dict[str, float]


def read_lexicon(path: Path = LEXICON) -> list[Entry]:
    """Raises ValueError for a row that breaks the guideline."""
    entries = []
    with path.open(newline="", encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            classes = {part[1:]: {"+": 1, "-": -1}.get(part[:1], 0) for part in row["classes"].split("; ")}
            scales = {scale: float(row[scale]) for scale in SCALES}
            if row["kind"] not in KINDS or 0 in classes.values() or any(abs(v) > 2 for v in scales.values()):
                raise ValueError(f"{path}, line {line}: {row['phrase']!r} has a kind, class or scale that there is not")
            entries.append(Entry(row["phrase"], row["kind"], classes, scales))
    return entries
