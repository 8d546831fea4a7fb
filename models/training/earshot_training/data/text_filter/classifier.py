"""The sentence classifier, with two bodies behind one interface: a BERT tower that is trained, or a frozen sentence
encoder under logistic regression."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from ...towers.bert import BertConfig, BertTower
from ...towers.text import WIDTH, TextEncoder
from ...towers.wordpiece import Wordpiece

BODIES = ("bert", "sentence")


@dataclass(frozen=True)
class FilterSettings:
    """``body`` is bert or sentence; the sizes are those of a BERT body. A sentence is kept from ``threshold`` on."""

    body: str = "bert"
    width: int = 64
    depth: int = 2
    heads: int = 2
    positions: int = 128
    threshold: float = 0.5
    epochs: int = 20
    batch: int = 32
    learning_rate: float = 1e-3
    penalty: float = 1e-4  # of the logistic regression's weights
    seed: int = 0

    def __post_init__(self) -> None:
        if self.body not in BODIES or not 0 < self.threshold < 1:
            raise ValueError(f"the filter's body is {' or '.join(BODIES)}, its threshold between 0 and 1")


class BertBody(nn.Module):
    def __init__(self, tower: BertTower, tokens: Wordpiece) -> None:
        super().__init__()
        self.tower, self.tokens, self.width = tower, tokens, tower.config.width

    def forward(self, texts: list[str]) -> torch.Tensor:
        return self.tower.features(*self.tokens.encode(texts))


class FrozenBody(nn.Module):
    """The encoder's weights are no part of this module."""

    def __init__(self, encoder: TextEncoder) -> None:
        super().__init__()
        self._encoder, self.width = [encoder], WIDTH

    def forward(self, texts: list[str]) -> torch.Tensor:
        return self._encoder[0](texts).clone()


class SentenceClassifier(nn.Module):
    def __init__(self, settings: FilterSettings, body: BertBody | FrozenBody) -> None:
        super().__init__()
        self.settings, self.body, self.head = settings, body, nn.Linear(body.width, 1)

    def forward(self, texts: list[str]) -> torch.Tensor:
        """Logits [len(texts)]."""
        return self.head(self.body(texts))[:, 0]

    @torch.inference_mode()
    def probability(self, texts: list[str], batch: int = 64) -> np.ndarray:
        """How likely each text describes music, float32 [len(texts)] in 0..1; texts beyond the positions are cut."""
        self.eval()
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))  # little padding
        found = np.empty(len(texts), np.float32)
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            found[part] = torch.sigmoid(self([texts[i] for i in part])).numpy()
        return found

    def keeps(self, texts: list[str]) -> list[bool]:
        return (self.probability(texts) >= self.settings.threshold).tolist()

    def save(self, folder: Path, facts: dict[str, object] | None = None) -> None:
        """filter.json (settings, and ``facts`` such as figures), weights.pt, tokenizer.json for a BERT body."""
        folder.mkdir(parents=True, exist_ok=True)
        row = {"settings": dataclasses.asdict(self.settings), **(facts or {})}
        (folder / "filter.json").write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")
        torch.save(self.state_dict(), folder / "weights.pt")
        if isinstance(self.body, BertBody):
            self.body.tokens.save(folder / "tokenizer.json")


def new_classifier(
    settings: FilterSettings, tokens: Wordpiece | None = None, encoder: TextEncoder | None = None
) -> SentenceClassifier:
    """Raises ValueError where the vocabulary of a BERT body, or the encoder of a sentence body, lacks."""
    if settings.body == "sentence":
        if encoder is None:
            raise ValueError("this text filter stands on a sentence encoder; give --encoder FOLDER (all-MiniLM-L6-v2)")
        return SentenceClassifier(settings, FrozenBody(encoder))
    if tokens is None:
        raise ValueError("a BERT text filter needs a vocabulary")
    sizes = (settings.depth, settings.width, settings.heads, settings.positions)
    return SentenceClassifier(settings, BertBody(BertTower(BertConfig(tokens.size, *sizes)), tokens))


def read_settings(folder: Path) -> FilterSettings:
    """Of a saved filter. Raises FileNotFoundError for a folder without one, ValueError for a damaged one."""
    known = folder / "filter.json"
    if not known.is_file():
        raise FileNotFoundError(f"{folder} holds no text filter; make one with the text-filter command")
    try:
        return FilterSettings(**json.loads(known.read_text(encoding="utf-8"))["settings"])
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{known} is damaged: {error}") from error


def load_classifier(folder: Path, encoder: TextEncoder | None = None) -> SentenceClassifier:
    """Raises what ``read_settings`` raises, and ValueError for damaged weights."""
    settings = read_settings(folder)
    tokens = Wordpiece.from_file(folder / "tokenizer.json", settings.positions) if settings.body == "bert" else None
    classifier = new_classifier(settings, tokens, encoder)
    try:
        classifier.load_state_dict(torch.load(folder / "weights.pt", "cpu", weights_only=True))
    except Exception as error:  # torch raises several kinds for a damaged file
        raise ValueError(f"{folder / 'weights.pt'} is damaged or of another size: {error}") from error
    return classifier.eval()
