"""benchmark: the paper's evaluations of an exported pair or a training run."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from ..data.clips import ClipCache
from ..data.sources.base import Recording
from ..data.sources.opening import open_source
from ..evaluation.benchmark.joint_model import ExportedPair, JointModel, TrainedRun
from ..evaluation.benchmark.pictures import draw
from ..evaluation.benchmark.report import caption_lines, tagging_lines, write_report
from ..evaluation.benchmark.sets import CaptionSet, TaggedSet, jamendo, magnatagatune, musiccaps, song_describer
from ..mulan.open_run import uses_encoder
from .options import Commands, add_cache, add_command, add_encoder, add_model, add_threads, refuse

CAPTIONS = Path("musiccaps-public.csv")
SETS = ("magnatagatune", "magnatagatune-188", "jamendo", "song-describer", "musiccaps", "folder", "table")


def from_recordings(name: str, recordings: list[Recording]) -> CaptionSet:
    """One's own recordings: every text looks for the recordings that carry it."""
    wanted: dict[str, set[int]] = {}
    for number, recording in enumerate(recordings):
        for row in recording.texts:
            wanted.setdefault(row.text, set()).add(number)
    return CaptionSet(name, [r.path for r in recordings], list(wanted), list(wanted.values()))


def open_set(spec: str, captions: Path | None) -> TaggedSet | CaptionSet:
    kind, _, path = spec.partition("=")
    if kind not in SETS or not path:
        raise SystemExit(f"unknown set {spec!r}; use NAME=PATH with one of {', '.join(SETS)}")
    root = Path(path)
    if kind.startswith("magnatagatune"):
        return magnatagatune(root, None if kind.endswith("188") else 50)
    if kind == "jamendo":
        return jamendo(root)
    if kind == "song-describer":
        return song_describer(root)
    if kind == "musiccaps":
        return musiccaps(captions or CAPTIONS, root)
    return from_recordings(root.name, open_source(spec))


def benchmark(options: argparse.Namespace) -> None:
    if options.model or not uses_encoder(options.run):
        refuse(options.encoder, "--encoder", "the text tower that is evaluated is its own")
    if not any(spec.startswith("musiccaps=") for spec in options.on):
        refuse(options.captions, "--captions", "no set is musiccaps=PATH")
    torch.set_num_threads(options.threads)
    model: JointModel = ExportedPair(options.model) if options.model else TrainedRun(options.run, options.encoder)
    cache = ClipCache(options.cache)
    sections = []
    for spec in options.on:
        data = open_set(spec, options.captions)
        lines = tagging_lines if isinstance(data, TaggedSet) else caption_lines
        sections.append(lines(model, data, cache.load))
        print("\n".join(sections[-1]), flush=True)
    write_report(f"Benchmark of {(options.model or options.run).name}", sections, options.out)


def pictures(options: argparse.Namespace) -> None:
    tracks = dict(spec.split("=", 1) for spec in options.track)
    paths = {name: Path(path) for name, path in tracks.items()}
    draw(ExportedPair(options.model), paths, options.text, ClipCache(options.cache), options.out)


def register(commands: Commands) -> None:
    about = "the paper's evaluations of an exported pair or a training run"
    parser = add_command(commands, "benchmark", benchmark, about)
    which = parser.add_mutually_exclusive_group(required=True)
    add_model(which)
    which.add_argument("--run", type=Path, help="run folder of `train`; its best checkpoint is evaluated")
    parser.add_argument("--on", action="append", required=True, metavar="NAME=PATH", help=", ".join(SETS))
    add_encoder(parser, "if the run used it")
    parser.add_argument(
        "--captions", type=Path, help=f"MusicCaps CSV, for a set musiccaps=PATH ({CAPTIONS} unless given)"
    )
    add_cache(parser, "clips")
    parser.add_argument("--out", type=Path, default=Path("report.md"), help="file for the report")
    add_threads(parser)
    parser = add_command(commands, "pictures", pictures, "the pictures of docs/how-mulan-works.md")
    add_model(parser, required=True)
    parser.add_argument("--track", action="append", required=True, metavar="NAME=PATH", help="a row of it")
    parser.add_argument("--text", action="append", required=True, help="a column of the matrix")
    add_cache(parser, "clips")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the pictures")
