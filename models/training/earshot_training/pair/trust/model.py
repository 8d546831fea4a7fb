"""The trust number: how near a text is to what people write about music, taken down by the nearness to sounds that are
no music, by words in pieces and by letters that are not Latin.

    trust = Latin share x logistic(bias + weights . (nearest, mean of 3 nearest, mean of 8 nearest, no music, pieces))

``no music`` is how much nearer the nearest centroid of other sounds is than the nearest of music, or 0.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .centroids import from_bytes
from .words import latin_share, unknown_pieces

VERSION = 1
WIDTH = 384
MEANS = (1, 3, 8)


@dataclass(frozen=True)
class Trust:
    """``music`` and ``other`` are centroids int8 [n, 384], ``words`` those that are known though they come apart."""

    music: np.ndarray
    other: np.ndarray
    words: frozenset[str]
    weights: np.ndarray
    bias: float

    def features(self, vectors: np.ndarray, texts: list[str], tokenizer: Tokenizer) -> np.ndarray:
        """Sentence vectors [n, 384] of the texts -> [n, 5]."""
        return features(from_bytes(self.music), from_bytes(self.other), self.words, vectors, texts, tokenizer)

    def __call__(self, vectors: np.ndarray, texts: list[str], tokenizer: Tokenizer) -> np.ndarray:
        """[n] numbers from 0 to 1."""
        raised = self.features(vectors, texts, tokenizer) @ self.weights + self.bias
        return np.array([latin_share(text) for text in texts]) / (1 + np.exp(-raised))


def features(
    music: np.ndarray, other: np.ndarray, words: frozenset[str], vectors: np.ndarray, texts: list[str],
    tokenizer: Tokenizer,
) -> np.ndarray:  # fmt: skip
    near = np.sort(vectors @ music.T, 1)
    beyond = np.maximum(0, (vectors @ other.T).max(1) - near[:, -1])
    pieces = [unknown_pieces(tokenizer, words, text) for text in texts]
    return np.stack([*(near[:, -count:].mean(1) for count in MEANS), beyond, pieces], 1)


def _packed(rows: np.ndarray) -> str:
    return base64.b64encode(rows.tobytes()).decode()


def write_trust(path: Path, trust: Trust) -> None:
    """trust.json, which lies beside the towers."""
    text = json.dumps({
        "version": VERSION, "width": WIDTH, "music": _packed(trust.music), "other": _packed(trust.other),
        "weights": [round(float(w), 4) for w in trust.weights], "bias": round(float(trust.bias), 4),
        "words": sorted(trust.words),
    })  # fmt: skip
    path.write_text(text + "\n", encoding="utf-8")


def read_trust(path: Path) -> Trust:
    """Raises ValueError for a file of another version."""
    saved = json.loads(path.read_text(encoding="utf-8"))
    if saved.get("version") != VERSION:
        raise ValueError(f"{path} has version {saved.get('version')} of the trust number, this is version {VERSION}")
    music, other = (
        np.frombuffer(base64.b64decode(saved[k]), np.int8).reshape(-1, saved["width"]) for k in ("music", "other")
    )
    return Trust(music, other, frozenset(saved["words"]), np.array(saved["weights"]), saved["bias"])
