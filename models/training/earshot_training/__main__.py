"""python -m earshot_training <command> [options]; `<command> --help` lists the options."""

from __future__ import annotations

import argparse

from .cli import comparing, data, evaluation, exporting, pair, training

GROUPS = (pair, data, training, exporting, evaluation, comparing)


def main() -> None:
    parser = argparse.ArgumentParser(prog="earshot_training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for group in GROUPS:
        group.register(commands)
    options = parser.parse_args()
    options.command_function(options)


if __name__ == "__main__":
    main()
