"""What is labelled: songs that judge, whole packages, made audio."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from .audio import AudioError, load, windows
from .corpora import HELD_OUT_PACKAGES, MORE_PACKAGES, TRAIN_PACKAGES, scan
from .dataset import Item
from .labelled import LabelledFolder
from .labellers.shards import Labels

SONG_WINDOWS, TRACK_WINDOWS, MADE_WINDOWS = 3, 8, 1
JUDGING = "songs"  # the split of what nothing is trained on
Task = tuple[Item, Path, int]


def song_tasks(folder: Path) -> Iterator[Task]:
    for path in sorted((folder / "audio").iterdir()):
        yield Item(f"songs/{path.name}", JUDGING, "music", "songs", {}), path, SONG_WINDOWS


def package_tasks(corpora: Path) -> Iterator[Task]:
    """Held-out packages first: without them nothing can be judged."""
    for packages in (HELD_OUT_PACKAGES, TRAIN_PACKAGES + MORE_PACKAGES):
        for track in scan(corpora, packages):
            item = Item(track.key, "held-out" if track.held_out else "train", track.kind, track.package, {})
            yield item, corpora / track.key, TRACK_WINDOWS if track.kind == "music" else MADE_WINDOWS


def render_tasks(work: Path) -> Iterator[Task]:
    for kind, folder, split in (("gm", "gm-held-out", "held-out"), ("gm", "gm", "train"), ("mma", "mma", "train")):
        rows = json.loads((work / "renders" / folder / "index.json").read_text())
        for row in rows if kind == "gm" else rows["rendered"]:
            path = work / "renders" / folder / row["file"]
            group = str(row.get("soundfont", "mma"))
            yield Item(f"renders/{folder}/{row['file']}", split, kind, group, row), path, MADE_WINDOWS


def label_tasks(
    folder: LabelledFolder, tasks: Iterator[Task], label: Callable[[np.ndarray], Labels],
    report: Callable[[str], None] = print,
) -> int:  # fmt: skip
    """Labels what is not labelled yet; returns how many items were added. What was left out is told by name."""
    known, added = {item.key for item in folder.items()}, 0
    for item, path, limit in tasks:
        if item.key not in known and folder.add(item, lambda p=path, n=limit: heard(p, n), label):
            added += 1
            if added % 50 == 0:
                report(f"{added} items labelled, the last one {item.key}")
    for key, why in folder.left_out.items():
        report(f"left out: {key}: {why}")
    report(f"{added} items labelled, {len(folder.left_out)} left out")
    return added


def heard(path: Path, limit: int) -> np.ndarray:
    """At most ``limit`` windows of a file, without those in which there is no sound. Raises AudioError."""
    found = windows(load(path), limit)
    found = found[np.abs(found).max(1) > 1e-3]
    if not len(found):
        raise AudioError(f"silent audio: {path}")
    return found
