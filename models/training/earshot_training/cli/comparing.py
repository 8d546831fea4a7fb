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


def compare(options: argparse.Namespace) -> None:
    torch.set_num_threads(options.threads)
    entries = [Entry.parse(spec) for spec in options.entry]
    names = [entry.name for entry in entries]
    pairs = [tuple(spec.split("-vs-")) for spec in options.difference]
    unknown = {name for pair in pairs for name in pair} - set(names)
    if unknown or any(len(pair) != 2 for pair in pairs):
        raise SystemExit(f"--difference is ONE-vs-OTHER with names of entries: {', '.join(names)}")
    data = held_out(options.corpora, options.renders, ontology_triplets(options.ontology))
    found = results(entries, data, ClipCache(options.cache).load, options.results, options.encoder)
    runs = [entry.path for entry in entries if entry.kind == "run"]
    if options.curves and runs:
        plot_curves(runs, options.curves)
    notes = options.notes.read_text(encoding="utf-8") if options.notes else ""
    options.out.write_text(page(found, pairs, options.curves and options.curves.name, notes), encoding="utf-8")
    print(options.out.read_text(encoding="utf-8"))


def register(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("compare", help="several runs and models on the held-out sets, as one page")
    parser.add_argument(
        "--entry",
        action="append",
        required=True,
        metavar="NAME=KIND:PATH",
        help="run:, untrained: or model: and a folder",
    )
    parser.add_argument("--difference", action="append", default=[], metavar="ONE-vs-OTHER", help="paired by query")
    parser.add_argument("--corpora", type=Path, default=Path("corpora"), help="folder of the unpacked packages")
    parser.add_argument("--renders", type=Path, default=Path("work/renders"), help="folder of the made audio")
    parser.add_argument("--ontology", type=Path, default=Path("audioset-ontology.json"), help="AudioSet ontology")
    parser.add_argument("--encoder", type=Path, help="folder of the sentence encoder, if the runs used one")
    parser.add_argument("--cache", type=Path, default=Path("clips"), help="folder for decoded clips")
    parser.add_argument("--results", type=Path, default=Path("results"), help="folder where figures are kept")
    parser.add_argument("--notes", type=Path, help="Markdown for the end of the page")
    parser.add_argument("--curves", type=Path, help="picture of the runs' curves")
    parser.add_argument("--out", type=Path, default=Path("SMALL_RUNS.md"))
    parser.add_argument("--threads", type=int, default=2)
    parser.set_defaults(command_function=compare)
