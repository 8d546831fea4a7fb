"""Runs the tasks on a set and writes them as Markdown, the paper's rows beside ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from ...data.audio import AudioError
from ...data.clips import fixed_windows
from ...scoring.metrics import Figure
from .joint_model import JointModel
from .sets import CaptionSet, TaggedSet
from .tasks import hubness, linear_probe, retrieval, zero_shot

# As arXiv 2208.12415 reports them, for the ResNet-50 and the AST tower.
PAPER = {
    "MagnaTagATune zero-shot ROC-AUC": "0.782 / 0.778 (50 tags), 0.772 / 0.776 (188 tags)",
    "MagnaTagATune probe ROC-AUC": "0.927 / 0.925 (50 tags)",
    "retrieval ROC-AUC": "0.931 / 0.933 (playlist titles), 0.901 / 0.903 (playlist descriptions)",
    "retrieval mAP": "0.104 / 0.110 (playlist titles), 0.084 / 0.090 (playlist descriptions)",
}
Clip = Callable[[Path], np.ndarray]


def track_embeddings(model: JointModel, paths: list[Path], clip: Clip) -> tuple[np.ndarray, list[int], list[str]]:
    """The mean over a clip's windows, unit length: [usable tracks, d]; their rows; what could not be used."""
    vectors, rows, bad = [], [], []
    for number, path in enumerate(paths):
        try:
            mean = model.embed_audio(fixed_windows(clip(path))).mean(0)
        except AudioError as error:
            bad.append(f"{path}: {error}")
            continue
        vectors.append(mean / np.linalg.norm(mean))
        rows.append(number)
    if not vectors:
        raise AudioError("no track of the set can be used; the first: " + bad[0])
    return np.stack(vectors), rows, bad


def tagging_lines(model: JointModel, data: TaggedSet, clip: Clip) -> list[str]:
    vectors, rows, bad = track_embeddings(model, data.paths, clip)
    labels, split = data.labels[rows], np.array(data.split)[rows]
    test, train = split == "test", split == "train"
    lines = _head(data.name, f"{int(test.sum())} test tracks, {len(data.names)} tags, prompt: the bare tag", data, bad)
    figures = zero_shot(vectors[test], model.embed_text(data.names), labels[test], data.names)
    lines += [_row(f"zero-shot {k}", v, PAPER.get(f"{data.name} zero-shot {k}")) for k, v in figures.items()]
    if train.any():
        figures = linear_probe(vectors[train], labels[train], vectors[test], labels[test])
        lines += [_row(f"linear probe {k}", v, PAPER.get(f"{data.name} probe {k}")) for k, v in figures.items()]
    return lines


def caption_lines(model: JointModel, data: CaptionSet, clip: Clip) -> list[str]:
    vectors, rows, bad = track_embeddings(model, data.paths, clip)
    place = {row: i for i, row in enumerate(rows)}
    pairs = [
        (text, {place[w] for w in wanted if w in place}) for text, wanted in zip(data.texts, data.wanted, strict=True)
    ]
    pairs = [(text, wanted) for text, wanted in pairs if wanted]
    texts = model.embed_text([text for text, _ in pairs])
    lines = _head(data.name, f"{len(pairs)} texts, {len(rows)} tracks", data, bad)
    figures = retrieval(vectors, texts, [wanted for _, wanted in pairs])
    lines += [_row(f"retrieval {k}", v, PAPER.get(f"retrieval {k}")) for k, v in figures.items()]
    spread = hubness(vectors, texts)
    lines += [f"| hubness, {name} | {value:.3f} | |" for name, value in spread.items()]
    return lines


def _head(name: str, what: str, data: TaggedSet | CaptionSet, bad: list[str]) -> list[str]:
    lines = [f"## {name}", "", f"{what}; windows: up to three of 10 s from second 30, averaged."]
    if data.missing or bad:
        lines.append(f"Left out: {data.missing} files that are not there, {len(bad)} that cannot be used.")
    return [*lines, "", "| | ours [95 % interval] | the paper (ResNet-50 / AST) |", "|---|---|---|"]


def _row(name: str, figure: Figure, paper: str | None) -> str:
    value, low, high = figure
    return f"| {name} | {value:.3f} [{low:.3f}, {high:.3f}] | {paper or ''} |"


def write_report(title: str, sections: list[list[str]], target: Path) -> None:
    note = (
        "The paper trained on 44 million recordings with their texts and measured its own playlists; its rows are "
        "there to be seen beside, not to be matched."
    )
    body = "\n\n".join("\n".join(section) for section in sections)
    target.write_text(f"# {title}\n\n{note}\n\n{body}\n", encoding="utf-8")
