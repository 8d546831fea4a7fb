"""One lever at a time: heads trained with a changed setting, scored on validation sets and on the held-out sets.

Choices are made on the validation sets alone (evaluation/validation.py), by heads that never saw them; the held-out
figures beside them come from heads trained on all training items and are there to be read, not chosen by.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ..data.captions import Caption, read_captions
from ..data.dataset import Item
from ..evaluation.metrics import paired_bootstrap
from ..evaluation.pair import Pair
from ..evaluation.suite import evaluate_pair, query_sets
from ..evaluation.validation import leave_out, validation_sets
from ..towers.heads import average_heads
from .fit_pair import Mix, bank_of, fit_pair
from .heads import HeadOptions, start_heads
from .pipeline import Paths, Prepared
from .sources import TextBank

SEEDS = 2
BASE = "as version 1.0.0"


@dataclass(frozen=True)
class Recipe:
    """How a pair of heads is made. ``keep`` is the trained weights' share; the rest is the start they came from."""

    mix: Mix = field(default_factory=Mix)
    heads: HeadOptions = field(default_factory=HeadOptions)
    seeds: int = 1
    keep: float = 1.0


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


@dataclass
class Bench:
    """What every lever's heads are trained and scored with."""

    ready: Prepared
    captions: list[Caption]
    bank: TextBank
    on_teacher: bool = False

    def fit(self, items: list[Item], recipe: Recipe, seed: int) -> Pair:
        ready = self.ready
        features = ready.teacher_features if self.on_teacher else ready.features
        options = replace(recipe.heads, seed=seed)
        return fit_pair(
            items, features, ready.teacher_features, self.captions, self.bank, ready.tag_vectors, ready.teacher,
            ready.encoder, recipe.mix, options, lambda _: None,
        )  # fmt: skip


def merge(pairs: list[Pair], recipe: Recipe, ready: Prepared, bank: TextBank) -> Pair:
    """Averages the heads of several seeds, then moves them back towards their common start."""
    audio, text = average_heads([p.audio for p in pairs]), average_heads([p.text for p in pairs])
    if recipe.keep < 1:
        first_audio, first_text = start_heads(ready.tag_vectors, recipe.heads, 500, bank.vectors.mean(0))
        shares = [recipe.keep, 1 - recipe.keep]
        audio, text = average_heads([audio, first_audio], shares), average_heads([text, first_text], shares)
    return replace(pairs[0], audio=audio, text=text)


def make_pair(bench: Bench, items: list[Item], recipe: Recipe, first_seed: int = 0) -> Pair:
    pairs = [bench.fit(items, recipe, first_seed + number) for number in range(recipe.seeds)]
    return merge(pairs, recipe, bench.ready, bench.bank)


def make_bench(paths: Paths, ready: Prepared, on_teacher: bool = False) -> Bench:
    captions = read_captions(paths.captions)
    return Bench(ready, captions, bank_of(paths.work, captions, ready.items, ready.encoder), on_teacher)


def per_query(bench: Bench, pair: Pair, items: list[Item]) -> dict[str, list[float]]:
    """AUC of every query: ``validation/<set>`` when the items hold a validation split, else ``held-out/<set>``."""
    validation = any(item.split == "validation" for item in items)
    sets = validation_sets(items) if validation else query_sets(items)
    features = bench.ready.teacher_features if bench.on_teacher else bench.ready.features
    rows = evaluate_pair(pair, features, items, sets=sets)
    place = "validation" if validation else "held-out"
    return {f"{place}/{name}": list(row["per_query"].values()) for name, row in rows.items()}


def run_levers(
    bench: Bench, target: Path, names: list[str] | None = None, report: Callable[[str], None] = print
) -> dict[str, list[dict[str, list[float]]]]:
    """Every lever over SEEDS seeds; written after each, so a stopped run goes on where it was."""
    results = json.loads(target.read_text()) if target.is_file() else {}
    reduced = leave_out(bench.ready.items)
    for name, recipe in LEVERS.items():
        if name in results or (names is not None and name not in names):
            continue
        rows = []
        for seed in range(SEEDS):
            row = {}
            for items in (reduced, bench.ready.items):
                row |= per_query(bench, make_pair(bench, items, recipe, 100 * seed), items)
            rows.append(row)
        results[name] = rows
        target.write_text(json.dumps(results))
        report(f"{name}: " + ", ".join(f"{s} {np.mean([np.mean(r[s]) for r in rows]):.3f}" for s in rows[0]))
    return results


def gains(results: dict[str, list[dict[str, list[float]]]], base: str = BASE) -> dict[str, dict[str, tuple]]:
    """Each lever minus the base: mean over seeds of each query's AUC, paired by query."""

    def mean(name: str, place: str) -> np.ndarray:
        return np.mean([row[place] for row in results[name]], axis=0)

    return {
        name: {place: paired_bootstrap(mean(name, place), mean(base, place)) for place in rows[0]}
        for name, rows in results.items()
        if name != base
    }
