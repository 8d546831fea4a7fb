"""The commands that build pair 2: caches, listener, joint heads, model folder."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from ..data.labelled import LabelledFolder
from ..data.labellers.files import CLASS_MAP, checked
from ..data.labellers.yamnet import yamnet_trunk
from ..data.ontology import Ontology, music_classes, read_class_map
from ..data.patch_maps import add_earlier, add_maps, earlier_cache, maps_cache
from ..export.listener_pack import PairParts, write_listener_pair
from ..pair.joint.earlier import read_text_head
from ..pair.joint.file import read_joint, save_joint
from ..pair.joint.run import JointPlan, run_joint
from ..pair.joint.start import Texts
from ..pair.joint.teaching import TeachingSchedule
from ..pair.listening.run import ListeningData, run_listener
from ..pair.listening.training import ListeningSchedule
from ..pair.paths import Paths
from ..pair.text_map.making import make_maps
from ..pair.text_map.texts import training_texts
from ..towers.listener import Listener, read_listener
from .encoder import encoder_of
from .options import (
    GLOSSARIES,
    Commands,
    add_captions,
    add_command,
    add_model,
    add_ontology,
    add_seed,
    add_threads,
    add_weights,
    add_work,
)

CALIBRATION = 200  # windows


def say(line: str) -> None:
    print(line, flush=True)


def fresh_listener(yamnet: Path) -> Listener:
    """YAMNet's trunk under outputs that say nothing as yet."""
    listener = Listener()
    listener.trunk.load_state_dict(yamnet_trunk(yamnet).state_dict())
    return listener.eval()


def music_of(options: argparse.Namespace) -> tuple[list[int], tuple[str, ...]]:
    """Columns and names of YAMNet's music classes."""
    classes = read_class_map(checked(options.yamnet / CLASS_MAP.name, CLASS_MAP))
    columns = music_classes(classes, Ontology(options.ontology))
    return columns, tuple(classes[column].name for column in columns)


def patch_maps(options: argparse.Namespace) -> None:
    """Caches YAMNet's lower maps and the earlier pair's embeddings of every window; continues where it stopped."""
    torch.set_num_threads(options.threads)
    folder, audio = LabelledFolder(options.labels), options.model / "audio.onnx"
    items, untrained = folder.items(), fresh_listener(options.yamnet)
    added = add_maps(maps_cache(folder, untrained), items, untrained, say)
    embedded = add_earlier(earlier_cache(folder, audio), items, audio, say)
    say(f"{len(items)} items: maps of {added} and embeddings of {embedded} were added")


def listener(options: argparse.Namespace) -> None:
    """Trains the listener of pair 2 on what all teachers say of the labelled audio; writes listener.pt."""
    torch.set_num_threads(options.threads)
    folder = LabelledFolder(options.labels)
    torch.manual_seed(options.seed)  # the hidden layer begins at random
    begin = read_listener(options.start)[0] if options.start else fresh_listener(options.yamnet)
    data = ListeningData(folder, begin, options.model / "audio.onnx", music_of(options)[0])
    schedule = ListeningSchedule(options.steps, options.seconds or 0.0, seed=options.seed)
    run_listener(folder, data, begin, options.to, schedule, options.start, options.everything, say)


def joint_heads(options: argparse.Namespace) -> None:
    """Makes the joint space on a listener, teaches its heads, fits the music score; writes joint.pt."""
    torch.set_num_threads(options.threads)
    encode, _ = encoder_of(options.work, options.weights)
    maps = make_maps(options.captions, options.ontology, checked(options.yamnet / CLASS_MAP.name, CLASS_MAP), encode)
    strings, shares = training_texts(maps, options.glossaries)
    folder, trained = LabelledFolder(options.labels), read_listener(options.listener)
    data = ListeningData(folder, trained[0], options.model / "audio.onnx", maps.music)
    plan = JointPlan(
        options.dimension, options.balance, options.share,
        TeachingSchedule(options.steps, pull=options.pull, seed=options.seed),
    )  # fmt: skip
    earlier = read_text_head(options.model / "text.onnx")
    joint = run_joint(folder.items(), data, trained, maps, Texts(encode(strings), shares), earlier, plan, say)
    save_joint(options.to, joint)
    say(f"{options.to} is written")


