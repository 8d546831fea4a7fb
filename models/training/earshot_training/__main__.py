"""python -m earshot_training <command> [options]; `<command> --help` lists the options."""

from __future__ import annotations

import argparse

from .cli import archive, comparing, data, ears, evaluation, exporting, listening, pair, rebuild, results, training

GROUPS = (pair, ears, listening, data, training, exporting, evaluation, comparing, results, archive, rebuild)


def make_parser() -> argparse.ArgumentParser:
    """Every command with its own options."""
    parser = argparse.ArgumentParser(prog="earshot_training", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    for group in GROUPS:
        group.register(commands)
    return parser


def main() -> None:
    options = make_parser().parse_args()
    options.command_function(options)


if __name__ == "__main__":
    main()
