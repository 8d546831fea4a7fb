"""A tower pair over ready-made features, and query scores in the app's way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from ..scoring.rules import PROMPTS, pool_windows
from ..towers.heads import Head
from ..towers.tags import KEPT_TAGS
from .features import Features


def over_prompts(embed: Callable[[list[str]], torch.Tensor], queries: list[str], bank: bool = True) -> torch.Tensor:
    """[queries, d]: the normalised mean of each query's embeddings over the prompt bank, or that of the bare query."""
    prompts = PROMPTS if bank else ("{}",)
    vectors = embed([p.format(q) for q in queries for p in prompts])
    return F.normalize(vectors.reshape(len(queries), len(prompts), -1).mean(1), dim=1)


@dataclass
class Pair:
    """``encode`` maps strings to [n, 384]; features are standardised with mean and deviation [500]."""

    audio: Head
    text: Head
    encode: Callable[[list[str]], torch.Tensor]
    mean: np.ndarray
    deviation: np.ndarray

    @torch.inference_mode()
    def audio_embedding(self, outputs: np.ndarray) -> torch.Tensor:
        return self.audio(torch.from_numpy((outputs - self.mean) / self.deviation).float())

    @torch.inference_mode()
    def text_embedding(self, queries: list[str], bank: bool = True) -> torch.Tensor:
        """[queries, 128]: the normalised mean over the prompt bank, or the bare query."""
        return over_prompts(lambda texts: self.text(self.encode(texts)), queries, bank)

    def scores(self, features: Features, queries: list[str], bank: bool = True) -> tuple[np.ndarray, list[int]]:
        """Track scores [tracks, queries] and the track (item) numbers."""
        tracks = sorted(set(features.owner.tolist()))
        window_scores = (self.audio_embedding(features.outputs) @ self.text_embedding(queries, bank).T).numpy()
        return pool_windows(window_scores, features.owner, tracks), tracks


def bridge_scores(pair: Pair, tag_vectors: torch.Tensor, features: Features, queries: list[str]) -> np.ndarray:
    """The untrained bridge: softmax(text to tag-name similarity / 0.05) over the standardised tag scores."""
    centre = tag_vectors.mean(0)
    text = F.normalize(pair.encode(queries) - centre, dim=1)
    weights = torch.softmax(text @ F.normalize(tag_vectors - centre, dim=1).T / 0.05, 1).numpy()
    tags = ((features.outputs[:, :100] - pair.mean[:100]) / pair.deviation[:100])[:, KEPT_TAGS]
    tracks = sorted(set(features.owner.tolist()))
    return pool_windows(tags @ weights.T, features.owner, tracks)
