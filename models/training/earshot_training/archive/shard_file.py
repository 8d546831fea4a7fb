"""The Parquet files of an archive: what they hold, and how one of another version, or damaged, is refused.

A row is one sound. ``vectors`` are the windows' own, float32 of unit length, one after the other: a track's vector
(their mean) and all that a search by passages needs follow from them, and nothing else would follow from a track's
vector alone."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .content_key import KEY_BYTES
from .hearing import Heard
from .parts import ArchiveError, optional
from .tower import ModelFacts

VERSION = 1
FACTS = b"earshot"
ROW_GROUP = 128  # rows: what a reader holds at once


@dataclass(frozen=True)
class ShardFacts:
    """What stands in a file's own metadata; ``scalars`` are columns of one number each, beside the music score."""

    model: ModelFacts
    decoder: str
    scalars: tuple[str, ...] = ()

    def bytes(self) -> bytes:
        row = {"version": VERSION, "model": self.model.row(), "decoder": self.decoder, "scalars": list(self.scalars)}
        return json.dumps(row).encode()


def schema(facts: ShardFacts) -> Any:
    arrow = optional("pyarrow")
    floats = arrow.list_(arrow.field("element", arrow.float32(), nullable=False))
    columns = [
        ("content_key", arrow.binary(KEY_BYTES)), ("path", arrow.string()), ("size", arrow.int64()),
        ("mtime", arrow.int64()), ("seconds", arrow.float64()), ("starts", floats), ("vectors", floats),
        ("tags", floats), ("music", arrow.float64()), *((name, arrow.float64()) for name in facts.scalars),
        ("outline", arrow.binary()), ("check", arrow.int64()),
    ]  # fmt: skip
    fields = [arrow.field(name, kind, nullable=False) for name, kind in columns]
    return arrow.schema(fields, metadata={FACTS: facts.bytes()})


def checksum(key: bytes, starts: np.ndarray, vectors: np.ndarray, tags: np.ndarray, outline: bytes) -> int:
    """CRC-32 over what the application takes in, as little-endian bytes: a bit that flipped on the way is found."""
    parts = [key, *(np.ascontiguousarray(a, "<f4").tobytes() for a in (starts, vectors, tags)), outline]
    return zlib.crc32(b"".join(parts))


def write_shard(path: Path, facts: ShardFacts, rows: list[Heard]) -> None:
    """Whole or not at all."""
    arrow, parquet = optional("pyarrow"), optional("pyarrow.parquet")
    columns: dict[str, list] = {name: [] for name in schema(facts).names}
    for row in rows:
        values = {
            "content_key": row.key, "path": row.sound.name, "size": row.sound.size, "mtime": row.sound.mtime,
            "seconds": row.seconds, "starts": row.starts, "vectors": row.vectors.reshape(-1), "tags": row.tags,
            "music": row.music, **row.scalars, "outline": row.outline,
            "check": checksum(row.key, row.starts, row.vectors, row.tags, row.outline),
        }  # fmt: skip
        for name, kept in columns.items():
            kept.append(values[name])
    partial = path.with_suffix(".partial")
    # Floats without a pattern: compressing or a dictionary would only cost time.
    parquet.write_table(
        arrow.table(columns, schema=schema(facts)), partial, row_group_size=ROW_GROUP, compression="none",
        use_dictionary=False, write_statistics=False,
    )  # fmt: skip
    partial.replace(path)


def read_facts(path: Path) -> ShardFacts:
    """Raises ArchiveError for what is no shard of an archive, or one of another version."""
    arrow, parquet = optional("pyarrow"), optional("pyarrow.parquet")
    try:
        kept = parquet.read_schema(path).metadata or {}
    except (arrow.ArrowException, OSError) as error:
        raise ArchiveError(f"{path} cannot be read as Parquet: {error}") from error
    if FACTS not in kept:
        raise ArchiveError(f"{path} was not written by the command embed")
    row = json.loads(kept[FACTS])
    if row.get("version") != VERSION:
        raise ArchiveError(
            f"{path} was written by version {row.get('version')} of the archive's files, this is version {VERSION}"
        )
    return ShardFacts(ModelFacts.of(row["model"]), row["decoder"], tuple(row["scalars"]))


def shard_paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.parquet"))


def same_model(paths: list[Path], wanted: ModelFacts | None = None) -> ModelFacts:
    """The one model of all files. Raises ArchiveError where a file is another model's (than ``wanted``)."""
    for path in paths:
        found = read_facts(path).model
        if wanted is not None and found != wanted:
            raise ArchiveError(
                f"{path} was heard by {found.id} {found.version} ({found.audio[:8]}), "
                f"not by {wanted.id} {wanted.version} ({wanted.audio[:8]}): vectors of two models do not mix"
            )
        wanted = found
    if wanted is None:
        raise ArchiveError("there is no shard of an archive")
    return wanted
