"""Rules that decide whether a short text can say anything about the sound (MuLan filters its short form by rules).

A text is kept when something is left after links, numbering, dates, bitrates, file words and promotion are taken away.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable

from .sources.base import Recording, TextRow

NOISE = (
    ("link", r"(https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+\.(com|net|org|info)\b\S*"),
    ("numbering", r"^\W*(track|disc|disk|cd|side|title|untitled|piste|titel|unknown)\W*\d*\W*$"),
    ("leading number", r"^\s*\d{1,3}\s*[-._)]\s*|^\s*\d{2}\s+"),
    ("technical", r"\b(\d{2,4}\s?(kbps|kbit/s|khz|k|mhz|bit)|mp3|ogg|flac|wav|m4a|vbr|cbr|lame\S*|v\d+(\.\d+)+)\b"),
    ("date", r"\b(19|20)\d{2}([-/.]\d{1,2}){0,2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b"),
    (
        "promotion",
        (
            r"\b(subscribe|follow (me|us)|download|free mp3|copyright|all rights reserved|licen[cs]ed? under|"
            r"released under|cc[- ]by(-\w+)*|visit (my|our)|donate|"
            r"ripped by|(encoded|made|recorded|processed) (by|with))\b.*"
        ),
    ),
    ("file words", r"\b(official|video|audio|lyrics?|hd|hq|remaster(ed)?|explicit|bonus|feat\.?|ft\.?)\b"),
)
PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in NOISE)
LETTERS = re.compile(r"[^\W\d_]{2,}")
LONGEST = 2_000


def clean(text: str) -> tuple[str, list[str]]:
    """The text without noise (empty where nothing is left), and the names of the rules that took something."""
    taken, rest = [], text[:LONGEST]
    for name, pattern in PATTERNS:
        shorter = pattern.sub(" ", rest)
        if shorter != rest:
            taken.append(name)
        rest = shorter
    rest = " ".join(re.sub(r"[\[({]\s*[\])}]|_", " ", rest).split()).strip(" -–—|,;:")
    return (rest if LETTERS.search(rest) else ""), taken


def filter_recordings(recordings: Iterable[Recording]) -> tuple[list[Recording], Counter[str]]:
    """Recordings with cleaned texts; those left without any go. Counts kept and dropped texts and each rule's hits."""
    counts: Counter[str] = Counter()
    kept = []
    for recording in recordings:
        texts = []
        for row in recording.texts:
            rest, taken = clean(row.text)
            counts.update(taken)
            counts["kept" if rest else "dropped"] += 1
            if rest:
                texts.append(TextRow(row.kind, rest))
        if texts:
            kept.append(dataclasses.replace(recording, texts=tuple(dict.fromkeys(texts))))
        else:
            counts["recordings without text"] += 1
    return kept, counts
