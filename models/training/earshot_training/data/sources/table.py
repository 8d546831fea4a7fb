"""A table of texts: CSV with the columns path, source (SF, LF, PL or ASET) and text, one line a text."""

from __future__ import annotations

import csv
from pathlib import Path

from .base import Recording, rows

COLUMNS = {"path", "source", "text"}


def read_table(table: Path) -> list[Recording]:
    """Paths are relative to the table. Raises ValueError, with the line, for a missing column or an unknown source."""
    found: dict[str, list[tuple[str, str]]] = {}
    with table.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        lacking = COLUMNS - set(reader.fieldnames or [])
        if lacking:
            raise ValueError(f"{table} lacks the column {', '.join(sorted(lacking))}")
        for row in reader:
            try:
                rows([(row["source"], row["text"])])
            except ValueError as error:
                raise ValueError(f"{table}, line {reader.line_num}: {error}") from error
            found.setdefault(row["path"], []).append((row["source"], row["text"]))
    return [Recording(path, table.parent / path, rows(pairs)) for path, pairs in found.items() if rows(pairs)]
