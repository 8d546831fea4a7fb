"""The commands that build the embedded pair; README.md says what each reads and writes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import torch

from ..data.corpora import HELD_OUT_PACKAGES, MORE_PACKAGES, SOUNDFONT_PACKAGES, TRAIN_PACKAGES, fetch
from ..data.features import build_features, render_all
from ..evaluation.ablation.levers import KEPT, run_free_levers, run_levers
from ..evaluation.ablation.page import ablation_page
from ..evaluation.music_score import measure_gate
from ..evaluation.report import run_evaluation
from ..evaluation.songs import song_items
from ..export.golden import write_golden
from ..export.onnx_files import export_audio, export_text
from ..export.registry import write_registry
from ..export.scoring_file import write_scoring, write_tags
from ..export.tokenizer_files import write_tokenizer
from ..pair.distil import Schedule
from ..pair.heads_file import assemble, read_heads, save_heads
from ..pair.music_gate import MUSIC_THRESHOLD, train_music_gate
from ..pair.paths import MODEL_ID, Paths
from ..pair.prepared import prepare
from ..pair.recipes import SHIPPED, make_bench, make_pair
from ..pair.student import run_student, sample_patches
from ..towers.musicnn import LIVE_FILE, Teacher
from ..towers.pruning import find_live
from .options import (
    Commands,
    add_captions,
    add_command,
    add_corpora,
    add_models,
    add_ontology,
    add_seed,
    add_threads,
    add_weights,
    add_work,
)


def say(line: str) -> None:
    print(line, flush=True)


def corpora(options: argparse.Namespace) -> None:
    """Fetches and unpacks the Debian packages, then renders the made audio into the work folder."""
    packages = TRAIN_PACKAGES + HELD_OUT_PACKAGES + SOUNDFONT_PACKAGES
    fetch(options.corpora, packages + MORE_PACKAGES if options.more else packages)
    render_all(options.corpora, options.work, options.phrases)


def features(options: argparse.Namespace) -> None:
    """Caches log-mel windows and the teacher's labels of every item; continues where it stopped."""
    torch.set_num_threads(options.threads)
    judging = song_items(options.songs) if options.songs else []
    build_features(options.corpora, options.work, Paths(options.work, options.weights).musicnn, say, judging)


def channels(options: argparse.Namespace) -> None:
    """Finds the teacher's channels that change on cached music, instruments, noise; rewrites live_channels.json."""
    torch.set_num_threads(options.threads)
    musicnn = Paths(options.work, options.weights).musicnn
    found = find_live(Teacher(musicnn, every_channel=True).eval(), sample_patches(options.work))
    LIVE_FILE.write_text(json.dumps(found) + "\n")
    say(str([[len(rows) for rows in blocks] for blocks in found.values()]))


def student(options: argparse.Namespace) -> None:
    """Prunes the teacher, or goes on from --start, and distils it into student.pt."""
    torch.set_num_threads(options.threads)
    schedule = Schedule(options.steps, options.seconds or 0.0, options.batch, options.rate, options.seed)
    run_student(options.work, Paths(options.work, options.weights).musicnn, schedule, options.start, say)


def heads(options: argparse.Namespace) -> None:
    """Trains heads on the student's and, for comparison, on the teacher's features; fits the music score."""
    torch.set_num_threads(options.threads)
    ready = prepare(Paths(options.work, options.weights))
    gate = train_music_gate(ready)
    say(f"music score: {measure_gate(ready, gate)}")
    for name, on_teacher in (("heads", False), ("teacher-heads", True)):
        bench = make_bench(options.work, options.captions, ready, on_teacher)
        save_heads(options.work / f"{name}.pt", make_pair(bench, ready.items, SHIPPED, options.seed), gate)


