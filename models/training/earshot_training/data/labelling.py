"""What is labelled: songs that judge, whole packages, made audio."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .audio import AudioError, load, windows
from .changes import COUNT, changed_windows
from .corpora import HELD_OUT_PACKAGES, MORE_PACKAGES, TRAIN_PACKAGES, Track, scan
from .dataset import Item
from .labelled import LabelledFolder
from .labellers.files import SILENCE
from .labellers.shards import Labels
from .made_kinds import KINDS, Sources, kind_windows, sources_of
from .mixes import mix_windows
from .nonmusic import HELD_OUT_VOICES, VOICES, made_windows, speech_windows

SONG_WINDOWS, MADE_WINDOWS = 3, 1
LEAST_LEVEL = 1e-3  # peak of a window of a file
OTHER_FILES = 60  # sounds of a package that are no music
RENDERS = (
    ("gm", "gm-held-out", "held-out"), ("ensemble", "ensembles-held-out", "held-out"), ("gm", "gm", "train"),
    ("ensemble", "ensembles", "train"), ("mma", "mma", "train"),
)  # fmt: skip
JUDGING = "songs"  # the split of what nothing is trained on
Windows = Callable[[], np.ndarray]
Task = tuple[Item, Windows]


@dataclass(frozen=True)
class Amounts:
    """At most so many ``windows`` of a track; of a training package, so many ``files`` of music (all where None)."""

    windows: int = 8
    files: int | None = None


def song_tasks(folder: Path) -> Iterator[Task]:
    for path in sorted((folder / "audio").iterdir()):
        yield (
            Item(f"songs/{path.name}", JUDGING, "music", "songs", {}),
            lambda p=path: heard(p, SONG_WINDOWS),
        )


def spread_out(tracks: list[Track], limit: int | None) -> list[Track]:
    """At most ``limit`` of them, evenly over the list."""
    if limit is None or len(tracks) <= limit:
        return tracks
    return [tracks[number] for number in np.linspace(0, len(tracks) - 1, limit).astype(int)]


def package_tasks(corpora: Path, amounts: Amounts) -> Iterator[Task]:
    """Held-out packages first: without them nothing can be judged."""
    for package in HELD_OUT_PACKAGES + TRAIN_PACKAGES + MORE_PACKAGES:
        tracks = scan(corpora, (package,))
        for kind, files in (("music", amounts.files), ("other", OTHER_FILES)):
            limit = None if kind == "music" and package in HELD_OUT_PACKAGES else files
            size = amounts.windows if kind == "music" else MADE_WINDOWS
            for track in spread_out([track for track in tracks if track.kind == kind], limit):
                item = Item(track.key, "held-out" if track.held_out else "train", kind, package, {})
                yield item, lambda p=corpora / track.key, n=size: heard(p, n)


def render_tasks(work: Path) -> Iterator[Task]:
    for kind, folder, split in RENDERS:
        rows = json.loads((work / "renders" / folder / "index.json").read_text())
        for row in rows["rendered"] if kind == "mma" else rows:
            path = work / "renders" / folder / row["file"]
            group = {"gm": row.get("soundfont"), "ensemble": f"ensembles, {row.get('soundfont')}"}.get(kind, kind)
            item = Item(f"renders/{folder}/{row['file']}", split, kind, str(group), row)
            yield item, lambda p=path: heard(p, MADE_WINDOWS)


def noise_tasks() -> Iterator[Task]:
    """Made audio that is no music, and speech."""
    made: tuple[tuple[str, str, Windows], ...] = (
        ("made", "train", lambda: made_windows(140, 1)),
        ("made", "held-out", lambda: made_windows(70, 2)),
        ("speech", "train", lambda: speech_windows(VOICES, 8, 3)),
        ("speech", "held-out", lambda: speech_windows(HELD_OUT_VOICES, 10, 4)),
    )
    for name, split, windows_of in made:
        yield (
            Item(f"{name}/{split}", split, "other", name, {}),
            lambda w=windows_of: with_sound(np.clip(w(), -1, 1), SILENCE),
        )


def kind_tasks(work: Path) -> Iterator[Task]:
    """Made music of the kinds that are easily taken for noise; judged in a soundfont and voices of their own."""

    @cache
    def sources(held_out: bool) -> Sources:
        return sources_of(work / "renders", held_out)

    for number, kind in enumerate(KINDS):
        for split, count in (("held-out", 24), ("train", 40)):
            judged = split == "held-out"
            item = Item(f"made-kinds/{kind}/{split}", split, "made", f"made: {kind}", {})
            yield item, lambda k=kind, j=judged, c=count, n=number: kind_windows(k, sources(j), c, 100 * j + n)


def mix_tasks(folder: LabelledFolder, count: int = 12) -> Iterator[Task]:
    """Speech and noises under and over music at random levels, of what is labelled already."""
    for number in range(count):
        yield Item(f"mix/{number}", "train", "mix", "mix", {}), lambda n=number: mix_windows(folder, n)


def change_tasks(folder: LabelledFolder, windows: int) -> Iterator[Task]:
    """About so many changed windows of the training music that is labelled already."""
    for number in range(round(windows / COUNT)):
        yield Item(f"changed/{number}", "train", "changed", "changed", {}), lambda n=number: changed_windows(folder, n)


def label_tasks(
    folder: LabelledFolder, tasks: Iterator[Task], label: Callable[[np.ndarray], Labels],
    report: Callable[[str], None] = print,
) -> int:  # fmt: skip
    """Labels what is not labelled yet; returns how many items were added. What was left out is told by name."""
    known, added = {item.key for item in folder.items()}, 0
    for item, windows_of in tasks:
        if item.key not in known and folder.add(item, windows_of, label):
            added += 1
            if added % 50 == 0:
                report(f"{added} items labelled, the last one {item.key}")
    for key, why in folder.left_out.items():
        report(f"left out: {key}: {why}")
    report(f"{added} items labelled, {len(folder.left_out)} left out")
    return added


def with_sound(found: np.ndarray, level: float = LEAST_LEVEL) -> np.ndarray:
    """Without silent windows: labellers refuse them, and one would cost all others of its item."""
    return found[np.abs(found).max(1) > level]


def heard(path: Path, limit: int) -> np.ndarray:
    """At most ``limit`` windows of a file, without those in which there is no sound. Raises AudioError."""
    found = with_sound(windows(load(path), limit))
    if not len(found):
        raise AudioError(f"silent audio: {path}")
    return found
