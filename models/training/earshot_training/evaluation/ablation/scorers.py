"""Ways to score tracks with one trained pair; nothing is trained. Each gives [tracks, queries], higher is better."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch

from ...pair.features import Features
from ...pair.pair import Pair, bridge_scores
from ...scoring.null_phrases import null_phrases

Scorer = Callable[[Pair, torch.Tensor, Features, list[str]], np.ndarray]
SHARPNESS = 20.0  # of the inverted softmax


def query_units(scores: np.ndarray) -> np.ndarray:
    """Each query in deviations over the tracks: changes no ranking, but lets two scores be added."""
    return (scores - scores.mean(0)) / (scores.std(0) + 1e-6)


def _bank(pair: Pair, _: torch.Tensor, part: Features, queries: list[str]) -> np.ndarray:
    return pair.scores(part, queries)[0]


def _bare(pair: Pair, _: torch.Tensor, part: Features, queries: list[str]) -> np.ndarray:
    return pair.scores(part, queries, bank=False)[0]


def _with_bridge(share: float) -> Scorer:
    def score(pair: Pair, tag_vectors: torch.Tensor, part: Features, queries: list[str]) -> np.ndarray:
        bridge = bridge_scores(pair, tag_vectors, part, queries)
        return query_units(pair.scores(part, queries)[0]) + share * query_units(bridge)

    return score


def _less_null(share: float) -> Scorer:
    def score(pair: Pair, _: torch.Tensor, part: Features, queries: list[str]) -> np.ndarray:
        null = pair.scores(part, null_phrases(), bank=False)[0]
        return pair.scores(part, queries)[0] - share * null.mean(1, keepdims=True)

    return score


def _inverted_softmax(pair: Pair, _: torch.Tensor, part: Features, queries: list[str]) -> np.ndarray:
    null = pair.scores(part, null_phrases(), bank=False)[0]
    return SHARPNESS * pair.scores(part, queries)[0] - np.log(np.exp(SHARPNESS * null).mean(1, keepdims=True))


SCORERS: dict[str, Scorer] = {
    "prompt bank of four": _bank,
    "bare query": _bare,
    "plus 0.5 tag bridge": _with_bridge(0.5),
    "plus 1 tag bridge": _with_bridge(1.0),
    "less 0.5 of the track's mean over null phrases": _less_null(0.5),
    "less the track's mean over null phrases": _less_null(1.0),
    "inverted softmax over null phrases": _inverted_softmax,
}
