"""A recording and the texts people wrote about it, in MuLan's four kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Short form (titles, tags), long form (descriptions, comments), playlist titles, labels of a closed set (AudioSet).
KINDS = ("SF", "LF", "PL", "ASET")


@dataclass(frozen=True)
class TextRow:
    """``kind`` is one of KINDS."""

    kind: str
    text: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is not one of {', '.join(KINDS)}")


@dataclass(frozen=True)
class Recording:
    """``key`` names it for good: seeds and splits hang on it."""

    key: str
    path: Path
    texts: tuple[TextRow, ...]


def rows(pairs: Iterable[tuple[str, str | None]]) -> tuple[TextRow, ...]:
    """Texts without surrounding white space, each once; empty ones are left out."""
    cleaned = ((kind, " ".join((text or "").split())) for kind, text in pairs)
    return tuple(dict.fromkeys(TextRow(kind, text) for kind, text in cleaned if text))
