"""shards: any data source as WebDataset shards."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..data.clips import ClipCache
from ..data.shard_loading import clip_of
from ..data.shards import FORMATS, write_shards
from ..data.sources import open_source


def shards(options: argparse.Namespace) -> None:
    recordings = [recording for spec in options.data for recording in open_source(spec)]
    cache = ClipCache(options.cache or options.to / "clips")
    done = write_shards(
        recordings, lambda r: clip_of(r, cache), options.to, options.size, options.format, options.seed
    )  # fmt: skip
    total = sum(path.stat().st_size for path in done.shards)
    print(
        f"{done.samples} samples in {len(done.shards)} shards, {total / 1e6:.1f} MB; {len(done.bad)} recordings left out"
    )
    if not done.samples:
        raise SystemExit("there was nothing to write")


def register(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("shards", help="write recordings and their texts as WebDataset shards")
    parser.add_argument("--data", action="append", required=True, metavar="KIND=PATH", help="as for train")
    parser.add_argument("--to", type=Path, required=True, help="folder for the shards")
    parser.add_argument("--size", type=int, default=1000, help="samples in a shard")
    parser.add_argument("--format", choices=FORMATS, default="flac")
    parser.add_argument("--cache", type=Path, help="folder for decoded clips")
    parser.add_argument("--seed", type=int, default=0)
    parser.set_defaults(command_function=shards)
