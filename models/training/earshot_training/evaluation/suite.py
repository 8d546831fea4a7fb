"""The held-out protocol: whole packages, a third soundfont, non-music, and text triplets."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from ..data.dataset import Item, indices
from ..pair.features import Features
from ..pair.pair import Pair
from ..scoring.metrics import auc, average_precision, bootstrap
from .previous_pair import PreviousPair

_HERE = Path(__file__).parent
QUERIES = json.loads((_HERE / "queries.json").read_text())
INSTRUMENTS: dict[str, list[int]] = json.loads((_HERE / "instruments.json").read_text())

QuerySets = dict[str, tuple[set[int], list[tuple[str, set[int]]]]]


def album_queries(items: list[Item]) -> list[tuple[str, set[int]]]:
    """(query, relevant item numbers) where the right answers are a whole held-out package."""
    return [
        (query, indices(items, lambda i, p=package: i.kind == "music" and i.group == p))
        for package, queries in QUERIES["albums"].items()
        for query in queries
    ]


def title_queries(items: list[Item]) -> list[tuple[str, set[int]]]:
    """Queries written from track titles; the right answers are the tracks that carry such a title."""
    found: dict[str, set[int]] = {}
    for place, queries in QUERIES["titles"].items():
        package, part = place.split(":")
        tracks = indices(items, lambda i, p=package, k=part: i.kind == "music" and i.group == p and k in i.key)
        if not tracks:
            raise ValueError(f"no held-out track for {place}")
        for query in queries:
            found.setdefault(query, set()).update(tracks)
    return list(found.items())


def instrument_queries(items: list[Item], kind: str = "gm") -> list[tuple[str, set[int]]]:
    return [
        (
            name,
            indices(items, lambda i, p=programs: i.kind == kind and i.split == "held-out" and i.info["program"] in p),
        )
        for name, programs in INSTRUMENTS.items()
    ]


def rank_queries(scores: np.ndarray, tracks: list[int], queries: list[tuple[str, set[int]]]) -> dict[str, np.ndarray]:
    relevant = [np.array([t in wanted for t in tracks]) for _, wanted in queries]
    return {
        "auc": np.array([auc(scores[:, q], relevant[q]) for q in range(len(queries))]),
        "ap": np.array([average_precision(scores[:, q], relevant[q]) for q in range(len(queries))]),
    }


def query_sets(items: list[Item]) -> QuerySets:
    """name -> (candidate item numbers, queries)."""
    music = indices(items, lambda i: i.kind == "music" and i.split == "held-out")
    made = indices(items, lambda i: i.kind == "gm" and i.split == "held-out")
    return {
        "albums": (music, album_queries(items)),
        "titles": (music, title_queries(items)),
        "instruments": (made, instrument_queries(items)),
    }


def ensemble_sets(items: list[Item]) -> QuerySets:
    """As ``query_sets``: the instrument that plays the melody while others play beside it; nothing where the items
    hold no such piece."""
    pieces = indices(items, lambda i: i.kind == "ensemble" and i.split == "held-out")
    return {"ensembles": (pieces, instrument_queries(items, "ensemble"))} if pieces else {}


def evaluate_pair(
    pair: Pair | PreviousPair, features: Features, items: list[Item], bank: bool = True, sets: QuerySets | None = None
) -> dict[str, dict[str, object]]:
    """For each query set: mean AUC and AP with bootstrap intervals over queries, and the AUC of every query.

    ``sets`` are the held-out sets unless others are given.
    """
    report = {}
    for name, (candidates, queries) in (sets or query_sets(items)).items():
        scores, tracks = pair.scores(features.of(candidates), [q for q, _ in queries], bank)
        ranked = rank_queries(scores, tracks, queries)
        report[name] = {
            "queries": len(queries),
            "candidates": len(tracks),
            "auc": bootstrap(ranked["auc"]),
            "ap": bootstrap(ranked["ap"]),
            "per_query": {q: float(v) for (q, _), v in zip(queries, ranked["auc"], strict=True)},
        }
    return report


def ontology_triplets(ontology: Path, root: str = "/m/04rlf") -> list[tuple[str, str, str]]:
    """(label, its description, another music class's description) for the ontology's music subtree, one per class pair
    drawn with seed 0."""
    classes = {row["id"]: row for row in json.loads(ontology.read_text())}
    subtree, queue = [], [root]
    while queue:
        row = classes[queue.pop(0)]
        subtree.append(row)
        queue += [c for c in row["child_ids"] if c in classes]
    described = [r for r in {r["id"]: r for r in subtree}.values() if r["description"].strip()]
    rng = np.random.default_rng(0)
    triplets = []
    for number, row in enumerate(described):
        others = rng.choice([i for i in range(len(described)) if i != number], 5, replace=False)
        triplets += [(row["name"], row["description"], described[other]["description"]) for other in others]
    return triplets


def triplet_accuracy(pair: Pair, triplets: list[tuple[str, str, str]]) -> tuple[float, float, float]:
    strings = list(dict.fromkeys(s for t in triplets for s in t))
    rows = {s: i for i, s in enumerate(strings)}
    vectors = pair.text_embedding(strings, bank=False)
    a, p, n = (vectors[torch.tensor([rows[t[k]] for t in triplets])] for k in range(3))
    return bootstrap(((a * p).sum(1) > (a * n).sum(1)).float().numpy())
