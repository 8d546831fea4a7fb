"""Where recordings and their texts come from: ``open_source("folder=/music")`` and the like."""

from __future__ import annotations

from pathlib import Path

from .base import Recording
from .corpora import read_corpora, read_renders
from .library import read_library
from .shards import read_shards
from .table import read_table

KINDS = {"folder": read_library, "table": read_table, "corpora": read_corpora, "renders": read_renders}
SHARDS = "shards"


def open_sources(specs: list[str]) -> list[Recording]:
    """The recordings of several sources, one after the other."""
    return [recording for spec in specs for recording in open_source(spec)]


def all_shards(specs: list[str]) -> bool:
    """Whether every source is shards, whose samples are clips already."""
    return all(spec.partition("=")[0] == SHARDS for spec in specs)


def open_source(spec: str) -> list[Recording]:
    """``folder=PATH`` is a folder of music, ``table=FILE`` a CSV of path, source and text, ``corpora=PATH`` the Debian
    packages, ``renders=PATH`` the audio made from grooves and instruments, ``shards=GLOB`` WebDataset shards.

    Raises ValueError for anything else and FileNotFoundError where nothing lies at the path.
    """
    kind, _, path = spec.partition("=")
    if kind not in (*KINDS, SHARDS) or not path:
        names = ", ".join(f"{name}=PATH" for name in KINDS)
        raise ValueError(f"unknown data source {spec!r}; use one of {names}, {SHARDS}=GLOB")
    if kind == SHARDS:
        return list(read_shards(path))
    if not Path(path).exists():
        raise FileNotFoundError(f"there is nothing at {path}")
    return KINDS[kind](Path(path))
