"""The labelled sentences: labels.csv, made for this project by the rules of LABELLING.md."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

LABELS = Path(__file__).with_name("labels.csv")
COLUMNS = ("text", "label", "kind", "split")
SPLITS = ("train", "test")


@dataclass(frozen=True)
class Labelled:
    """``describes`` is the label; ``kind`` says what sort of text it is (caption, comment, lyrics, credits …)."""

    text: str
    describes: bool
    kind: str
    split: str


def read_labels(path: Path = LABELS) -> list[Labelled]:
    """Raises ValueError, with the line, for a missing column, a label that is not 0 or 1, another split, an empty text
    or one that is there twice."""
    found: dict[str, Labelled] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        lacking = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
        if lacking:
            raise ValueError(f"{path} lacks the column {', '.join(lacking)}")
        for row in reader:
            text, wrong = " ".join((row["text"] or "").split()), ""
            if not text or text in found:
                wrong = f"the text is {'there twice' if text else 'empty'}"
            elif row["label"] not in ("0", "1") or row["split"] not in SPLITS:
                wrong = f"label {row['label']!r} in split {row['split']!r}; use 0 or 1, train or test"
            if wrong:
                raise ValueError(f"{path}, line {reader.line_num}: {wrong}")
            found[text] = Labelled(text, row["label"] == "1", row["kind"], row["split"])
    return list(found.values())
