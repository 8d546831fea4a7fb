"""What a joint space costs and keeps: text heads of several sizes and spaces of several dimensions, distilled from the
maps on text alone and judged on the sets of ``text_map``."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..data.labelled import LabelledFolder
from ..pair.text_map.head import fit_text_head
from ..pair.text_map.making import Maps
from ..pair.text_map.score import units
from ..pair.text_map.space import Library, Space, library_of, make_space
from ..pair.text_map.texts import training_texts, weights_of
from ..scoring.metrics import Figure, auc, bootstrap
from ..scoring.rules import pool_windows
from ..towers.tags import KEPT_TAGS
from .songs import SongQuery, measure_songs, read_songs, song_queries
from .suite import query_sets

SIZES = ((128, 0), (128, 256), (128, 512), (32, 512), (64, 512), (240, 512))
TRACKS = 100_000


@dataclass(frozen=True)
class Judged:
    """One set: standardised class scores of its windows, their tracks, phrases, and right answers bool [tracks, n]."""

    scores: np.ndarray
    owner: np.ndarray
    phrases: list[str]
    relevant: np.ndarray

    def ranked(self, texts: np.ndarray, windows: np.ndarray) -> np.ndarray:
        return pool_windows(windows @ texts.T, self.owner, sorted(set(self.owner.tolist())))


def class_scores(folder: LabelledFolder, maps: Maps, items: list) -> tuple[np.ndarray, np.ndarray]:
    """Raw class scores of the items' windows, and the item of each."""
    labels, owner = folder.labels(items)
    return np.concatenate(
        [labels.tags.astype(np.float32).mean(1)[:, KEPT_TAGS], labels.yamnet[:, maps.music]], 1
    ), owner


def search_cost(dimension: int) -> float:
    """Milliseconds of one query over TRACKS vectors, the fastest of fifty."""
    library = np.random.default_rng(0).standard_normal((TRACKS, dimension)).astype(np.float32)
    query, times = library[0].copy(), []
    for _ in range(50):
        began = time.perf_counter()
        library @ query
        times.append(1000 * (time.perf_counter() - began))
    return min(times)


def judge(sets: dict[str, Judged], songs: list[SongQuery], texts: dict[str, np.ndarray], space: Space) -> dict:
    """ROC-AUC of every set for text points by set; windows' points have unit length, as in the application."""
    figures: dict[str, Figure] = {}
    for name, judged in sets.items():
        windows = judged.scores @ space.audio
        ranked = judged.ranked(
            texts[name], (windows / np.linalg.norm(windows, axis=1, keepdims=True)).astype(np.float32)
        )
        if name == "songs":
            measured = measure_songs(units(ranked), songs)
            figures |= {group: rows["auc"] for group, rows in measured.items()}
        else:
            values = [auc(ranked[:, q], judged.relevant[:, q]) for q in range(len(judged.phrases))]
            figures[name] = bootstrap(np.array(values))
    return figures


def judged_sets(folder: LabelledFolder, songs: Path, maps: Maps, library: Library) -> tuple[dict[str, Judged], list]:
    items, listed = folder.items(), read_songs(songs)
    by_key = {item.key: item for item in items}
    queries = song_queries(listed)
    raw, owner = class_scores(folder, maps, [by_key[f"songs/{song.path.name}"] for song in listed])
    relevant = np.stack([query.relevant for query in queries], 1)
    sets = {"songs": Judged(library.standard(raw), owner, [query.text for query in queries], relevant)}
    held_out = [item for item in items if item.split == "held-out"]
    for name, (candidates, wanted) in query_sets(held_out).items():
        chosen = sorted(candidates)
        raw, owner = class_scores(folder, maps, [held_out[number] for number in chosen])
        relevant = np.array([[number in right for _, right in wanted] for number in chosen])
        sets[name] = Judged(library.standard(raw), owner, [text for text, _ in wanted], relevant)
    return sets, queries


def run_text_heads(folder: LabelledFolder, songs: Path, maps: Maps, glossaries: Path) -> list[dict]:
    """A row for the maps themselves, then one for every size: dimension, hidden, parameters, figures, costs."""
    train = [item for item in folder.items() if item.split == "train" and item.kind == "music"]
    library = library_of(class_scores(folder, maps, train)[0])
    sets, queries = judged_sets(folder, songs, maps, library)
    strings, shares = training_texts(maps, glossaries)
    vectors = maps.encode(strings)
    weights = np.concatenate([weights_of(maps, vectors[i : i + 512], library) for i in range(0, len(vectors), 512)])
    asked = {name: maps.encode(judged.phrases) for name, judged in sets.items()}
    exact = {name: weights_of(maps, points, library) for name, points in asked.items()}
    rows = []
    for dimension, hidden in ((weights.shape[1], None), *SIZES):
        space = make_space(weights, shares, library, dimension)
        if hidden is None:
            texts, parameters = {name: part @ space.text for name, part in exact.items()}, 0
        else:
            head = fit_text_head(vectors, weights @ space.text, shares, hidden)
            with torch.inference_mode():
                texts = {name: head(torch.from_numpy(part)).numpy() for name, part in asked.items()}
            parameters = sum(p.numel() for p in head.parameters())
        rows.append({
            "dimension": dimension, "hidden": hidden, "parameters": parameters, "kept": space.kept,
            "search_ms": search_cost(dimension), "figures": judge(sets, queries, texts, space),
        })  # fmt: skip
    return rows
