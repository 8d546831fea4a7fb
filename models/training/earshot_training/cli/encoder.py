"""The sentence encoder as commands use it."""

from __future__ import annotations

from pathlib import Path

from ..data.strings import KeptStrings
from ..pair.paths import Paths
from ..towers.text import TextEncoder


def encoder_of(work: Path, weights: Path) -> tuple[KeptStrings, TextEncoder]:
    """The sentence encoder with its vectors kept in the work folder; and the encoder itself, for its tokenizer."""
    encoder = TextEncoder(Paths(work, weights).minilm)
    return KeptStrings(work / "strings.pt", encoder), encoder
