"""A text head that says in one small network what the maps say: distilled on text alone, and where a pair's text head
starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from ...towers.text_head import TextHead
from ..learning_rate import one_cycle


@dataclass(frozen=True)
class HeadSchedule:
    steps: int = 1500
    batch: int = 256
    rate: float = 2e-3
    noise: float = 0.02
    seed: int = 0


def fit_text_head(
    vectors: np.ndarray, points: np.ndarray, shares: np.ndarray, hidden: int, schedule: HeadSchedule | None = None
) -> TextHead:
    """Sentence vectors [n, 384] and their points in the joint space [n, d]; texts are drawn by their shares."""
    plan = schedule or HeadSchedule()
    torch.manual_seed(plan.seed)
    rng, head = np.random.default_rng(plan.seed), TextHead(points.shape[1], hidden)
    inputs = torch.from_numpy(vectors).float()
    wanted = F.normalize(torch.from_numpy(points).float(), dim=1) * points.shape[1] ** 0.5
    optimiser = torch.optim.AdamW(head.parameters(), plan.rate, weight_decay=1e-2)
    odds = shares / shares.sum()
    for step in range(plan.steps):
        for group in optimiser.param_groups:
            group["lr"] = one_cycle(plan.rate, step / 100, step / plan.steps)
        rows = rng.choice(len(inputs), plan.batch, p=odds)
        output = head.raw(inputs[rows] + plan.noise * torch.randn(plan.batch, inputs.shape[1]))
        target = wanted[rows]
        loss = ((output - target) ** 2).mean() + (1 - F.cosine_similarity(output, target)).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return head.eval()
