"""export-run: a trained run as a model folder for the application."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from ..export.pack_facts import PackFacts
from ..export.run_pack import write_pack


def export_run(options: argparse.Namespace) -> None:
    torch.set_num_threads(options.threads)
    facts = PackFacts(
        options.id or options.to.resolve().name, options.version, options.title or f"MuLan, {options.run.name}",
        options.licence, options.text,
    )  # fmt: skip
    manifest = write_pack(options.run, options.to, facts, options.encoder, options.checkpoint)
    for part in (*manifest["files"], *manifest["variants"]):
        print(f"{part['bytes']:>12,}  {part['name']}")
    print(f"{options.to} holds {facts.id} {facts.version}; MODEL_CARD.md says how it was trained")


def register(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("export-run", help="write a trained run as ONNX model folder for the application")
    parser.add_argument("run", type=Path, help="run folder of `train`")
    parser.add_argument("--checkpoint", choices=("best.pt", "latest.pt"), default="best.pt")
    parser.add_argument("--to", type=Path, required=True, help="new folder for the model")
    parser.add_argument("--id", help="the model's id; the folder's name unless given")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--title", help="name shown in the application")
    parser.add_argument("--licence", required=True, help="licence of the weights, which follows from the training data")
    parser.add_argument("--encoder", type=Path, help="folder of the sentence encoder, if the run used one")
    parser.add_argument("--text", choices=("int8", "float32"), default="int8", help="which text tower is text.onnx")
    parser.add_argument("--threads", type=int, default=2)
    parser.set_defaults(command_function=export_run)
