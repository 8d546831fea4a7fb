"""results: an exported pair beside the one before, as one page."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from ..data.labelled import LabelledFolder
from ..evaluation.shipped import Shipped, costs, music_figures, set_figures, song_figures, triplet_figure
from ..evaluation.shipped_page import results_page
from ..export.music_score import refit
from ..export.scoring_file import write_scoring
from .options import MODELS, Commands, add_command, add_model, add_ontology, add_threads


def results(options: argparse.Namespace) -> None:
    """Measures an exported pair beside the one before on songs that judge and on what was held out; writes a page."""
    torch.set_num_threads(options.threads)
    new, old, folder = Shipped(options.model), Shipped(options.previous), LabelledFolder(options.labels)
    threshold = json.loads((options.model / "scoring.json").read_text())["musicThreshold"]
    page = results_page(
        (options.model.name, options.previous.name),
        {**song_figures(new, old, folder, options.songs), **set_figures(new, old, folder)},
        music_figures(new, folder, threshold), triplet_figure(new, options.ontology), costs(new, old),
    )  # fmt: skip
    options.out.write_text(page, encoding="utf-8")
    print(page)


def music_score(options: argparse.Namespace) -> None:
    """Fits the music score of an exported pair anew on what it hears itself, and its threshold; changes the folder."""
    torch.set_num_threads(options.threads)
    threshold = refit(options.model / "audio.onnx", LabelledFolder(options.labels))
    write_scoring(options.model, round(threshold, 4))
    print(f"{threshold:.4f} keeps 99.5 % of the music's windows")


def register(commands: Commands) -> None:
    parser = add_command(commands, "music-score", music_score, (music_score.__doc__ or "").splitlines()[0])
    add_model(parser, required=True)
    add_threads(parser)
    parser.add_argument("--labels", type=Path, default=Path("labels"), help="folder of labelled windows")

    parser = add_command(commands, "results", results, "an exported pair beside the one before, as shipped")
    for add in (add_ontology, add_threads):
        add(parser)
    add_model(parser, required=True)
    parser.add_argument("--previous", type=Path, required=True, help="folder of the exported pair before")
    parser.add_argument("--labels", type=Path, default=Path("labels"), help="folder of labelled windows")
    parser.add_argument("--songs", type=Path, required=True, help="folder with labels.csv and audio/ that judges")
    parser.add_argument("--out", type=Path, default=MODELS / "training/RESULTS.md", help="file for the page")
