"""Draws the text of a training example by MuLan's mix of kinds, SF : LF : PL : ASET = 2 : 2 : 1 : 1."""

from __future__ import annotations

import numpy as np

from .sources.base import KINDS, Recording, TextRow

PAPER_MIX = {"SF": 2.0, "LF": 2.0, "PL": 1.0, "ASET": 1.0}


class TextMixer:
    """The kind first, by weight among the kinds that the recording has, then one of its texts of that kind.

    MuLan mixes whole sources; where one recording has several kinds, this gives the same shares, and a recording that
    lacks a kind is not lost. Raises ValueError for weights that are negative or all zero, or of an unknown kind.
    """

    def __init__(self, weights: dict[str, float] | None = None) -> None:
        self.weights = dict(PAPER_MIX if weights is None else weights)
        unknown = set(self.weights) - set(KINDS)
        if unknown or min(self.weights.values()) < 0 or sum(self.weights.values()) <= 0:
            raise ValueError(f"text mix {self.weights}: give {', '.join(KINDS)} weights of 0 or more, not all 0")

    def usable(self, recording: Recording) -> bool:
        return any(self.weights.get(row.kind, 0) > 0 for row in recording.texts)

    def draw(self, recording: Recording, rng: np.random.Generator) -> TextRow:
        kinds = sorted({row.kind for row in recording.texts if self.weights.get(row.kind, 0) > 0})
        if not kinds:
            raise ValueError(f"{recording.key} has no text of a kind in the mix")
        shares = np.array([self.weights[kind] for kind in kinds])
        kind = kinds[int(rng.choice(len(kinds), p=shares / shares.sum()))]
        candidates = [row for row in recording.texts if row.kind == kind]
        return candidates[int(rng.integers(len(candidates)))]
