"""Where a head-training batch gets its (audio features, text vector) pairs from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..data.captions import Caption, paraphrases
from ..data.strings import TextBank
from ..towers.tags import UNIQUE_TAGS


@dataclass
class TextSampler:
    """Draws the text (rows of the bank) for a window, a caption or a label."""

    bank: TextBank
    captions: list[Caption]
    hits: np.ndarray  # [captions, unique tags]
    rng: np.random.Generator
    caption_share: float = 0.5
    tag_counts: tuple[int, ...] = (1, 1, 2, 3)  # how many tags a text names, drawn evenly
    _tags: list[list[int]] = field(default_factory=list)
    _captions: list[tuple[int, list[int], list[int]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = self.bank.rows
        self._tags = [[rows[p] for p in paraphrases(tag)] for tag in UNIQUE_TAGS]
        self._captions = [
            (rows[c.text], [rows[s] for s in c.sentences], [rows[a] for a in c.aspects]) for c in self.captions
        ]

    def _pick(self, items):
        return items[int(self.rng.random() * len(items))]

    def _tag_rows(self, columns) -> list[int]:
        return [self._pick(self._tags[c]) for c in columns]

    def caption(self, index: int) -> list[int]:
        """The caption (30 %), one of its sentences (30 %), or one to three aspects (40 %)."""
        whole, sentences, aspects = self._captions[index]
        draw = self.rng.random()
        if draw < 0.3 or not aspects:
            return [whole]
        if draw < 0.6:
            return [self._pick(sentences)]
        return [self._pick(aspects) for _ in range(int(self.rng.random() * 3) + 1)]

    def caption_or_tags(self, index: int) -> list[int]:
        """For virtual windows: one to three of the caption's tags (40 %) or the caption itself."""
        if self.rng.random() < 0.4:
            columns = np.nonzero(self.hits[index])[0]
            return self._tag_rows({self._pick(columns) for _ in range(self._pick((1, 1, 2, 3)))})
        return self.caption(index)

    def window(self, cumulative: np.ndarray, matches: np.ndarray) -> list[int]:
        """For a real window: a matched caption, or one to three tags; ``cumulative`` is from ``tag_odds``."""
        if self.rng.random() < self.caption_share:
            return self.caption(int(matches[int(self.rng.random() ** 2 * len(matches))]))
        draws = self.rng.random(self._pick(self.tag_counts))
        return self._tag_rows(set(np.searchsorted(cumulative, draws).clip(max=len(UNIQUE_TAGS) - 1).tolist()))

    def label(self, texts: list[str]) -> list[int]:
        return [self.bank.rows[self._pick(texts)]]


def tag_odds(tag_scores: np.ndarray) -> np.ndarray:
    """Cumulative softmax(1.5 z) over the unique tags, [windows, unique tags]."""
    weights = np.exp(1.5 * tag_scores)
    return np.cumsum(weights / weights.sum(1, keepdims=True), 1)
