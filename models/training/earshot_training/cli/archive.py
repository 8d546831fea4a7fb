"""Archives: vectors of many sounds by many processes, an index over them, and what that costs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from ..archive.costs import hearing_costs, machine, real_vectors, run_costs
from ..archive.decoding import find_decoder
from ..archive.embed import LEFT_OUT, EmbedSettings, embed
from ..archive.index import OF, IndexSettings, build_index, usual_code
from ..archive.made_vectors import CENTRES, LEAST_MEMBERS
from ..archive.measure import CANDIDATES, QUERIES
from ..archive.page import archive_page
from ..archive.parts import ArchiveError
from ..archive.shard_file import read_facts, shard_paths
from ..archive.sounds import open_sounds
from ..archive.tower import read_model
from ..data.sources.shards import ShardError
from ..evaluation.benchmark.joint_model import ExportedPair
from .options import MODELS, Commands, add_command, add_model, add_seed

PHRASES = 100
SMALL = 1_000_000  # up to so many vectors three sizes of code are measured, above it the usual one


def embed_sounds(options: argparse.Namespace) -> None:
    """Hears what the archive does not hold yet; ends with 1 where something was left out."""
    try:
        decoder = find_decoder(options.decoder)
        settings = EmbedSettings(decoder, options.size, options.workers, options.address)
        done = embed(open_sounds(options.source), read_model(options.model), options.to, settings)
    except (ArchiveError, ShardError, FileNotFoundError) as error:
        raise SystemExit(str(error)) from error
    for name, why in done.damaged.items():
        print(f"damaged, heard all the same: {name}: {why}")
    for name, why in done.left_out.items():
        print(f"left out: {name}: {why}")
    print(
        f"{done.sounds} sounds in {done.shards} shards, {done.known} were there already, {len(done.damaged)} damaged, "
        f"{len(done.left_out)} left out"
    )
    if done.left_out:
        raise SystemExit(f"what was left out stands in {options.to / LEFT_OUT}; the same command tries it again")


def index_archive(options: argparse.Namespace) -> None:
    """Builds an index over an archive and says what it finds of what exact search finds."""
    settings = IndexSettings(options.of, options.lists, options.code, options.probes, options.seed)
    try:
        about = build_index(options.archive, options.to, settings)
    except ArchiveError as error:
        raise SystemExit(str(error)) from error
    print(
        f"{about['vectors']} vectors of {about['of']} in {about['lists']} lists, {about['code']} bytes each, "
        f"{about['bytes'] / 1e6:.1f} MB"
    )
    for depth, (value, low, high) in about["recall"].items():
        print(
            f"recall@{depth} against exact search, {about['probes']} lists looked into, {about['queries']} of its own "
            f"vectors asked: {value:.3f} [{low:.3f}, {high:.3f}]"
        )


def archive_costs(options: argparse.Namespace) -> None:
    """Measures what an archive costs, with made vectors like real ones; writes training/ARCHIVE.md."""
    try:
        hearing, (real, sounds) = hearing_costs(options.archive), real_vectors(options.archive)
        if options.vectors:
            real, sounds = np.load(options.vectors).astype(np.float32), options.vectors.stem
        facts = read_facts(shard_paths(options.archive)[0])
        phrases = json.loads((options.model / "scoring.json").read_text(encoding="utf-8"))["nullPhrases"]
        texts = ExportedPair(options.model).embed_text(phrases[:: max(1, len(phrases) // PHRASES)][:PHRASES])
        code = usual_code(real.shape[1])
        wanted = {
            size: options.codes or ([code] if size > SMALL else [code // 4, code // 2, code]) for size in options.made
        }
        costs = run_costs(real, texts, wanted, options.work, options.seed)
    except ArchiveError as error:
        raise SystemExit(str(error)) from error
    told = {
        "machine": machine(), "model": f"{facts.model.id} {facts.model.version}", "decoder": facts.decoder,
        "centres": min(CENTRES, len(real) // LEAST_MEMBERS), "queries": QUERIES, "texts": len(texts),
        "candidates": CANDIDATES, "source": sounds if options.vectors else f"{sounds} sounds",
    }  # fmt: skip
    options.out.write_text(archive_page(costs, {**hearing, "tags": len(facts.model.tags)}, told), encoding="utf-8")
    print(f"{options.out} is written")


def register(commands: Commands) -> None:
    about = "vectors of folders or shards as Parquet, by many processes (Ray Data); continues where it stopped"
    parser = add_command(commands, "embed", embed_sounds, about)
    parser.add_argument(
        "--source", action="append", required=True, metavar="KIND=PATH", help="folder=PATH, shards=GLOB"
    )
    parser.add_argument("--to", type=Path, required=True, help="folder of the archive")
    add_model(parser, required=True)
    parser.add_argument("--decoder", default="ffmpeg", help="ffmpeg, the path of one, or soundfile (fewer formats)")
    parser.add_argument("--size", type=int, default=256, help="sounds in a shard: what a stop may cost")
    parser.add_argument("--workers", type=int, default=1, help="processes, of one thread each")
    parser.add_argument("--address", help="of a Ray cluster; none: one of its own, on this machine")

    about = "a FAISS IVF-PQ index over an archive, and its recall against exact search"
    parser = add_command(commands, "index", index_archive, about)
    parser.add_argument("--archive", type=Path, required=True, help="folder that embed wrote")
    parser.add_argument("--to", type=Path, required=True, help="folder for the index")
    parser.add_argument("--of", choices=OF, default="tracks", help="a vector a track, or one a window")
    parser.add_argument("--lists", type=int, help="lists it is parted into; the root of the vectors unless given")
    parser.add_argument("--code", type=int, help="bytes a vector; half as many as it has numbers unless given")
    parser.add_argument("--probes", type=int, default=32, help="lists that a search looks into")
    add_seed(parser, "of what is learned from, and of the queries")

    about = "what an archive costs to make, keep and search: measured here, and worked out for 44 million clips"
    parser = add_command(commands, "archive-costs", archive_costs, about)
    parser.add_argument("--archive", type=Path, required=True, help="folder that embed wrote: real vectors, and times")
    parser.add_argument("--vectors", type=Path, help="real unit vectors (.npy [n, d]) in place of the archive's")
    add_model(parser, required=True)
    parser.add_argument("--made", metavar="N", type=int, nargs="+", default=[10**6, 10**7], help="how many are made")
    usual = "half as many as numbers unless given, up to a million vectors also an eighth and a quarter"
    parser.add_argument("--codes", metavar="BYTES", type=int, nargs="+", help=f"bytes a vector in the index: {usual}")
    parser.add_argument(
        "--work", type=Path, default=Path("costs"), help="folder for made vectors, and for what is measured"
    )
    parser.add_argument("--out", type=Path, default=MODELS / "training/ARCHIVE.md", help="file for the page")
    add_seed(parser, "of the made vectors")