def export_pair(options: argparse.Namespace) -> None:
    """Writes a listener and its joint heads as model folder (int8); with --golden, the fixtures."""
    torch.set_num_threads(options.threads)
    folder, (hearing, mean, deviation) = LabelledFolder(options.labels), read_listener(options.listener)
    train = [item for item in folder.items() if item.split == "train"]
    chosen = np.random.default_rng(options.seed).choice(len(train), CALIBRATION)
    pcm = np.concatenate([folder.pcm(train[number])[:1] for number in chosen])
    encoder = Paths(Path(), options.weights).minilm
    parts = PairParts(hearing, mean, deviation, read_joint(options.joint), music_of(options)[1], encoder)
    figures = write_listener_pair(parts, options.to, pcm, options.threshold, options.trust, options.golden)
    say("int8 to float: " + ", ".join(f"{name} {value:.4f}" for name, value in figures.items()))


def register(commands: Commands) -> None:
    yamnet = "folder with YAMNet's network and class map, as published"
    labels = "folder of windows and labels, with the caches"

    def command(name: str, run, *adds) -> argparse.ArgumentParser:
        parser = add_command(commands, name, run, (run.__doc__ or "").splitlines()[0])
        for add in (*adds, add_threads):
            add(parser)
        parser.add_argument("--labels", type=Path, default=Path("labels"), help=labels)
        parser.add_argument("--yamnet", type=Path, required=True, help=yamnet)
        return parser

    parser = command("patch-maps", patch_maps)
    add_model(parser, required=True)

    parser = command("listener", listener, add_ontology)
    add_model(parser, required=True)
    parser.add_argument("--to", type=Path, default=Path("listener.pt"), help="the file that is written")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--steps", type=int, help="how many steps it trains (repeatable)")
    length.add_argument("--seconds", type=float, help="how long it trains by the clock, instead of steps")
    parser.add_argument("--start", type=Path, help="listener.pt of an earlier run to go on from")
    parser.add_argument("--everything", action="store_true", help="train on the validation packages, too")
    add_seed(parser, "of the training")

    parser = command("joint-heads", joint_heads, add_work, add_weights, add_captions, add_ontology)
    add_model(parser, required=True)
    parser.add_argument("--listener", type=Path, default=Path("listener.pt"), help="the trained listener")
    parser.add_argument("--glossaries", type=Path, default=GLOSSARIES, help="the application's glossaries (*.tsv)")
    parser.add_argument("--dimension", type=int, default=32, help="numbers of the maps' space, beside the pair's 128")
    parser.add_argument("--balance", type=float, default=1.5, help="length of the maps' part against the pair's")
    parser.add_argument("--pull", type=float, default=3.0, help="how strongly the heads are held at their start")
    parser.add_argument("--share", type=float, default=0.8, help="of what was taught, in the blend with the start")
    parser.add_argument("--steps", type=int, default=600, help="how many steps the heads are taught")
    parser.add_argument("--to", type=Path, default=Path("joint.pt"), help="the file that is written")
    add_seed(parser, "of the teaching")

    parser = command("export-pair", export_pair, add_weights, add_ontology)
    parser.add_argument("--listener", type=Path, default=Path("listener.pt"), help="the trained listener")
    parser.add_argument("--joint", type=Path, default=Path("joint.pt"), help="its joint heads and music score")
    parser.add_argument("--threshold", type=float, help="of the music score; that of joint.pt unless given")
    parser.add_argument("--trust", type=Path, help="trust.json to put beside the towers")
    parser.add_argument("--golden", type=Path, help="folder for the golden fixtures")
    parser.add_argument("--to", type=Path, required=True, help="folder for the model")
    add_seed(parser, "of the choice of calibration windows")
