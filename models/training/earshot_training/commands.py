"""One function a command: (paths, options) -> something to print, or None."""

from __future__ import annotations

import argparse

from .data import corpora as corpora_data
from .data.features import build_features, render_all
from .evaluation.report import run_evaluation
from .export.golden import write_golden
from .export.onnx_files import export_audio, export_text, write_tokenizer
from .export.registry import MODEL_ID, write_registry
from .export.scoring_file import write_scoring, write_tags
from .pipeline import (
    MUSIC_THRESHOLD,
    Paths,
    assemble,
    prepare,
    read_heads,
    run_gate,
    run_heads,
    run_student,
    save_heads,
)
from .training.fit_pair import Mix
from .training.heads import HeadOptions


def say(line: str) -> None:
    print(line, flush=True)


def corpora(paths: Paths, _: argparse.Namespace) -> None:
    """Fetches and unpacks the Debian packages, then renders the made audio into the work folder."""
    corpora_data.fetch(paths.corpora)
    render_all(paths.corpora, paths.work)


def features(paths: Paths, _: argparse.Namespace) -> None:
    build_features(paths.corpora, paths.work, paths.musicnn, say)


def student(paths: Paths, options: argparse.Namespace) -> None:
    if (options.steps is None) == (options.seconds is None):
        raise SystemExit("student needs either --steps or --seconds")
    run_student(paths.work, options.seconds, options.steps, options.seed, options.start, say)


def heads(paths: Paths, options: argparse.Namespace) -> None:
    """Trains heads on the student's and, for comparison, on the teacher's features; fits the music score."""
    ready = prepare(paths)
    gate, _ = run_gate(ready, say)
    for name, on_teacher in (("heads", False), ("teacher-heads", True)):
        pair = run_heads(paths, ready, Mix(), HeadOptions(seed=options.seed), on_teacher, say)
        save_heads(paths.work / f"{name}.pt", pair, gate)


def export(paths: Paths, options: argparse.Namespace) -> None:
    """Writes the model folder and, with --golden, the fixtures."""
    ready = prepare(paths)
    audio, text = assemble(ready, *read_heads(paths.work / "heads.pt", ready))
    folder = paths.models / MODEL_ID
    folder.mkdir(parents=True, exist_ok=True)
    export_audio(audio, folder / "audio.onnx")
    export_text(text, folder / "text.onnx")
    write_tokenizer(paths.minilm, folder)
    write_tags(folder)
    write_scoring(folder, MUSIC_THRESHOLD)
    if options.golden:
        write_golden(audio, text, folder / "tokenizer.json", options.golden)


def evaluate(paths: Paths, options: argparse.Namespace) -> dict[str, object]:
    return run_evaluation(paths, options.seed)


def registry(paths: Paths, options: argparse.Namespace) -> None:
    write_registry(paths.models, options.version)


def rebuild(paths: Paths, options: argparse.Namespace) -> None:
    """Everything, in order. The licence texts and the model card are kept as they are."""
    corpora(paths, options)
    features(paths, options)
    student(paths, options)
    heads(paths, options)
    export(paths, options)
    evaluate(paths, options)
    registry(paths, options)