def export(options: argparse.Namespace) -> None:
    """Writes the model folder and, with --golden, the fixtures."""
    torch.set_num_threads(options.threads)
    paths = Paths(options.work, options.weights)
    ready = prepare(paths)
    audio, text = assemble(ready, *read_heads(options.work / "heads.pt", ready))
    folder = options.models / MODEL_ID
    folder.mkdir(parents=True, exist_ok=True)
    export_audio(audio, folder / "audio.onnx")
    export_text(text, folder / "text.onnx")
    write_tokenizer(paths.minilm, folder)
    write_tags(folder)
    write_scoring(folder, MUSIC_THRESHOLD)
    if options.golden:
        write_golden(audio, text, folder / "tokenizer.json", options.golden)


def evaluate(options: argparse.Namespace) -> None:
    """Measures the pair on what was held out, beside an earlier one if you like; writes RESULTS_1.md."""
    torch.set_num_threads(options.threads)
    paths = Paths(options.work, options.weights)
    result = run_evaluation(paths, options.models, options.ontology, options.seed, options.previous)
    print(json.dumps(result, indent=1))


def ablation(options: argparse.Namespace) -> None:
    """Tries every lever of the heads on the student in the work folder and writes training/ABLATION.md."""
    torch.set_num_threads(options.threads)
    bench = make_bench(options.work, options.captions, prepare(Paths(options.work, options.weights)))
    trained = run_levers(bench, options.work / "levers.json", say)
    free = run_free_levers(bench, options.work / "free-levers.json", say)
    (options.models / "training/ABLATION.md").write_text(ablation_page(trained, free, KEPT))


def registry(options: argparse.Namespace) -> None:
    """Writes models/registry.json from the model folder."""
    write_registry(options.models, options.version)


def rebuild_1(options: argparse.Namespace) -> None:
    """Everything of 1.2.0, in order. The licence texts and the model card are kept as they are."""
    for step in (corpora, features, student, heads, export, evaluate, registry):
        step(options)


def add_schedule(parser: argparse.ArgumentParser) -> None:
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--steps", type=int, help="how many steps the student trains (repeatable)")
    length.add_argument("--seconds", type=float, help="how long it trains by the clock, instead of steps")
    parser.add_argument("--start", type=Path, help="student.pt of an earlier run to go on from")
    parser.add_argument("--batch", type=int, default=24, help="patches in a batch of the student")
    parser.add_argument("--rate", type=float, default=1e-3, help="the student's highest learning rate")


def add_made(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--more", action="store_true", help="with the packages that only pair 2 is taught by")
    parser.add_argument("--phrases", type=int, default=2, help="renders of an instrument in a soundfont")


def add_golden(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--golden", type=Path, help="folder for the golden fixtures")


def add_songs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--songs", type=Path, help="folder of real songs that judge (labels.csv, audio/)")


def add_previous(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--previous", type=Path, help="folder of an earlier exported pair to compare with")


def add_version(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", default="2.0.0", help="version of the pair")


def add_pair_seed(parser: argparse.ArgumentParser) -> None:
    add_seed(parser, "of the student's and the heads' training; told on the page of results")


Add = Callable[[argparse.ArgumentParser], None]
PREPARED: tuple[Add, ...] = (add_work, add_weights, add_threads)
STEPS: dict[Callable[[argparse.Namespace], None], tuple[Add, ...]] = {
    corpora: (add_corpora, add_work, add_made),
    features: (add_corpora, *PREPARED, add_songs),
    channels: PREPARED,
    student: (*PREPARED, add_schedule, add_pair_seed),
    heads: (*PREPARED, add_captions, add_pair_seed),
    export: (*PREPARED, add_models, add_golden),
    evaluate: (*PREPARED, add_ontology, add_models, add_previous, add_pair_seed),
    ablation: (*PREPARED, add_captions, add_models),
    registry: (add_models, add_version),
    rebuild_1: (
        *PREPARED, add_corpora, add_made, add_songs, add_captions, add_ontology, add_models, add_schedule, add_golden,
        add_previous, add_version, add_pair_seed,
    ),
}  # fmt: skip


def register(commands: Commands) -> None:
    for step, options in STEPS.items():
        parser = add_command(commands, step.__name__.replace("_", "-"), step, (step.__doc__ or "").splitlines()[0])
        for add in options:
            add(parser)
