"""Plain phrases that say little: what a track scores for anything at all."""

from __future__ import annotations

_FIRST = (
    "calm", "fast", "dark", "bright", "old", "modern", "quiet", "noisy", "dreamy", "funny", "gentle", "epic", "lonely",
    "warm", "cold", "mechanical", "romantic", "proud", "nervous", "lazy",
)  # fmt: skip
_SECOND = (
    "piano piece", "guitar song", "dance track", "orchestral theme", "choir hymn", "drum solo", "jazz tune",
    "rock song", "electronic loop", "folk melody", "film scene", "street parade", "morning walk", "night drive",
    "rainy afternoon",
)  # fmt: skip


def null_phrases() -> list[str]:
    """300 plain phrases, every pairing of the two lists, for standardising a track's score of a query."""
    return [f"{first} {second}" for first in _FIRST for second in _SECOND]
