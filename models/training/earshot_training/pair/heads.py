"""Trains the two heads on frozen features: bridge start, symmetric InfoNCE, a pull back to the start."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from ..losses.contrastive import duplicate_mask, info_nce
from ..towers.heads import Head, start_as_bridge

# draw(n) -> (features [n, 500], text vectors [n, 384])
Source = Callable[[int], tuple[torch.Tensor, torch.Tensor]]


@dataclass(frozen=True)
class HeadOptions:
    steps: int = 800
    batch: int = 512
    pull: float = 1.0
    learning_rate: float = 5e-4
    weight_decay: float = 0.05
    noise: float = 0.1
    bridge: bool = True  # False: random heads, and nothing to be pulled back to
    centre_text: bool = False  # True: the mean of all training texts is taken off before the text head
    seed: int = 0  # of the batches; the start is the same for every seed, so that heads can be averaged


def start_heads(
    tag_vectors: torch.Tensor, options: HeadOptions, inputs: int = 500, centre: torch.Tensor | None = None
) -> tuple[Head, Head]:
    """The heads before any training: the bridge, or random. ``centre`` [384] is used with ``centre_text`` only."""
    torch.manual_seed(0)
    audio, text = Head(inputs), Head(384)
    if options.bridge:
        start_as_bridge(audio, text, tag_vectors)
    if options.centre_text and centre is not None:
        text.centre.copy_(centre)
    return audio, text


def train_heads(
    sources: list[tuple[float, Source]],
    tag_vectors: torch.Tensor,
    options: HeadOptions,
    inputs: int = 500,
    centre: torch.Tensor | None = None,
    report: Callable[[str], None] = print,
) -> tuple[Head, Head]:
    """``sources`` are (share of the batch, draw); shares are rounded, the first source takes what is left."""
    audio, text = start_heads(tag_vectors, options, inputs, centre)
    torch.manual_seed(options.seed)
    audio_start, text_start = audio.linear.weight.detach().clone(), text.linear.weight.detach().clone()
    log_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))
    groups = [
        {"params": [*audio.parameters(), *text.parameters()], "weight_decay": options.weight_decay},
        {"params": [log_scale], "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, lr=options.learning_rate)
    counts = [round(options.batch * share) for share, _ in sources]
    counts[0] = options.batch - sum(counts[1:])
    generator = torch.Generator().manual_seed(options.seed)
    for step in range(options.steps):
        drawn = [draw(count) for count, (_, draw) in zip(counts, sources, strict=True) if count]
        features = torch.cat([d[0] for d in drawn])
        texts = torch.cat([d[1] for d in drawn])
        features = features + options.noise * torch.randn(features.shape, generator=generator)
        loss = info_nce(audio(features), text(texts), log_scale.exp().clamp(max=100), duplicate_mask(texts))
        if options.bridge and options.pull:
            drift_audio = ((audio.linear.weight - audio_start) ** 2).sum() / (audio_start**2).sum()
            drift_text = ((text.linear.weight - text_start) ** 2).sum() / (text_start**2).sum()
            loss = loss + options.pull * (drift_audio + drift_text)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 200 == 0 or step == options.steps - 1:
            report(f"heads step {step} loss {float(loss.detach()):.3f} scale {float(log_scale.exp().detach()):.1f}")
    return audio.eval(), text.eval()


def standardise(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and deviation [500] over the training windows; 1e-3 keeps constant columns finite."""
    return features.mean(0), features.std(0) + 1e-3
