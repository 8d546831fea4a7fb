"""rebuild: the shipped pair from packages and captions, in one command that goes on where it stopped."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import time
from collections.abc import Callable
from pathlib import Path

from . import ears, listening, pair, results
from .options import (
    MODELS,
    Commands,
    add_captions,
    add_command,
    add_corpora,
    add_ontology,
    add_seed,
    add_threads,
    add_weights,
    add_work,
)

KEPT = "rebuild.json"  # in the work folder: the command lines that ran to their ends, and what they took
Step = list[str]
Run = Callable[[Step], None]


def steps_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="earshot_training", allow_abbrev=False)
    commands = parser.add_subparsers(required=True)
    for group in (pair, ears, listening, results):
        group.register(commands)
    return parser


def run_step(words: Step) -> None:
    options = steps_parser().parse_args(words)
    options.command_function(options)


def steps_of(options: argparse.Namespace) -> list[Step]:
    """The commands of pair 2 in their order, as one would type them."""
    work, labels, yamnet = ["--work", options.work], ["--labels", options.labels], ["--yamnet", options.yamnet]
    weights, captions = ["--weights", options.weights], ["--captions", options.captions]
    ontology, seed, threads = ["--ontology", options.ontology], ["--seed", options.seed], ["--threads", options.threads]
    corpora, songs = ["--corpora", options.corpora], ["--songs", options.songs]
    before, caches = ["--model", options.previous], [*labels, *yamnet, *threads]
    heard, trust = options.work / "listener.pt", options.work / "trust.json"
    joint = options.work / "joint.pt"
    length = ["--steps", options.steps] if options.steps else ["--seconds", options.seconds]
    files = ["--files", options.files] if options.files else []
    golden = ["--golden", options.golden] if options.golden else []
    steps: list[list[object]] = [
        ["corpora", *corpora, *work, "--more", "--phrases", options.phrases],
        ["label", *corpora, *work, *weights, *songs, *caches, "--vibenet", options.vibenet,
         "--windows", options.windows, "--changed", options.changed, *files],
        ["trust", *work, *weights, *captions, *ontology, *yamnet, *threads, "--to", trust],
        ["patch-maps", *caches, *before],
        ["listener", *caches, *ontology, *before, *length, *seed, "--to", heard,
         *(["--everything"] if options.everything else [])],
        ["joint-heads", *caches, *work, *weights, *captions, *ontology, *before, *seed, "--listener", heard,
         "--to", joint],
        ["export-pair", *caches, *weights, *ontology, *seed, "--listener", heard, "--joint", joint, "--trust", trust,
         *golden, "--to", options.to],
        ["results", *labels, *songs, *ontology, *threads, "--model", options.to, "--previous", options.previous,
         "--out", options.out],
    ]  # fmt: skip
    return [[str(word) for word in step] for step in steps]


def run_steps(steps: list[Step], kept: Path, run: Run = run_step, report: Callable[[str], None] = print) -> None:
    """Runs what did not run to its end before, with the same words and after the same steps; ``kept`` remembers."""
    rows = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else []
    known = [row["words"] for row in rows]
    same = next((n for n, (a, b) in enumerate(zip(known, steps, strict=False)) if a != b), min(len(known), len(steps)))
    rows = rows[:same]
    for words in steps[:same]:
        report(f"{words[0]}: done before")
    kept.parent.mkdir(parents=True, exist_ok=True)
    for words in steps[same:]:
        report(f"python -m earshot_training {shlex.join(words)}")
        began, processor = time.time(), sum(os.times()[:4])
        run(words)
        taken = {"seconds": round(time.time() - began, 1), "processor": round(sum(os.times()[:4]) - processor, 1)}
        rows.append({"words": words, **taken})
        kept.write_text(json.dumps(rows, indent=1), encoding="utf-8")
        report(f"{words[0]}: {taken['seconds']:.0f} s ({taken['processor']:.0f} s of the processor)")


def rebuild(options: argparse.Namespace) -> None:
    """Pair 2 from nothing but packages, weights, captions and the pair before; goes on where it stopped."""
    if not (options.previous / "audio.onnx").is_file():
        raise SystemExit(f"{options.previous} holds no earlier pair; rebuild-1 makes one")
    run_steps(steps_of(options), options.work / KEPT, report=ears.say)


def register(commands: Commands) -> None:
    parser = add_command(commands, "rebuild", rebuild, (rebuild.__doc__ or "").splitlines()[0])
    for add in (add_corpora, add_work, add_weights, add_captions, add_ontology, add_threads):
        add(parser)
    add_seed(parser, "of the listener's and the heads' training")
    parser.add_argument("--labels", type=Path, default=Path("labels"), help="folder for windows, labels and caches")
    parser.add_argument("--songs", type=Path, required=True, help="folder with labels.csv and audio/ that judges")
    parser.add_argument("--yamnet", type=Path, required=True, help="folder with YAMNet's network and class map")
    parser.add_argument("--vibenet", type=Path, required=True, help="VibeNet's network, as its package holds it")
    parser.add_argument(
        "--previous", type=Path, required=True, help="whole folder of pair 1.2.0, as rebuild-1 makes it"
    )
    parser.add_argument("--phrases", type=int, default=2, help="renders of an instrument in a soundfont")
    parser.add_argument("--windows", type=int, default=8, help="most windows of a track")
    parser.add_argument("--files", type=int, help="most music files of a training package; all unless given")
    parser.add_argument("--changed", type=int, default=0, help="windows of changed training music, beside all others")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--steps", type=int, help="how many steps the listener trains (repeatable)")
    length.add_argument("--seconds", type=float, help="how long it trains by the clock, instead of steps")
    parser.add_argument("--everything", action="store_true", help="train on the validation packages, too")
    parser.add_argument("--golden", type=Path, help="folder for the golden fixtures")
    parser.add_argument("--out", type=Path, default=MODELS / "training/RESULTS.md", help="file for the page")
    parser.add_argument("--to", type=Path, required=True, help="folder for the model")
