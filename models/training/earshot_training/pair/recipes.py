"""How the shipped heads are made, and the bench that makes heads by any recipe."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from ..data.captions import Caption, read_captions
from ..data.dataset import Item
from ..data.strings import TextBank
from ..towers.heads import average_heads
from .features import Features
from .fit_pair import Mix, bank_of, fit_pair
from .heads import HeadOptions, start_heads
from .pair import Pair
from .prepared import Prepared


@dataclass(frozen=True)
class Recipe:
    """How a pair of heads is made. ``keep`` is the trained weights' share; the rest is the start they came from."""

    mix: Mix = field(default_factory=Mix)
    heads: HeadOptions = field(default_factory=HeadOptions)
    seeds: int = 1
    keep: float = 1.0


# Chosen on the validation sets of evaluation/validation.py; ABLATION.md has every other setting that was tried.
SHIPPED = Recipe(mix=Mix(tag_counts=(2, 3, 4, 5)), seeds=3, keep=0.75)


@dataclass
class Bench:
    """What every lever's heads are trained and scored with."""

    ready: Prepared
    captions: list[Caption]
    bank: TextBank
    on_teacher: bool = False

    @property
    def features(self) -> Features:
        return self.ready.teacher_features if self.on_teacher else self.ready.features

    def fit(self, items: list[Item], recipe: Recipe, seed: int) -> Pair:
        ready, options = self.ready, replace(recipe.heads, seed=seed)
        return fit_pair(
            items, self.features, ready.teacher_features, self.captions, self.bank, ready.tag_vectors, ready.teacher,
            ready.encoder, recipe.mix, options, lambda _: None,
        )  # fmt: skip


def merge(pairs: list[Pair], recipe: Recipe, bench: Bench) -> Pair:
    """Averages the heads of several seeds, then moves them back towards their common start."""
    audio, text = average_heads([p.audio for p in pairs]), average_heads([p.text for p in pairs])
    if recipe.keep < 1:
        start = start_heads(bench.ready.tag_vectors, recipe.heads, centre=bench.bank.vectors.mean(0))
        shares = [recipe.keep, 1 - recipe.keep]
        audio, text = (average_heads([one, first], shares) for one, first in zip((audio, text), start, strict=True))
    return replace(pairs[0], audio=audio, text=text)


def make_pair(bench: Bench, items: list[Item], recipe: Recipe, first_seed: int = 0) -> Pair:
    pairs = [bench.fit(items, recipe, first_seed + number) for number in range(recipe.seeds)]
    return merge(pairs, recipe, bench)


def make_bench(work: Path, captions: Path, ready: Prepared, on_teacher: bool = False) -> Bench:
    """``captions`` is the MusicCaps CSV; encoded strings are kept in ``work``."""
    read = read_captions(captions)
    return Bench(ready, read, bank_of(work, read, ready.items, ready.encoder), on_teacher)
