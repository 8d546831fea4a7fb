"""The features command: caches log-mel windows and teacher labels of every item, then writes the item list."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from ..frontends.logmel import LogMel
from .audio import AudioError, load
from .corpora import HELD_OUT_PACKAGES, HELD_OUT_SOUNDFONT, TRAIN_SOUNDFONTS, scan
from .dataset import Item, save_items
from .ensembles import render_ensembles
from .labels import TeacherSession, export_teacher, label_windows, thirds_to_label
from .mels import WINDOWS_PER_TRACK, cache_path, mel_windows
from .nonmusic import HELD_OUT_VOICES, VOICES, made_windows, speech_windows
from .render import render_gm, render_mma

OTHER_PER_PACKAGE = 130
TRAIN_MUSIC_THIRDS = 2
MADE = (  # name, split, function making float32 [n, 160000]
    ("made", "train", lambda: made_windows(140, 1)),
    ("made", "held-out", lambda: made_windows(70, 2)),
    ("speech", "train", lambda: speech_windows(VOICES, 6, 3)),
    ("speech", "held-out", lambda: speech_windows(HELD_OUT_VOICES, 10, 4)),
)


def render_all(corpora: Path, work: Path, phrases: int = 2) -> None:
    """MMA grooves, ``phrases`` of every General MIDI instrument and pieces in which others play beside it; the third
    soundfont and its phrases are for evaluation only."""
    fonts = [corpora / font for font in TRAIN_SOUNDFONTS]
    for font in (*fonts, corpora / HELD_OUT_SOUNDFONT):
        if not font.is_file():
            raise FileNotFoundError(f"soundfont {font} is missing; run the corpora command first")
    render_gm(work / "renders/gm", fonts, phrases)
    render_gm(work / "renders/gm-held-out", [corpora / HELD_OUT_SOUNDFONT], phrases, first_seed=100)
    render_mma(work / "renders/mma", fonts)
    render_ensembles(work / "renders/ensembles", fonts, phrases)
    render_ensembles(work / "renders/ensembles-held-out", [corpora / HELD_OUT_SOUNDFONT], phrases + 1, first_seed=100)


class FeatureCache:
    """Computes what is missing for one item at a time, so the command can be stopped and run again."""

    def __init__(self, work: Path, musicnn: Path) -> None:
        self.work, self.frontend = work, LogMel()
        for folder in ("mels", "labels"):
            (work / folder).mkdir(parents=True, exist_ok=True)
        export_teacher(musicnn, work / "teacher.onnx")
        self.teacher = TeacherSession(work / "teacher.onnx")

    def add(self, key: str, pcm: Callable[[], np.ndarray], limit: int | None, thirds: int = 1) -> None:
        """``thirds`` of every window are labelled; ``limit`` windows are kept, all when None."""
        target = cache_path(self.work / "mels", key)
        if not target.is_file():
            samples = pcm()
            if samples.ndim == 2:  # ready-made windows
                with torch.inference_mode():
                    mel = self.frontend(torch.from_numpy(samples)).numpy().astype(np.float16)
            else:
                mel = mel_windows(samples, self.frontend, limit)
            partial = target.with_suffix(".partial.npy")
            np.save(partial, mel)
            partial.rename(target)
        mel = np.load(target)
        label_windows(mel, self.teacher, self.work / "labels" / f"{target.stem}.npz", thirds_to_label(len(mel), thirds))


def build_features(
    corpora: Path, work: Path, musicnn: Path, report: Callable[[str], None] = print,
    judging: Sequence[tuple[Item, Path]] = (),
) -> list[Item]:  # fmt: skip
    """``judging`` are items with their files that nothing is trained on: their split is none of training's."""
    cache, items = FeatureCache(work, musicnn), []

    def add(item: Item, pcm: Callable[[], np.ndarray], limit: int | None) -> None:
        trained_on = item.kind == "music" and item.split == "train"
        cache.add(item.key, pcm, limit, TRAIN_MUSIC_THIRDS if trained_on else 1)
        items.append(item)

    for item, path in judging:
        add(item, lambda p=path: load(p), WINDOWS_PER_TRACK)
    tracks = scan(corpora)
    for number, track in enumerate(t for t in tracks if t.kind == "music"):
        split = "held-out" if track.held_out else "train"
        add(
            Item(track.key, split, "music", track.package, {}), lambda k=track.key: load(corpora / k), WINDOWS_PER_TRACK
        )
        if number % 20 == 0:
            report(f"music {number}: {track.key}")
    for name, split, make in MADE:
        add(Item(f"{name}/{split}", split, "other", name, {}), make, None)
    others = [t for t in tracks if t.kind == "other"]
    random.Random(1).shuffle(others)
    taken: dict[str, int] = {}
    for track in others:
        if taken.get(track.package, 0) >= OTHER_PER_PACKAGE:
            continue
        split = "held-out" if track.package in HELD_OUT_PACKAGES else "train"
        try:
            add(Item(track.key, split, "other", track.package, {}), lambda k=track.key: load(corpora / k), 2)
        except AudioError as error:
            report(f"left out: {error}")
            continue
        taken[track.package] = taken.get(track.package, 0) + 1
    report(f"non-music by package: {taken}")
    for kind, folder, split in (("gm", "gm", "train"), ("gm", "gm-held-out", "held-out"), ("mma", "mma", "train")):
        index = json.loads((work / "renders" / folder / "index.json").read_text())
        for row in index if kind == "gm" else index["rendered"]:
            path = work / "renders" / folder / row["file"]
            group = str(row.get("soundfont", "mma"))
            add(Item(f"renders/{folder}/{row['file']}", split, kind, group, row), lambda p=path: load(p), 2)
        report(f"{folder}: {len(items)} items so far")
    save_items(work, items)
    return items
