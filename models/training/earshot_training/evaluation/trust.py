"""How well the trust number tells musical phrases from others; the phrases in familiar.json were written before."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from ..scoring.metrics import Figure, auc, drawn

PHRASES: dict[str, list[str]] = json.loads((Path(__file__).parent / "familiar.json").read_text(encoding="utf-8"))
MUSICAL = "musical"
OTHERS = tuple(name for name in PHRASES if name != MUSICAL)


def separation(musical: np.ndarray, others: np.ndarray, draws: int = 2000) -> Figure:
    """ROC-AUC of musical phrases against others with its 95 % interval over phrases."""
    scores = np.concatenate([musical, others])
    relevant = np.arange(len(scores)) < len(musical)
    return drawn(lambda rows: auc(scores[rows], relevant[rows]), len(scores), draws)


def measure_trust(scores: dict[str, np.ndarray]) -> dict[str, Figure]:
    """``scores`` by the groups of PHRASES -> ROC-AUC against each group, and against all of them."""
    figures = {name: separation(scores[MUSICAL], scores[name]) for name in OTHERS}
    figures["all"] = separation(scores[MUSICAL], np.concatenate([scores[name] for name in OTHERS]))
    return figures
