"""Readers of public sets in their own folder layout, for whoever has them; none of them is part of this project.

Audio that is missing is counted in ``missing`` and left out; a set of which nothing is there is an error.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass
class TaggedSet:
    """labels bool [tracks, tags]; split: train, validation or test of every track."""

    name: str
    paths: list[Path]
    names: list[str]
    labels: np.ndarray
    split: list[str]
    missing: int = 0


@dataclass
class CaptionSet:
    """``wanted`` holds for every text the rows of ``paths`` that it describes."""

    name: str
    paths: list[Path]
    texts: list[str]
    wanted: list[set[int]]
    missing: int = 0


def _table(path: Path, delimiter: str) -> csv.DictReader:
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing; is this the folder of the set?")
    return csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=delimiter)


def _present(rows: list, path_of, what: str) -> tuple[list, int]:
    kept = [row for row in rows if path_of(row).is_file()]
    if not kept:
        raise FileNotFoundError(f"none of the {len(rows)} audio files of {what} is there, e.g. {path_of(rows[0])}")
    return kept, len(rows) - len(kept)


def magnatagatune(root: Path, top: int | None = 50) -> TaggedSet:
    """annotations_final.csv and the folders 0 to f. Folders 0 to b train, c validates, d to f test (the usual split).

    ``top`` keeps the most frequent tags (50 in most papers); None keeps all 188. Clips without a kept tag stay.
    """
    rows = list(_table(root / "annotations_final.csv", "\t"))
    names = [name for name in rows[0] if name not in ("clip_id", "mp3_path")] if rows else []
    if not names:
        raise ValueError(f"{root / 'annotations_final.csv'} has no tags")
    counts = Counter({name: sum(row[name] == "1" for row in rows) for name in names})
    kept = [name for name, _ in counts.most_common(top)]
    rows, missing = _present(rows, lambda row: root / row["mp3_path"], "MagnaTagATune")
    split = [
        "train" if row["mp3_path"][0] in "0123456789ab" else "validation" if row["mp3_path"][0] == "c" else "test"
        for row in rows
    ]
    labels = np.array([[row[name] == "1" for name in kept] for row in rows])
    return TaggedSet("MagnaTagATune", [root / row["mp3_path"] for row in rows], kept, labels, split, missing)


def jamendo(root: Path, part: str = "top50tags", fold: int = 0) -> TaggedSet:
    """data/splits/split-N/autotagging_PART-{train,validation,test}.tsv and audio at root/audio/PATH (or .low.mp3)."""
    rows: list[tuple[str, str, list[str]]] = []
    for split in ("train", "validation", "test"):
        table = root / f"data/splits/split-{fold}/autotagging_{part}-{split}.tsv"
        if not table.is_file():
            raise FileNotFoundError(f"{table} is missing; is this the folder of MTG-Jamendo?")
        for line in table.read_text(encoding="utf-8").splitlines()[1:]:
            fields = line.split("\t")
            if len(fields) < 6:
                raise ValueError(f"{table}: a line has {len(fields)} columns instead of 6 or more")
            rows.append((split, fields[3], fields[5:]))

    def path_of(row: tuple[str, str, list[str]]) -> Path:
        whole = root / "audio" / row[1]
        return whole if whole.is_file() else whole.with_suffix(".low.mp3")

    rows, missing = _present(rows, path_of, "MTG-Jamendo")
    tags = sorted({tag for _, _, found in rows for tag in found})
    labels = np.array([[tag in found for tag in tags] for _, _, found in rows])
    names = [tag.split("---")[-1] for tag in tags]
    return TaggedSet(f"MTG-Jamendo {part}", [path_of(r) for r in rows], names, labels, [r[0] for r in rows], missing)


def song_describer(root: Path) -> CaptionSet:
    """song_describer.csv (captions with is_valid_subset) and audio/FOLDER/ID.2min.mp3."""
    rows = [row for row in _table(root / "song_describer.csv", ",") if row.get("is_valid_subset", "True") == "True"]
    rows, missing = _present(rows, lambda row: _two_minutes(root, row["path"]), "Song Describer")
    return _captions("Song Describer", [(_two_minutes(root, row["path"]), row["caption"]) for row in rows], missing)


def _two_minutes(root: Path, path: str) -> Path:
    return root / "audio" / Path(path).with_suffix(".2min.mp3")


def musiccaps(table: Path, audio: Path) -> CaptionSet:
    """The captions file and a folder of audio named after its ytid column; only the evaluation part of the set."""
    rows = [row for row in _table(table, ",") if row["is_audioset_eval"] == "True"]
    found = {path.stem: path for path in audio.iterdir()} if audio.is_dir() else {}
    rows, missing = _present(rows, lambda row: found.get(row["ytid"], audio / row["ytid"]), "MusicCaps")
    return _captions("MusicCaps (evaluation part)", [(found[row["ytid"]], row["caption"]) for row in rows], missing)


def _captions(name: str, pairs: list[tuple[Path, str]], missing: int) -> CaptionSet:
    paths = list(dict.fromkeys(path for path, _ in pairs))
    place = {path: i for i, path in enumerate(paths)}
    wanted: dict[str, set[int]] = {}
    for path, text in pairs:
        wanted.setdefault(text, set()).add(place[path])
    return CaptionSet(name, paths, list(wanted), list(wanted.values()), missing)
