"""Trains the sentence classifier on labelled sentences."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F

from ...towers.public_checkpoints import load_bert
from ...towers.text import TextEncoder
from ...towers.wordpiece import Wordpiece
from .classifier import FilterSettings, SentenceClassifier, new_classifier
from .labels import Labelled

# Few words, so that many in training are spelt in letters: a body that never met a spelt word takes all of them for the
# same thing. Chosen with the number of epochs and the penalty by cross-validation inside the train split.
VOCABULARY = 300


def fit_classifier(
    settings: FilterSettings, labelled: list[Labelled], encoder: TextEncoder | None = None,
    vocabulary: Path | None = None, weights: Path | None = None,
) -> SentenceClassifier:  # fmt: skip
    """A BERT body learns its words from the sentences unless a ``vocabulary`` is given, and starts from random weights
    unless ``weights`` (a public BERT checkpoint) are. The same seed gives the same classifier.

    Raises ValueError where one of the two labels is missing.
    """
    texts, target = [row.text for row in labelled], torch.tensor([float(row.describes) for row in labelled])
    if not 0 < target.sum() < len(target):
        raise ValueError("the sentences to learn from need both labels")
    torch.manual_seed(settings.seed)
    tokens = None
    if settings.body == "bert":
        tokens = (
            Wordpiece.from_file(vocabulary, settings.positions)
            if vocabulary
            else Wordpiece.learn(texts, VOCABULARY, settings.positions)
        )
    classifier = new_classifier(settings, tokens, encoder)
    if weights:
        if settings.body != "bert":
            raise ValueError("public weights fill a BERT body only")
        load_bert(classifier.body.tower, weights)
    if settings.body == "sentence":
        _fit_logistic(classifier, texts, target)
    else:
        _fit_bert(classifier, texts, target)
    return classifier.eval()


def _fit_logistic(classifier: SentenceClassifier, texts: list[str], target: torch.Tensor) -> None:
    vectors = classifier.body(texts)
    torch.nn.init.zeros_(classifier.head.weight)
    torch.nn.init.zeros_(classifier.head.bias)
    optimiser = torch.optim.LBFGS(classifier.head.parameters(), max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = F.binary_cross_entropy_with_logits(classifier.head(vectors)[:, 0], target)
        loss = loss + classifier.settings.penalty * classifier.head.weight.square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)


def _fit_bert(classifier: SentenceClassifier, texts: list[str], target: torch.Tensor) -> None:
    settings = classifier.settings
    optimiser = torch.optim.AdamW(classifier.parameters(), lr=settings.learning_rate, weight_decay=0.01)
    steps = settings.epochs * -(-len(texts) // settings.batch)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.learning_rate, steps, pct_start=0.1)
    classifier.train()
    for _ in range(settings.epochs):
        order = torch.randperm(len(texts))
        for start in range(0, len(texts), settings.batch):
            part = order[start : start + settings.batch]
            loss = F.binary_cross_entropy_with_logits(classifier([texts[i] for i in part]), target[part])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(classifier.parameters(), 1.0)
            optimiser.step()
            rate.step()
