"""compare: several runs and models on the held-out sets, as one page."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from ..data.clips import ClipCache
from ..evaluation.compare.entries import Entry, results
from ..evaluation.compare.held_out import held_out
from ..evaluation.compare.page import page
from ..evaluation.suite import ontology_triplets
from ..mulan.curves import plot_curves
from ..mulan.open_run import uses_encoder
from .options import Commands, add_cache, add_command, add_corpora, add_encoder, add_ontology, add_threads, refuse


def compare(options: argparse.Namespace) -> None:
    entries = [Entry.parse(spec) for spec in options.entry]
    if options.encoder and not any(entry.kind != "model" and uses_encoder(entry.path) for entry in entries):
        refuse(options.encoder, "--encoder", "no run among the entries stands on a sentence encoder")
    runs = [entry.path for entry in entries if entry.kind == "run"]
    if not runs:
        refuse(options.curves, "--curves", "there is no run among the entries")
    torch.set_num_threads(options.threads)
    names = [entry.name for entry in entries]
    pairs = [tuple(spec.split("-vs-")) for spec in options.difference]
    unknown = {name for pair in pairs for name in pair} - set(names)
    if unknown or any(len(pair) != 2 for pair in pairs):
        raise SystemExit(f"--difference is ONE-vs-OTHER with names of entries: {', '.join(names)}")
    data = held_out(options.corpora, options.renders, ontology_triplets(options.ontology))
    found = results(entries, data, ClipCache(options.cache).load, options.results, options.encoder)
    if options.curves:
        plot_curves(runs, options.curves)
    notes = options.notes.read_text(encoding="utf-8") if options.notes else ""
    options.out.write_text(page(found, pairs, options.curves and options.curves.name, notes), encoding="utf-8")
    print(options.out.read_text(encoding="utf-8"))


def register(commands: Commands) -> None:
    about = "several runs and models on the held-out sets, as one page"
    parser = add_command(commands, "compare", compare, about)
    parser.add_argument(
        "--entry",
        action="append",
        required=True,
        metavar="NAME=KIND:PATH",
        help="run:, untrained: or model: and a folder",
    )
    parser.add_argument("--difference", action="append", default=[], metavar="ONE-vs-OTHER", help="paired by query")
    add_corpora(parser)
    parser.add_argument("--renders", type=Path, default=Path("work/renders"), help="folder of the made audio")
    add_ontology(parser)
    add_encoder(parser, "if a run used it")
    add_cache(parser, "clips")
    parser.add_argument("--results", type=Path, default=Path("results"), help="folder where figures are kept")
    parser.add_argument("--notes", type=Path, help="Markdown for the end of the page")
    parser.add_argument("--curves", type=Path, help="picture of the runs' curves")
    parser.add_argument("--out", type=Path, default=Path("SMALL_RUNS.md"), help="file for the page")
    add_threads(parser)
