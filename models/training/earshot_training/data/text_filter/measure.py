"""How good a sentence classifier is, with 95 % intervals over sentences."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ...scoring.metrics import Figure, auc, drawn
from .classifier import SentenceClassifier
from .labels import Labelled
from .sentences import sentences

DRAWS = 1000


def _figure(value: Callable[[np.ndarray], float], count: int) -> Figure:
    return drawn(value, count, DRAWS)


def _share(hits: np.ndarray) -> float:
    return float(hits.mean()) if hits.size else float("nan")


def figures(probability: np.ndarray, describes: np.ndarray, threshold: float) -> dict[str, Figure]:
    """precision, recall, ROC-AUC; ``describes`` bool. NaN where a figure has nothing to count."""
    kept = probability >= threshold
    return {
        "precision": _figure(lambda rows: _share(describes[rows][kept[rows]]), len(kept)),
        "recall": _figure(lambda rows: _share(kept[rows][describes[rows]]), len(kept)),
        "ROC-AUC": _figure(lambda rows: auc(probability[rows], describes[rows]), len(kept)),
    }


def measure(classifier: SentenceClassifier, labelled: list[Labelled]) -> dict[str, object]:
    """Figures, the share kept of every kind of sentence, and the sentences decided wrongly."""
    probability = classifier.probability([row.text for row in labelled])
    describes = np.array([row.describes for row in labelled])
    kept = probability >= classifier.settings.threshold
    names = [f"{'describes' if row.describes else 'does not'}: {row.kind}" for row in labelled]
    kinds = {
        name: {"sentences": names.count(name), "kept": float(kept[[n == name for n in names]].mean())}
        for name in sorted(set(names))
    }
    wrong = [row.text for row, hit in zip(labelled, kept, strict=True) if hit != row.describes]
    return {
        "sentences": len(labelled), **figures(probability, describes, classifier.settings.threshold), "kinds": kinds,
        "wrong": wrong,
    }  # fmt: skip


def caption_recall(classifier: SentenceClassifier, captions: Path, most: int | None = None) -> dict[str, object]:
    """MusicCaps (a CSV with the column caption), all of it positive: the share of captions kept whole, of captions of
    which a sentence is kept, and of sentences. ``most`` takes that many captions, drawn with seed 0.

    Not every sentence of a caption describes the sound ("it could be playing in a bar"): less than 1 is no mistake.
    """
    with captions.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if "caption" not in (reader.fieldnames or []):
            raise ValueError(f"{captions} lacks the column caption")
        texts = [row["caption"] for row in reader if row["caption"].strip()]
    if most and most < len(texts):
        texts = [texts[i] for i in np.random.default_rng(0).choice(len(texts), most, replace=False)]
    parts = [(number, part) for number, text in enumerate(texts) for part in sentences(text)]
    whole = np.array(classifier.keeps(texts))
    kept = np.array(classifier.keeps([part for _, part in parts]))
    some = np.zeros(len(texts), bool)
    some[[number for (number, _), hit in zip(parts, kept, strict=True) if hit]] = True
    return {
        "captions": len(texts), "sentences": len(parts),
        **{
            name: _figure(lambda rows, hits=hits: _share(hits[rows]), len(hits))
            for name, hits in (
                ("whole captions", whole), ("captions with a kept sentence", some), ("of sentences", kept)
            )
        },
    }  # fmt: skip


def report(name: str, held_out: dict[str, object], captions: dict[str, object] | None) -> str:
    """Markdown, and as JSON what it was made of."""

    def cell(figure: Figure) -> str:
        return f"{figure[0]:.3f} [{figure[1]:.3f}, {figure[2]:.3f}]"

    lines = [f"## {name}", "", f"| held-out sentences ({held_out['sentences']}) | [95 % interval] |", "|---|---|"]
    lines += [f"| {key} | {cell(held_out[key])} |" for key in ("precision", "recall", "ROC-AUC")]
    if captions:
        lines += [
            f"| recall of MusicCaps, {key} ({captions['captions']} captions, {captions['sentences']} sentences) | "
            f"{cell(captions[key])} |"
            for key in ("whole captions", "captions with a kept sentence", "of sentences")
        ]
    lines += ["", "| kind of held-out sentence | sentences | kept |", "|---|---|---|"]
    lines += [f"| {kind} | {row['sentences']} | {row['kept']:.0%} |" for kind, row in held_out["kinds"].items()]
    lines += ["", "Decided wrongly:", "", *(f"- {json.dumps(text, ensure_ascii=False)}" for text in held_out["wrong"])]
    return "\n".join(lines)
