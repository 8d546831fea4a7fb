"""One lever at a time: heads trained with a changed setting, scored on validation sets and on the held-out sets.

Choices are made on the validation sets alone (evaluation/validation.py), by heads that never saw them; the held-out
figures beside them come from heads trained on all training items and are there to be read, not chosen by.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from ...data.dataset import Item
from ...pair.fit_pair import Mix
from ...pair.heads import HeadOptions
from ...pair.pair import Pair
from ...pair.recipes import SHIPPED, Bench, Recipe, make_pair, merge
from ...scoring.metrics import paired_bootstrap
from ..suite import QuerySets, evaluate_pair, query_sets, rank_queries
from ..validation import leave_out, validation_sets
from .scorers import SCORERS, Scorer

BASE = "as version 1.0.0"
# The levers that the shipped heads use: what pair/recipes.py has in SHIPPED.
KEPT = ("tag lists of two to five", "75% trained, the rest start", "prompt bank of four")
KEPT_SHARES = (0.85, 0.75, 0.65, 0.5)
SEEDS = 1


def _mix(**change: object) -> Recipe:
    return Recipe(mix=replace(Mix(), **change))


def _heads(**change: object) -> Recipe:
    return Recipe(heads=replace(HeadOptions(), **change))


LEVERS: dict[str, Recipe] = {
    BASE: Recipe(),
    "random start, no pull": _heads(bridge=False),
    "no pull to the start": _heads(pull=0.0),
    "pull 3": _heads(pull=3.0),
    "texts centred": _heads(centre_text=True),
    "feature noise 0.3": _heads(noise=0.3),
    "no virtual windows": _mix(virtual=0.0),
    "virtual windows 0.45": _mix(virtual=0.45),
    "captions in none of the texts": _mix(caption_share=0.0),
    "captions in 0.8 of the texts": _mix(caption_share=0.8),
    "captions matched by both trunks' agreement": _mix(matching="agreement"),
    "tag lists of two to five": _mix(tag_counts=(2, 3, 4, 5)),
    "no instruments": _mix(instruments=0.0),
    "instruments 0.16": _mix(instruments=0.16),
    "no grooves": _mix(grooves=0.0),
    "grooves 0.16": _mix(grooves=0.16),
    "1600 steps": _heads(steps=1600),
}


Scores = dict[str, list[float]]


def sets_of(items: list[Item]) -> tuple[str, QuerySets]:
    """The validation sets when the items hold that split, else the held-out sets, with the name of the split."""
    if any(item.split == "validation" for item in items):
        return "validation", validation_sets(items)
    return "held-out", query_sets(items)


def per_query(bench: Bench, pair: Pair, items: list[Item]) -> Scores:
    """AUC of every query under ``split/set``."""
    split, sets = sets_of(items)
    rows = evaluate_pair(pair, bench.features, items, sets=sets)
    return {f"{split}/{name}": list(row["per_query"].values()) for name, row in rows.items()}


def both_splits(bench: Bench, make: Callable[[list[Item]], Pair]) -> Scores:
    """Heads made twice: without the validation items for their sets, with all train items for the held-out sets."""
    items = bench.ready.items
    return {k: v for chosen in (leave_out(items), items) for k, v in per_query(bench, make(chosen), chosen).items()}


def run_levers(bench: Bench, target: Path, report: Callable[[str], None] = print) -> dict[str, list[Scores]]:
    """Every lever over SEEDS seeds; written after each, so a stopped run goes on where it was."""
    results: dict[str, list[Scores]] = json.loads(target.read_text()) if target.is_file() else {}
    for name, recipe in LEVERS.items():
        if name not in results:
            results[name] = [
                both_splits(bench, lambda items, r=recipe, s=seed: make_pair(bench, items, r, 100 * s))
                for seed in range(SEEDS)
            ]
            target.write_text(json.dumps(results))
            report(f"{name}: " + ", ".join(f"{k} {v:.3f}" for k, v in means(results[name]).items()))
    return results


def run_free_levers(bench: Bench, target: Path, report: Callable[[str], None] = print) -> dict[str, list[Scores]]:
    """Averaging over seeds, moving back to the start, and ways to score: one set of heads serves them all."""
    results: dict[str, list[Scores]] = {}
    for items in (leave_out(bench.ready.items), bench.ready.items):
        seeds = [bench.fit(items, SHIPPED, 10 + number) for number in range(SHIPPED.seeds)]
        average = merge(seeds, replace(SHIPPED, keep=1.0), bench)
        alone = [per_query(bench, pair, items) for pair in seeds]
        found = {"one seed": {k: np.mean([row[k] for row in alone], axis=0).tolist() for k in alone[0]}}
        found["heads averaged over seeds"] = per_query(bench, average, items)
        for keep in KEPT_SHARES:
            found[f"{keep:.0%} trained, the rest start"] = per_query(
                bench, merge(seeds, replace(SHIPPED, keep=keep), bench), items
            )
        split, sets = sets_of(items)
        for name, scorer in SCORERS.items():
            found[name] = {f"{split}/{k}": v for k, v in scored(scorer, average, bench, sets).items()}
        for name, row in found.items():
            results[name] = [results.get(name, [{}])[0] | row]
    target.write_text(json.dumps(results))
    for name, rows in results.items():
        report(f"{name}: " + ", ".join(f"{k} {v:.3f}" for k, v in means(rows).items()))
    return results


def scored(scorer: Scorer, pair: Pair, bench: Bench, sets: QuerySets) -> Scores:
    found = {}
    for name, (candidates, queries) in sets.items():
        part = bench.features.of(candidates)
        scores = scorer(pair, bench.ready.tag_vectors, part, [q for q, _ in queries])
        found[name] = rank_queries(scores, sorted(set(part.owner.tolist())), queries)["auc"].tolist()
    return found


def means(rows: list[Scores]) -> dict[str, float]:
    return {place: float(np.mean([row[place] for row in rows])) for place in rows[0]}


def gains(results: dict[str, list[Scores]], base: str) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Each lever minus the base: mean over seeds of each query's AUC, paired by query."""

    def mean(name: str, place: str) -> np.ndarray:
        return np.mean([row[place] for row in results[name]], axis=0)

    return {
        name: {place: paired_bootstrap(mean(name, place), mean(base, place)) for place in rows[0]}
        for name, rows in results.items()
        if name != base
    }
