"""The joint heads are taught single instruments by their names, with music and the texts it is nearest to beside them,
and a pull back to where they began."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from ...losses.contrastive import duplicate_mask, info_nce
from .features import Windows, joined
from .start import JointHeads

NEAREST = 80  # texts of a music window that it may be drawn with
LEAST_NORM = 25.0
NOISE, EARLIER_NOISE, POOLED_NOISE = 0.05, 0.01, 0.15


@dataclass(frozen=True)
class TeachingSchedule:
    """``instruments`` is their share of a batch, ``pull`` how strongly the start holds."""

    steps: int = 600
    batch: int = 384
    rate: float = 5e-4
    pull: float = 3.0
    instruments: float = 0.3
    seed: int = 0


@dataclass(frozen=True)
class Lessons:
    """``renders``: the same instruments heard at different patches; ``names``: of each, vectors of its texts [k, 384];
    ``music`` and the vectors [n, 384] of all ``texts``."""

    renders: list[Windows]
    names: list[torch.Tensor]
    music: Windows
    texts: torch.Tensor


@torch.inference_mode()
def nearest_texts(heads: JointHeads, lessons: Lessons) -> np.ndarray:
    """Of each music window the texts that it is nearest to for texts of their kind [windows, NEAREST]."""
    music = heads.audio(lessons.music.classes, lessons.music.earlier, lessons.music.pooled)
    scores = music @ heads.text(lessons.texts).T
    scores = (scores - scores.mean(0)) / (scores.std(0) + 1e-4)
    return scores.topk(min(NEAREST, scores.shape[1]), 1).indices.numpy()


def shaken(windows: Windows) -> Windows:
    return Windows(
        windows.classes + NOISE * torch.randn_like(windows.classes),
        windows.earlier + EARLIER_NOISE * torch.randn_like(windows.earlier),
        windows.pooled + POOLED_NOISE * torch.randn_like(windows.pooled),
    )


def teach(
    start: JointHeads, lessons: Lessons, schedule: TeachingSchedule, report: Callable[[str], None] = print
) -> JointHeads:
    torch.manual_seed(schedule.seed)
    rng, heads, near = np.random.default_rng(schedule.seed), copy.deepcopy(start), nearest_texts(start, lessons)
    trained = [*heads.audio.parameters(), *heads.text.parameters()]
    began = [parameter.detach().clone() for parameter in trained]
    norms = [max(float((parameter**2).sum()), LEAST_NORM) for parameter in began]
    scale = torch.tensor(np.log(15.0), requires_grad=True)
    optimiser = torch.optim.AdamW([{"params": trained}, {"params": [scale]}], schedule.rate, weight_decay=0)
    single = int(schedule.batch * schedule.instruments)
    for step in range(1, schedule.steps + 1):
        made = rng.integers(0, len(lessons.names), single)
        played = rng.integers(0, len(lessons.music), schedule.batch - single)
        render = lessons.renders[rng.integers(len(lessons.renders))]
        windows = shaken(joined(render.rows(made), lessons.music.rows(played)))
        named = torch.stack([lessons.names[one][rng.integers(len(lessons.names[one]))] for one in made])
        texts = torch.cat([named, lessons.texts[[near[one, rng.integers(near.shape[1])] for one in played]]])
        audio = heads.audio(windows.classes, windows.earlier, windows.pooled)
        loss = info_nce(audio, heads.text(texts), scale.exp().clamp(max=60), duplicate_mask(texts))
        away = zip(trained, began, norms, strict=True)
        loss = loss + schedule.pull * sum(((now - then) ** 2).sum() / norm for now, then, norm in away)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 100 == 0 or step == schedule.steps:
            report(f"heads: step {step} loss {float(loss.detach()):.3f}")
    return JointHeads(heads.audio.eval(), heads.text.eval())
