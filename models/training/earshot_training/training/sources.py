"""Where a head-training batch gets its (audio features, text vector) pairs from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn.functional as F

from ..data.captions import UNIQUE_TAGS, Caption, paraphrases


@dataclass
class TextBank:
    """Encoded strings: row of every known string in ``vectors`` [n, 384]."""

    rows: dict[str, int]
    vectors: torch.Tensor

    def mean(self, strings: list[str]) -> torch.Tensor:
        return F.normalize(self.vectors[[self.rows[s] for s in strings]].mean(0), dim=0)


def groove_texts(groove: dict[str, str]) -> list[str]:
    """Texts of an MMA groove: its file name in words, that plus "rhythm", its own description."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", groove["stem"]).replace("_", " ").replace("-", " ").lower()
    texts = [words, f"{words} rhythm"]
    if len(groove["description"]) > 8:
        texts.append(groove["description"][:120])
    return texts


def instrument_texts(name: str) -> list[str]:
    """Texts of a General MIDI instrument: plain name, solo, "a track with", playing."""
    plain = re.sub(r"\s*\d$", "", name).lower()
    return [plain, plain, f"solo {plain}", f"{plain} playing", f"a track with {plain}"]


@dataclass
class TextSampler:
    """Draws a text vector for a window, a caption or a label."""

    bank: TextBank
    captions: list[Caption]
    hits: np.ndarray  # [captions, unique tags]
    rng: np.random.Generator
    caption_share: float = 0.5
    _tag_texts: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tag_texts = [[p for p in paraphrases(tag) if p in self.bank.rows] for tag in UNIQUE_TAGS]

    def _pick(self, items):
        return items[int(self.rng.integers(len(items)))]

    def tags(self, columns: np.ndarray) -> torch.Tensor:
        return self.bank.mean([self._pick(self._tag_texts[c]) for c in columns])

    def caption(self, index: int) -> torch.Tensor:
        """The caption (30 %), one of its sentences (30 %), or one to three aspects (40 %)."""
        caption, draw = self.captions[index], self.rng.random()
        if draw < 0.3 or not caption.aspects:
            return self.bank.mean([caption.text])
        if draw < 0.6:
            return self.bank.mean([self._pick(caption.sentences)])
        count = min(len(caption.aspects), int(self.rng.integers(1, 4)))
        return self.bank.mean([caption.aspects[i] for i in self.rng.permutation(len(caption.aspects))[:count]])

    def caption_or_tags(self, index: int) -> torch.Tensor:
        """For virtual windows: the caption's tags (40 %) or the caption itself."""
        set_tags = np.nonzero(self.hits[index])[0]
        if self.rng.random() < 0.4:
            count = min(len(set_tags), int(self._pick([1, 1, 2, 3])))
            return self.tags(self.rng.choice(set_tags, count, replace=False))
        return self.caption(index)

    def window(self, tag_scores: np.ndarray, matches: np.ndarray) -> torch.Tensor:
        """For a real window: a matched caption, or one to three tags drawn by softmax(1.5 z)."""
        if self.rng.random() < self.caption_share:
            return self.caption(int(matches[int(self.rng.random() ** 2 * len(matches))]))
        weights = np.exp(1.5 * tag_scores)
        count = int(self._pick([1, 1, 2, 3]))
        return self.tags(self.rng.choice(len(UNIQUE_TAGS), count, replace=False, p=weights / weights.sum()))

    def label(self, texts: list[str]) -> torch.Tensor:
        return self.bank.mean([self._pick(texts)])
