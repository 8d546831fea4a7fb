"""Long-form texts cut into sentences and filtered: rules first, then the classifier, sentence by sentence."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

from ..sources.base import Recording, TextRow
from ..text_rules import LONGEST, clean, filter_recordings
from .classifier import SentenceClassifier

END = re.compile(r"(?<=[.!?…])\s+(?=[^\s.!?…])|\s*[\r\n]+\s*|\s+[|•·]\s+")


def sentences(text: str) -> list[str]:
    """Ends of sentences, line breaks and bullets cut a text; what has no letter is no sentence."""
    return [part for part in (piece.strip() for piece in END.split(text)) if re.search(r"[^\W\d_]", part)]


def filter_long_form(
    recordings: list[Recording], classifier: SentenceClassifier
) -> tuple[list[Recording], Counter[str]]:
    """Long form keeps the sentences that describe music, everything else goes through the rules alone.

    Counts what ``filter_recordings`` counts (a long text that loses all its sentences is dropped), and of the sentences
    those that the classifier kept, those that it dropped, and those of which the rules left nothing. Only the first
    LONGEST characters of a text are read.
    """
    parts = {
        row.text: [clean(part)[0] for part in sentences(row.text[:LONGEST])]
        for recording in recordings for row in recording.texts if row.kind == "LF"
    }  # fmt: skip
    unique = list(dict.fromkeys(part for found in parts.values() for part in found if part))
    keeps = {"": False, **(dict(zip(unique, classifier.keeps(unique), strict=True)) if unique else {})}
    counts: Counter[str] = Counter()
    prepared = []
    for recording in recordings:
        texts = []
        for row in recording.texts:
            if row.kind != "LF":
                texts.append(row)
                continue
            good = [part for part in parts[row.text] if keeps[part]]
            counts["sentences kept"] += len(good)
            emptied = parts[row.text].count("")
            counts["sentences emptied by rules"] += emptied
            counts["sentences dropped"] += len(parts[row.text]) - len(good) - emptied
            if good:
                texts.append(TextRow("LF", " ".join(good)))
            else:
                counts["dropped"] += 1
        prepared.append(dataclasses.replace(recording, texts=tuple(texts)))
    cleaned, others = filter_recordings(prepared)
    return cleaned, counts + others
