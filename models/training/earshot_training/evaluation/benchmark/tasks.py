"""The tasks, on embeddings: tracks [n, d] and texts [m, d], all of unit length.

Intervals are 95 % percentile intervals over 500 draws; each function says what is drawn.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from scipy.stats import skew

from ...scoring.metrics import Figure, auc, average_precision, bootstrap, drawn

DRAWS = 500
NEGATED = ("no vocals", "no vocal", "no voice", "no piano", "not rock", "no voices", "no singing", "no drums")


def macro(scores: np.ndarray, labels: np.ndarray, metric=auc, seed: int = 0) -> Figure:
    """Mean of ``metric`` over the columns of scores and labels [tracks, tags]; draws tracks.

    Columns that lack one of the two classes, in all tracks or in a draw, do not count.
    """

    def value(rows: np.ndarray) -> float:
        both = [c for c in range(labels.shape[1]) if 0 < labels[rows, c].sum() < len(rows)]
        return float(np.mean([metric(scores[rows, c], labels[rows, c]) for c in both])) if both else float("nan")

    return drawn(value, len(scores), DRAWS, seed)


def zero_shot(tracks: np.ndarray, tags: np.ndarray, labels: np.ndarray, names: list[str]) -> dict[str, Figure]:
    """Tagging by the dot product with the tag's text; tags like "no vocals" also apart, since no tower negates."""
    scores = tracks @ tags.T
    plain = [i for i, name in enumerate(names) if name.lower() not in NEGATED]
    figures = {"ROC-AUC": macro(scores, labels), "PR-AUC": macro(scores, labels, average_precision)}
    if len(plain) < len(names):
        figures["ROC-AUC without negated tags"] = macro(scores[:, plain], labels[:, plain])
    return figures


def linear_probe(
    train: np.ndarray, train_labels: np.ndarray, test: np.ndarray, test_labels: np.ndarray, penalty: float = 1e-3
) -> dict[str, Figure]:
    """One logistic regression a tag on the frozen embedding, standardised with the train set's statistics."""
    mean, deviation = train.mean(0), train.std(0) + 1e-6
    x, y = torch.from_numpy((train - mean) / deviation).float(), torch.from_numpy(train_labels).float()
    layer = torch.nn.Linear(x.shape[1], y.shape[1])
    with torch.no_grad():
        layer.weight.zero_()
        layer.bias.zero_()
    optimiser = torch.optim.LBFGS(layer.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = F.binary_cross_entropy_with_logits(layer(x), y) + penalty * layer.weight.square().sum() / y.shape[1]
        loss.backward()
        return loss

    optimiser.step(closure)
    with torch.inference_mode():
        scores = layer(torch.from_numpy((test - mean) / deviation).float()).numpy()
    return {"ROC-AUC": macro(scores, test_labels), "PR-AUC": macro(scores, test_labels, average_precision)}


def retrieval(tracks: np.ndarray, texts: np.ndarray, wanted: list[set[int]]) -> dict[str, Figure]:
    """Texts look for their tracks (rows in ``wanted``); draws texts. The rank is that of the first right track."""
    scores = texts @ tracks.T
    relevant = np.array([[t in right for t in range(len(tracks))] for right in wanted])
    rank = np.array([(row > row[right].max()).sum() + 1 for row, right in zip(scores, relevant, strict=True)])
    return {
        "ROC-AUC": bootstrap(np.array([auc(s, r) for s, r in zip(scores, relevant, strict=True)]), DRAWS),
        "mAP": bootstrap(np.array([average_precision(s, r) for s, r in zip(scores, relevant, strict=True)]), DRAWS),
        **{f"R@{k}": bootstrap((rank <= k).astype(float), DRAWS) for k in (1, 5, 10)},
        "median rank": drawn(lambda rows: float(np.median(rank[rows])), len(rank), DRAWS),
    }


def hubness(tracks: np.ndarray, queries: np.ndarray, k: int = 10) -> dict[str, float]:
    """How unevenly tracks turn up among the best ``k``: skewness of their counts, and the largest share of queries."""
    best = np.argsort(-(queries @ tracks.T), axis=1)[:, :k]
    counts = np.bincount(best.ravel(), minlength=len(tracks))
    return {"skewness": float(skew(counts)), "largest share": float(counts.max() / len(queries))}


def wording_spread(tracks: np.ndarray, wordings: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """ROC-AUC of one thing said in several ways: wordings [m, d], right bool [tracks]."""
    values = [auc(tracks @ wording, right) for wording in wordings]
    return {"lowest": min(values), "highest": max(values), "mean": float(np.mean(values))}


def negation(
    tracks: np.ndarray, thing: np.ndarray, without: np.ndarray, has: np.ndarray, alpha: float = 0.35
) -> dict[str, float]:
    """Do tracks without a thing come first? ``without`` embeds "music without x", ``thing`` embeds "x", ``has`` says
    which tracks have x. Above 0.5 is better than chance. The scorer's rule subtracts alpha times the thing's score."""
    plain = tracks @ without
    return {"as a text": auc(plain, ~has), "by the scorer": auc(plain - alpha * (tracks @ thing), ~has)}
