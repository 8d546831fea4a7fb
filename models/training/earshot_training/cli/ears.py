"""The commands around the next pair: labels by every teacher, maps from text to classes, the trust number."""

from __future__ import annotations

import argparse
import json
from itertools import chain
from pathlib import Path

import numpy as np
import torch

from ..data.captions import read_captions
from ..data.labelled import LabelledFolder
from ..data.labellers.files import CLASS_MAP, checked
from ..data.labellers.teachers import Teachers
from ..data.labelling import (
    Amounts,
    change_tasks,
    kind_tasks,
    label_tasks,
    mix_tasks,
    noise_tasks,
    package_tasks,
    render_tasks,
    song_tasks,
)
from ..data.labels import export_teacher
from ..data.ontology import Ontology, read_class_map
from ..evaluation.benchmark.joint_model import ExportedPair
from ..evaluation.text_heads import run_text_heads
from ..evaluation.text_heads_page import text_heads_page
from ..evaluation.text_map import run_text_map
from ..evaluation.text_map_page import text_map_page
from ..evaluation.trust import PHRASES, measure_trust
from ..pair.paths import Paths
from ..pair.text_map.making import make_maps
from ..pair.trust.fit import fit_trust
from ..pair.trust.model import write_trust
from ..pair.trust.texts import trust_texts
from .encoder import encoder_of
from .options import (
    GLOSSARIES,
    MODELS,
    Commands,
    add_captions,
    add_command,
    add_corpora,
    add_model,
    add_ontology,
    add_threads,
    add_weights,
    add_work,
)


def say(line: str) -> None:
    print(line, flush=True)


def label(options: argparse.Namespace) -> None:
    """Labels songs, packages and made audio with every teacher; continues where it stopped."""
    torch.set_num_threads(options.threads)
    paths = Paths(options.work, options.weights)
    folder, graph = LabelledFolder(options.labels), options.labels / "teacher.onnx"
    export_teacher(paths.musicnn, graph)
    teachers = Teachers(graph, options.yamnet, options.vibenet)
    amounts = Amounts(options.windows, options.files)
    tasks = chain(
        song_tasks(options.songs), package_tasks(options.corpora, amounts), render_tasks(options.work), noise_tasks(),
        kind_tasks(options.work),
    )  # fmt: skip
    label_tasks(folder, tasks, teachers, say)
    label_tasks(folder, chain(mix_tasks(folder), change_tasks(folder, options.changed)), teachers, say)


def text_map(options: argparse.Namespace) -> None:
    """Measures the maps from text to classes beside an exported pair; writes training/TEXT_MAP.md."""
    torch.set_num_threads(options.threads)
    encode, _ = encoder_of(options.work, options.weights)
    class_map = checked(options.yamnet / CLASS_MAP.name, CLASS_MAP)
    maps = make_maps(options.captions, options.ontology, class_map, encode)
    results = run_text_map(LabelledFolder(options.labels), options.songs, maps, ExportedPair(options.model))
    (options.labels / "text-map.json").write_text(json.dumps(results, indent=1))
    options.out.write_text(text_map_page(results))
    print(f"{options.out} is written")


def text_heads(options: argparse.Namespace) -> None:
    """Distils the maps into text heads of several sizes, on text alone; writes training/TEXT_HEADS.md."""
    torch.set_num_threads(options.threads)
    encode, _ = encoder_of(options.work, options.weights)
    class_map = checked(options.yamnet / CLASS_MAP.name, CLASS_MAP)
    maps = make_maps(options.captions, options.ontology, class_map, encode)
    rows = run_text_heads(LabelledFolder(options.labels), options.songs, maps, options.glossaries)
    (options.labels / "text-heads.json").write_text(json.dumps(rows, indent=1))
    options.out.write_text(text_heads_page(rows))
    print(f"{options.out} is written")


