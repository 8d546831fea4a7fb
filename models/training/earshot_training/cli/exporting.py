"""export-run: a trained run as a model folder for the application."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from ..export.pack_facts import PackFacts
from ..export.run_pack import write_pack
from ..mulan.open_run import uses_encoder
from .options import Commands, add_command, add_encoder, add_threads, refuse


def export_run(options: argparse.Namespace) -> None:
    if not uses_encoder(options.run):
        refuse(options.encoder, "--encoder", f"the text tower of {options.run} is its own")
    torch.set_num_threads(options.threads)
    facts = PackFacts(
        options.id or options.to.resolve().name, options.version, options.title or f"MuLan, {options.run.name}",
        options.licence, options.text,
    )  # fmt: skip
    manifest = write_pack(options.run, options.to, facts, options.encoder, options.checkpoint)
    for part in (*manifest["files"], *manifest["variants"]):
        print(f"{part['bytes']:>12,}  {part['name']}")
    print(f"{options.to} holds {facts.id} {facts.version}; MODEL_CARD.md says how it was trained")


def register(commands: Commands) -> None:
    about = "write a trained run as ONNX model folder for the application"
    parser = add_command(commands, "export-run", export_run, about)
    parser.add_argument("run", type=Path, help="run folder of `train`")
    parser.add_argument("--checkpoint", choices=("best.pt", "latest.pt"), default="best.pt", help="which of the run's")
    parser.add_argument("--to", type=Path, required=True, help="new folder for the model")
    parser.add_argument("--id", help="the model's id; the folder's name unless given")
    parser.add_argument("--version", default="1.0.0", help="the model's version")
    parser.add_argument("--title", help="name shown in the application")
    parser.add_argument("--licence", required=True, help="licence of the weights, which follows from the training data")
    add_encoder(parser, "if the run used it")
    parser.add_argument("--text", choices=("int8", "float32"), default="int8", help="which text tower is text.onnx")
    add_threads(parser)
