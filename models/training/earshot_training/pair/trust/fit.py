"""The trust number's centroids and weights, from texts alone."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from ..text_map.maps import Encode
from .centroids import centroids, from_bytes, to_bytes
from .model import Trust, features
from .texts import TrustTexts
from .words import known_words

MUSIC_CENTROIDS, OTHER_CENTROIDS = 256, 384
TERM_WEIGHT = 2.0  # of a term against a caption's text
# Shares of the two sides: what is musical, and each kind of what is not.
SHARES = {"musical": 1.0, "random": 0.35, "sounds": 0.3, "comments": 0.1, "spoilt": 0.25}


def logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray, penalty: float = 1e-2) -> tuple[np.ndarray, float]:
    """Weights and bias on raw features [n, k] of the penalised logistic regression on standardised ones."""
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    rows, wanted = torch.tensor((x - mean) / deviation), torch.tensor(y)
    shares = torch.tensor(weight / weight.sum())
    slope = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([slope, bias], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        errors = F.binary_cross_entropy_with_logits(rows @ slope + bias, wanted, reduction="none")
        loss = (shares * errors).sum() + penalty * slope.square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    weights = slope.detach().numpy() / deviation
    return weights, float(bias.detach()) - float(weights @ mean)


def fit_trust(texts: TrustTexts, encode: Encode, tokenizer: Tokenizer) -> Trust:
    captions, terms, sounds = encode(texts.captions), encode(texts.terms), encode(texts.sounds)
    pool = np.concatenate([captions, terms])
    weight = np.concatenate([np.ones(len(captions)), np.full(len(terms), TERM_WEIGHT)])
    music = to_bytes(centroids(pool, weight, min(MUSIC_CENTROIDS, len(pool))))
    other = to_bytes(centroids(sounds, np.ones(len(sounds)), min(OTHER_CENTROIDS, len(sounds))))
    words = frozenset(known_words(tokenizer, texts.captions, texts.terms))
    parts = {name: getattr(texts, name) for name in SHARES}
    rows = [
        features(from_bytes(music), from_bytes(other), words, encode(part), part, tokenizer) for part in parts.values()
    ]
    wanted = np.concatenate([np.full(len(part), float(name == "musical")) for name, part in parts.items()])
    shares = np.concatenate([np.full(len(part), SHARES[name] / len(part)) for name, part in parts.items()])
    weights, bias = logistic(np.concatenate(rows).astype(np.float64), wanted, shares)
    return Trust(music, other, words, weights, bias)
