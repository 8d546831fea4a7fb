"""The AudioSet ontology (CC BY-SA 4.0), and which of its classes say something about music; read by path."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

MUSIC, SINGING, CHOIR, HUMMING = "/m/04rlf", "/m/015lz1", "/m/0l14jd", "/m/02fxyj"
# Classes below music that tell one track from another by nothing.
SILENT = {
    "Music", "Musical instrument", "Bicycle bell", "Song", "Sampler", "Background music",
    "Change ringing (campanology)",
}  # fmt: skip


@dataclass(frozen=True)
class AudioClass:
    """A class of AudioSet: its id in the ontology, and its name."""

    mid: str
    name: str


class Ontology:
    """Names, children and parents of AudioSet's classes. Raises ValueError for a file of another make."""

    def __init__(self, path: Path) -> None:
        rows = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(rows, list) or not all({"id", "name", "child_ids"} <= set(row) for row in rows):
            raise ValueError(f"{path} is not the AudioSet ontology: rows with id, name and child_ids are wanted")
        self.entries = {row["id"]: row for row in rows}
        self.parent = {child: row["id"] for row in rows for child in row["child_ids"]}

    def below(self, mid: str) -> set[str]:
        """The class and everything below it."""
        found, queue = set(), [mid]
        while queue:
            one = queue.pop()
            if one not in found:
                found.add(one)
                queue += self.entries[one]["child_ids"]
        return found

    def with_parents(self, mid: str) -> list[str]:
        """A label also means its parents: the class, then each above it."""
        chain: list[str] = []
        while mid and mid not in chain:
            chain.append(mid)
            mid = self.parent.get(mid, "")
        return chain


def read_class_map(path: Path) -> list[AudioClass]:
    """YAMNet's class map (CSV with mid and display_name), in the order of its columns."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        if missing := [c for c in ("mid", "display_name") if c not in (reader.fieldnames or [])]:
            raise ValueError(f"{path} has no column {', '.join(missing)}")
        return [AudioClass(row["mid"], row["display_name"]) for row in reader]


def music_classes(classes: list[AudioClass], ontology: Ontology) -> list[int]:
    """Columns that say something about music: 148 of YAMNet's 521."""
    music = ontology.below(MUSIC) | ontology.below(SINGING) | {CHOIR, HUMMING}
    return [column for column, one in enumerate(classes) if one.mid in music and one.name not in SILENT]
