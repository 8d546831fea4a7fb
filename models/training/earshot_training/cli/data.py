"""shards: any data source as WebDataset shards; text-filter: train and measure the filter for long-form text."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from ..data.clips import ClipCache
from ..data.shard_loading import clip_of
from ..data.shards import FORMATS, write_shards
from ..data.sources.opening import all_shards, open_sources
from ..data.text_filter.classifier import BODIES, FilterSettings
from ..data.text_filter.fit import fit_classifier
from ..data.text_filter.labels import LABELS, read_labels
from ..data.text_filter.measure import caption_recall, measure, report
from ..towers.text import TextEncoder
from .options import Commands, add_cache, add_command, add_data, add_encoder, add_seed, add_threads, refuse

SIZES: dict[str, dict[str, float]] = {
    "tiny": {},
    "base": {"width": 768, "depth": 12, "heads": 12, "positions": 512, "epochs": 4, "learning_rate": 3e-5},
}


def shards(options: argparse.Namespace) -> None:
    if all_shards(options.data):
        refuse(options.cache, "--cache", "samples in shards are clips already")
    recordings = open_sources(options.data)
    cache = ClipCache(options.cache or options.to / "clips")
    done = write_shards(
        recordings, lambda r: clip_of(r, cache), options.to, options.size, options.format, options.seed
    )  # fmt: skip
    total = sum(path.stat().st_size for path in done.shards)
    size = f"{len(done.shards)} shards, {total / 1e6:.1f} MB"
    print(f"{done.samples} samples in {size}; {len(done.bad)} recordings left out")
    if not done.samples:
        raise SystemExit("there was nothing to write")


def check_filter(options: argparse.Namespace) -> None:
    if options.body == "bert":
        refuse(options.encoder, "--encoder", "a BERT body is its own encoder")
    else:
        for name in ("size", "vocabulary", "weights"):
            refuse(getattr(options, name), f"--{name}", "the sentence body is a frozen encoder")
    if not options.captions:
        refuse(options.most, "--most", "it counts captions, and there are no --captions")


def text_filter(options: argparse.Namespace) -> None:
    check_filter(options)
    torch.set_num_threads(options.threads)
    settings = FilterSettings(
        body=options.body, threshold=options.threshold, seed=options.seed, **SIZES[options.size or "tiny"]
    )
    labelled = read_labels(options.labels)
    encoder = TextEncoder(options.encoder) if options.encoder else None
    classifier = fit_classifier(
        settings, [row for row in labelled if row.split == "train"], encoder, options.vocabulary, options.weights
    )
    held_out = measure(classifier, [row for row in labelled if row.split == "test"])
    captions = caption_recall(classifier, options.captions, options.most) if options.captions else None
    classifier.save(options.to, {"held_out": held_out, "captions": captions})
    page = report(f"Text filter, {options.body} body", held_out, captions)
    (options.to / "report.md").write_text(page + "\n", encoding="utf-8")
    print(page)
    print(f"\nUse it with --set text_filter=classifier:{options.to}")


def register(commands: Commands) -> None:
    about = "write recordings and their texts as WebDataset shards"
    parser = add_command(commands, "shards", shards, about)
    add_data(parser)
    parser.add_argument("--to", type=Path, required=True, help="folder for the shards")
    parser.add_argument("--size", type=int, default=1000, help="samples in a shard")
    parser.add_argument("--format", choices=FORMATS, default="flac", help="of the audio")
    add_cache(parser)
    add_seed(parser, "of the order")
    about = "train and measure the classifier for long-form text"
    parser = add_command(commands, "text-filter", text_filter, about)
    parser.add_argument("--to", type=Path, required=True, help="folder for the classifier and its figures")
    parser.add_argument("--body", choices=BODIES, default="bert", help="what it stands on")
    parser.add_argument("--size", choices=SIZES, help="of a BERT body, tiny unless given; base is that of public ones")
    add_encoder(parser, "for the sentence body")
    parser.add_argument("--vocabulary", type=Path, help="tokenizer.json or vocab.txt, for a BERT body")
    parser.add_argument("--weights", type=Path, help="public BERT checkpoint to fine-tune")
    parser.add_argument("--labels", type=Path, default=LABELS, help="labelled sentences")
    parser.add_argument("--captions", type=Path, help="MusicCaps CSV: a second set, all of it positive")
    parser.add_argument("--most", type=int, help="take that many captions")
    parser.add_argument("--threshold", type=float, default=0.5, help="probability from which a sentence is kept")
    add_seed(parser, "of the training")
    add_threads(parser)
