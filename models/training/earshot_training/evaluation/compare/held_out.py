"""The held-out query sets for any pair of towers, from the audio itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...data.audio import AudioError
from ...data.clips import fixed_windows
from ...data.corpora import scan
from ...data.dataset import Item
from ...scoring.metrics import auc, average_precision, bootstrap
from ...scoring.rules import pool_windows
from ..benchmark.joint_model import JointModel
from ..benchmark.tasks import hubness, linear_probe
from ..suite import INSTRUMENTS, QuerySets, query_sets

Clip = Callable[[Path], np.ndarray]
RENDERS = (("gm", "train"), ("gm-held-out", "held-out"))


@dataclass
class HeldOut:
    """``items`` and where each lies; ``triplets`` are (label, its description, another's)."""

    items: list[Item]
    paths: list[Path]
    triplets: list[tuple[str, str, str]]


def held_out(corpora: Path, renders: Path, triplets: list[tuple[str, str, str]]) -> HeldOut:
    """The music of the held-out packages, the instruments of the held-out soundfont, and those of the training
    soundfonts, on which the probe learns. Raises FileNotFoundError where one of them is missing."""
    items, paths = [], []
    for track in scan(corpora):
        if track.held_out and track.kind == "music":
            items.append(Item(track.key, "held-out", "music", track.package, {}))
            paths.append(corpora / track.key)
    for folder, split in RENDERS:
        index = renders / folder / "index.json"
        if not index.is_file():
            raise FileNotFoundError(f"{index} is missing; run the corpora command first")
        for row in json.loads(index.read_text(encoding="utf-8")):
            items.append(Item(f"{folder}/{row['file']}", split, "gm", str(row["soundfont"]), row))
            paths.append(renders / folder / str(row["file"]))
    return HeldOut(items, paths, triplets)


def measure(model: JointModel, data: HeldOut, clip: Clip, sets: QuerySets | None = None) -> dict[str, object]:
    """Per set the ROC-AUC and average precision of every query, then probe, triplets and hubness. Bare texts as
    queries; up to three windows a track from second 30, pooled as the application does."""
    windows, owner, bad = [], [], []
    for number, path in enumerate(data.paths):
        try:
            vectors = model.embed_audio(fixed_windows(clip(path)))
        except AudioError as error:
            bad.append(f"{data.items[number].key}: {error}")
            continue
        windows.append(vectors)
        owner += [number] * len(vectors)
    vectors, owners = np.concatenate(windows), np.array(owner)
    result: dict[str, object] = {"left_out": bad, "sets": {}}
    for name, (candidates, queries) in (sets or query_sets(data.items)).items():
        rows = np.isin(owners, list(candidates))
        tracks = sorted(set(owners[rows].tolist()))
        scores = pool_windows(vectors[rows] @ model.embed_text([q for q, _ in queries]).T, owners[rows], tracks)
        right = [np.isin(tracks, list(wanted)) for _, wanted in queries]
        result["sets"][name] = {
            "candidates": len(tracks), "queries": [q for q, _ in queries],
            "auc": [auc(scores[:, i], r) for i, r in enumerate(right)],
            "ap": [average_precision(scores[:, i], r) for i, r in enumerate(right)],
        }  # fmt: skip
        if name == "albums":
            means = _means(vectors, owners, tracks)
            result["hubness"] = hubness(means, model.embed_text([q for q, _ in queries]))
    result["probe"] = _probe(data.items, vectors, owners)
    result["triplets"] = [bool(hit) for hit in _triplets(model, data.triplets)]
    return result


def _means(vectors: np.ndarray, owners: np.ndarray, tracks: list[int]) -> np.ndarray:
    means = np.stack([vectors[owners == track].mean(0) for track in tracks])
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def _probe(items: list[Item], vectors: np.ndarray, owners: np.ndarray) -> dict[str, tuple[float, float, float]]:
    """Instruments by logistic regression on the frozen embedding: learned on the training soundfonts."""
    parts = []
    for split in ("train", "held-out"):
        tracks = [n for n in sorted(set(owners.tolist())) if items[n].kind == "gm" and items[n].split == split]
        labels = [[items[n].info["program"] in programs for programs in INSTRUMENTS.values()] for n in tracks]
        parts += [_means(vectors, owners, tracks), np.array(labels)]
    return linear_probe(*parts)


def _triplets(model: JointModel, triplets: list[tuple[str, str, str]]) -> np.ndarray:
    if not triplets:
        return np.empty(0, bool)
    strings = list(dict.fromkeys(text for triplet in triplets for text in triplet))
    rows = dict(zip(strings, model.embed_text(strings), strict=True))
    anchor, right, wrong = (np.stack([rows[t[k]] for t in triplets]) for k in range(3))
    return (anchor * right).sum(1) > (anchor * wrong).sum(1)


def summary(values: list[float]) -> tuple[float, float, float]:
    """Mean with its 95 % interval over queries (or triplets)."""
    return bootstrap(np.array(values, float))
