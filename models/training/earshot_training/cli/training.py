"""train: MuLan on any data source; curves: plots of one or several runs."""

from __future__ import annotations

import argparse
import json
import signal
from collections import Counter
from pathlib import Path

import torch

from ..data.clips import ClipCache
from ..data.mixing import TextMixer
from ..data.shard_loading import clip_of, make_batches
from ..data.sources.base import Recording
from ..data.sources.opening import all_shards, open_sources
from ..data.text_filter.classifier import load_classifier, read_settings
from ..data.text_filter.noise import add_noise
from ..data.text_filter.sentences import filter_long_form
from ..data.text_rules import filter_recordings
from ..mulan.config import PRESETS, Config, make_config
from ..mulan.curves import plot_curves
from ..mulan.distributed import Group, join_group, leave_group
from ..mulan.model import MuLan, make_model
from ..mulan.run_folder import RunFolder
from ..mulan.trainer import Trainer, seed_all
from ..mulan.validation import Retrieval, split
from ..towers.public_checkpoints import load_ast, load_bert, load_resnet
from ..towers.text import TextEncoder
from ..towers.wordpiece import Wordpiece
from .options import Commands, add_cache, add_command, add_data, add_encoder, add_threads, refuse

LEARNED_VOCABULARY = 2000


def prepare_texts(
    recordings: list[Recording], config: Config, encoder: Path | None = None
) -> tuple[list[Recording], Counter[str]]:
    """Filtered as the configuration says, with counts of what was kept and dropped."""
    if config.classifier:
        classifier = load_classifier(config.classifier, TextEncoder(encoder) if encoder else None)
        return filter_long_form(recordings, classifier)
    return filter_recordings(recordings) if config.text_filter == "rules" else (recordings, Counter())


def build(config: Config, run: Path, recordings: list[Recording], options: argparse.Namespace, group: Group) -> MuLan:
    """The model of a run, filled with public weights where some are given.

    The vocabulary of a BERT tower is the one given, the run's own, or one learned from the texts.
    """
    seed_all(config.seed)
    model = _make(config, run, recordings, options, group)
    if options.audio_weights:
        (load_resnet if config.audio == "resnet" else load_ast)(model.audio, options.audio_weights)
    if options.text_weights:
        load_bert(model.text.tower, options.text_weights)
    return model


def _make(config: Config, run: Path, recordings: list[Recording], options: argparse.Namespace, group: Group) -> MuLan:
    if config.text == "sentence":
        return make_model(config, encoder=TextEncoder(options.encoder) if options.encoder else None)
    path = run / "tokenizer.json"
    if options.vocabulary:
        tokens = Wordpiece.from_file(options.vocabulary, config.text_positions)
    elif path.is_file():
        tokens = Wordpiece.from_file(path, config.text_positions)
    else:
        texts = [row.text for recording in recordings for row in recording.texts]
        tokens = Wordpiece.learn(texts, LEARNED_VOCABULARY, config.text_positions)
    if group.first:
        tokens.save(path)
    return make_model(config, tokens)


def check_options(options: argparse.Namespace, config: Config) -> None:
    """Ends the command for an option that the configuration, the sources or a resumed run have no use for."""
    encoded = config.classifier and read_settings(config.classifier).body == "sentence"
    if config.text != "sentence" and not encoded:
        refuse(options.encoder, "--encoder", "neither the text tower nor the text filter stands on a sentence encoder")
    if all_shards(options.data):
        refuse(options.cache, "--cache", "samples in shards are clips already")
    for name in ("vocabulary", "audio_weights", "text_weights"):
        option = f"--{name.replace('_', '-')}"
        if options.resume:
            refuse(getattr(options, name), option, "a resumed run has its own")
        if config.text != "bert" and name != "audio_weights":
            refuse(getattr(options, name), option, "it needs a BERT tower (--set text=bert)")


def train(options: argparse.Namespace) -> None:
    config = make_config(options.preset, options.config, options.set)
    check_options(options, config)
    torch.set_num_threads(options.threads)
    group = join_group()
    folder = RunFolder(options.run)
    if group.first:
        folder.begin(config, options.resume)
    recordings = open_sources(options.data)
    cache = ClipCache(options.cache or options.run / "clips")
    learn, check = split(recordings, config.validation)
    learn, counts = prepare_texts(add_noise(learn, config.text_noise, config.seed), config, options.encoder)
    check, check_counts = prepare_texts(check, config, options.encoder)
    counts += check_counts
    model = build(config, options.run, learn, options, group)
    mixer = TextMixer(config.mix)
    batches = make_batches(
        learn, lambda r: clip_of(r, cache), mixer, config.batch, config.seed, group.rank, group.world, options.workers
    )
    stopping: list[int] = []
    signal.signal(signal.SIGINT, lambda *_: stopping.append(1))
    trainer = Trainer(
        config, model, batches, folder, group, stop=lambda: bool(stopping),
        validate=Retrieval(check, lambda r: clip_of(r, cache)) if check and group.first else None,
    )  # fmt: skip
    if options.resume:
        trainer.resume()
    if group.first:
        folder.record_data(options.data, batches.recordings, check, counts)
        print(
            f"{len(batches.recordings)} recordings to learn from, {len(check)} kept back; texts {json.dumps(counts)}; "
            f"{sum(p.numel() for p in model.parameters()):,} parameters on {group.world} x {group.device}",
            flush=True,
        )
    trainer.run()
    if group.first:
        state = "stopped" if trainer.step < config.steps else "done"
        print(
            f"{state} at step {trainer.step}; {len(batches.bad)} recordings left out, {trainer.skipped} steps skipped"
        )
        if options.curves:
            plot_curves([options.run], options.run / "curves.png")
    leave_group(group)


def curves(options: argparse.Namespace) -> None:
    plot_curves(options.runs, options.out)


def register(commands: Commands) -> None:
    about = "train MuLan; under torchrun, on as many processes as it starts"
    parser = add_command(commands, "train", train, about)
    parser.add_argument("--run", type=Path, required=True, help="folder for configuration, checkpoints and curves")
    add_data(parser)
    parser.add_argument("--preset", choices=PRESETS, default="small-resnet", help="settings to begin from")
    parser.add_argument("--config", type=Path, help="JSON file of settings over the preset")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="one setting over all others")
    parser.add_argument("--resume", action="store_true", help="go on with the run in the folder")
    add_encoder(parser, "for the sentence tower or a text filter on it")
    parser.add_argument("--vocabulary", type=Path, help="tokenizer.json or vocab.txt, for the BERT tower")
    parser.add_argument("--audio-weights", type=Path, help="public ResNet-50 or AST checkpoint to start from")
    parser.add_argument("--text-weights", type=Path, help="public BERT checkpoint to start from")
    add_cache(parser)
    parser.add_argument("--workers", type=int, default=2, help="threads that decode")
    add_threads(parser)
    parser.add_argument(
        "--curves", action=argparse.BooleanOptionalAction, default=True, help="draw curves.png at the end"
    )
    parser = add_command(commands, "curves", curves, "plot the curves of several runs in one picture")
    parser.add_argument("runs", type=Path, nargs="+", help="run folders")
    parser.add_argument("--out", type=Path, default=Path("curves.png"), help="file for the picture")