def trust(options: argparse.Namespace) -> None:
    """Fits the number that says how far a text can be trusted to be heard, and measures it; writes trust.json."""
    torch.set_num_threads(options.threads)
    encode, encoder = encoder_of(options.work, options.weights)
    classes = read_class_map(checked(options.yamnet / CLASS_MAP.name, CLASS_MAP))
    captions, ontology = read_captions(options.captions, labelled=True), Ontology(options.ontology)
    texts = trust_texts(captions, classes, ontology, options.glossaries, encoder.tokenizer)
    fitted = fit_trust(texts, encode, encoder.tokenizer)
    write_trust(options.to, fitted)
    scores = {group: fitted(encode(part), part, encoder.tokenizer) for group, part in PHRASES.items()}
    for group, (value, low, high) in measure_trust(scores).items():
        print(f"musical phrases against {group}: ROC-AUC {value:.4f} [{low:.4f}, {high:.4f}]")
    seen = set(texts.terms) | set(texts.captions)
    fresh = {**scores, "musical": scores["musical"][[phrase not in seen for phrase in PHRASES["musical"]]]}
    value, low, high = measure_trust(fresh)["other"]
    print(f"of {len(fresh['musical'])} that are no text of the fit, against other: {value:.4f} [{low:.4f}, {high:.4f}]")
    for group, numbers in scores.items():
        print(
            f"{group}: "
            + ", ".join(f"{q:.0%} {v:.2f}" for q, v in zip(QUANTILES, np.quantile(numbers, QUANTILES), strict=True))
        )


QUANTILES = (0.01, 0.05, 0.5, 0.95, 0.99)


def register(commands: Commands) -> None:
    yamnet = "folder with YAMNet's network and class map, as published"
    labels = "folder for windows and labels"
    glossaries = "the application's glossaries (*.tsv)"
    songs = "folder with labels.csv and audio/: songs that judge, and are never trained on"
    parser = add_command(commands, "label", label, "labels audio by every teacher (musicnn, YAMNet, VibeNet)")
    for add in (add_corpora, add_work, add_weights, add_threads):
        add(parser)
    parser.add_argument("--labels", type=Path, default=Path("labels"), help=labels)
    parser.add_argument("--songs", type=Path, required=True, help=songs)
    parser.add_argument("--yamnet", type=Path, required=True, help=yamnet)
    parser.add_argument("--vibenet", type=Path, required=True, help="VibeNet's network, as its package holds it")
    parser.add_argument("--windows", type=int, default=Amounts.windows, help="most windows of a track")
    parser.add_argument("--files", type=int, help="most music files of a training package; all unless given")
    parser.add_argument("--changed", type=int, default=0, help="windows of changed training music, beside all others")

    parser = add_command(commands, "text-map", text_map, "maps from text to classes, beside an exported pair")
    for add in (add_work, add_weights, add_captions, add_ontology, add_threads):
        add(parser)
    add_model(parser, required=True)
    parser.add_argument("--out", type=Path, default=MODELS / "training/TEXT_MAP.md", help="file for the page")
    parser.add_argument("--labels", type=Path, default=Path("labels"), help=labels)
    parser.add_argument("--songs", type=Path, required=True, help=songs)
    parser.add_argument("--yamnet", type=Path, required=True, help=yamnet)

    parser = add_command(commands, "text-heads", text_heads, "text heads distilled from the maps, and what they cost")
    for add in (add_work, add_weights, add_captions, add_ontology, add_threads):
        add(parser)
    parser.add_argument("--labels", type=Path, default=Path("labels"), help=labels)
    parser.add_argument("--songs", type=Path, required=True, help=songs)
    parser.add_argument("--yamnet", type=Path, required=True, help=yamnet)
    parser.add_argument("--glossaries", type=Path, default=GLOSSARIES, help=glossaries)
    parser.add_argument("--out", type=Path, default=MODELS / "training/TEXT_HEADS.md", help="file for the page")

    parser = add_command(commands, "trust", trust, "how far a text can be trusted to be heard: fits and measures it")
    for add in (add_work, add_weights, add_captions, add_ontology, add_threads):
        add(parser)
    parser.add_argument("--yamnet", type=Path, required=True, help=yamnet)
    parser.add_argument("--glossaries", type=Path, default=GLOSSARIES, help=glossaries)
    parser.add_argument("--to", type=Path, default=Path("trust.json"), help="the file that is written")
