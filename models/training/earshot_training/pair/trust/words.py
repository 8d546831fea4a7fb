"""Spelling and script: words that the sentence encoder has to take to pieces, and letters that it never learned."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer

MOST = 3  # extra pieces that count of one word
SEEN = 3  # captions that hold a word before it counts as known


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def extra_pieces(tokenizer: Tokenizer, word: str) -> int:
    """Pieces of a word beyond the first."""
    return max(0, len(tokenizer.encode(word).ids) - 3)


def known_words(tokenizer: Tokenizer, captions: Iterable[str], terms: Iterable[str]) -> list[str]:
    """Words of several pieces that music is spoken of with: those of the terms, and those of SEEN captions or more."""
    counts = Counter(word for text in captions for word in set(words_of(text)))
    found = {word for word, count in counts.items() if count >= SEEN}
    found |= {word for term in terms for word in words_of(term)}
    return sorted(word for word in found if extra_pieces(tokenizer, word))


def unknown_pieces(tokenizer: Tokenizer, known: frozenset[str], text: str) -> float:
    """Extra pieces a word that is not known, at most MOST each; 1 for a text without words."""
    words = words_of(text)
    if not words:
        return 1.0
    return sum(min(MOST, extra_pieces(tokenizer, word)) for word in words if word not in known) / len(words)


def latin_share(text: str) -> float:
    """Share of the letters that are Latin; 0 for a text without letters."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return 0.0
    return sum("LATIN" in unicodedata.name(letter, "") for letter in letters) / len(letters)
