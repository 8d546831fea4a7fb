"""Distillation: the student learns both teacher trunks' standardised outputs.

The teacher answers for exactly what the student sees: every patch is drawn, mixed and masked first and labelled then
(a consistent teacher: Beyer et al. 2022, arXiv 2106.05237). Speech and single instruments mixed into music stand for
the singing and the arrangements that the training audio lacks.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from ..data.patches import Patches
from ..towers.musicnn import PATCH_FRAMES, Teacher
from ..towers.student import Student
from .augment import gain_and_tilt, mix, shift_bands, spec_augment
from .learning_rate import one_cycle

AVERAGE_DECAY = 0.99
TARGET_LIMIT = 4.0  # deviations; silence and noise would dominate the error


@dataclass(frozen=True)
class Units:
    """Mean and deviation [500] of the teacher's outputs over the train music."""

    mean: torch.Tensor
    deviation: torch.Tensor

    def scale(self, outputs: torch.Tensor) -> torch.Tensor:
        return (outputs - self.mean) / self.deviation


@dataclass(frozen=True)
class Schedule:
    """``steps``, or, when that is None, ``seconds`` of wall-clock time; only a run by steps can be repeated exactly.

    The learning rate follows a one-cycle cosine over the elapsed fraction.
    """

    steps: int | None
    seconds: float = 0.0
    batch: int = 24
    learning_rate: float = 1e-3
    seed: int = 0

    def done(self, step: int, started: float) -> float:
        return step / self.steps if self.steps else (time.time() - started) / self.seconds

    def rate(self, done: float) -> float:
        return one_cycle(self.learning_rate, done / 0.1, max(0.0, (done - 0.1) / 0.9))


def loss_of(output: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Squared error (tags count double) plus cosine distance, in standard deviations."""
    squared = (output - target) ** 2
    error = (2 * squared[:, :100].sum(1) + squared[:, 100:].sum(1)) / 600
    return error.mean() + (1 - F.cosine_similarity(output, target)).mean()


@torch.inference_mode()
def predict(student: Student, patches: Patches, batch: int = 64) -> torch.Tensor:
    """Raw outputs [n, 500] for whole thirds."""
    student.eval()
    rows = np.arange(len(patches.pairs))
    parts = [student(patches.crop(rows[i : i + batch])) for i in range(0, len(rows), batch)]
    return torch.cat(parts)


def agreement(student: Student, check: Patches, units: Units) -> dict[str, float]:
    """Mean correlation with the teacher over columns: the 100 tags and the penultimate features that are not dead."""
    p, t = units.scale(predict(student, check)), units.scale(torch.from_numpy(check.targets))
    p, t = p - p.mean(0), t - t.mean(0)
    r = (p * t).sum(0) / torch.sqrt((p**2).sum(0) * (t**2).sum(0) + 1e-9)
    alive = t.std(0)[100:] > 1e-3
    return {"tags": float(r[:100].mean()), "penultimate": float(r[100:][alive].mean())}


class Drawer:
    """Draws augmented training patches [batch, 187, 96] from windows float16 [windows, 624, 96]."""

    def __init__(self, mel: np.ndarray, seed: int) -> None:
        self.mel, self.rng = mel, np.random.default_rng(seed)
        self.generator = torch.Generator().manual_seed(seed)

    def _crops(self, count: int) -> torch.Tensor:
        starts = self.rng.integers(0, self.mel.shape[1] - PATCH_FRAMES + 1, count)
        chosen = self.rng.integers(0, len(self.mel), count)
        patches = [self.mel[w, s : s + PATCH_FRAMES] for w, s in zip(chosen, starts, strict=True)]
        return torch.from_numpy(np.stack(patches)).float()

    def __call__(self, count: int) -> torch.Tensor:
        mel = gain_and_tilt(self._crops(count), self.generator)
        if self.rng.random() < 0.3:
            mel = shift_bands(mel, int(self.rng.integers(-6, 7)))
        if self.rng.random() < 0.5:
            share = torch.from_numpy(self.rng.beta(0.6, 0.6, count)).float()
            mel = mix(mel, gain_and_tilt(self._crops(count), self.generator), share)
        return spec_augment(mel, self.generator) if self.rng.random() < 0.3 else mel


def distil(
    student: Student,
    teacher: Teacher,
    windows: np.ndarray,
    check: Patches,
    units: Units,
    schedule: Schedule,
    report: Callable[[str], None] = print,
    save: Callable[[Student, int], None] | None = None,
) -> dict[str, float]:
    """Trains on ``windows`` float16 [n, 624, 96]; ``check`` is scored now and then.

    What is saved and scored is the exponential moving average of the weights, which is left in ``student`` at the end.
    """
    draw = Drawer(windows, schedule.seed)
    optimiser = torch.optim.AdamW(student.parameters(), schedule.learning_rate, weight_decay=1e-3)
    average = AveragedModel(student, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE_DECAY), use_buffers=True)
    started, step, losses = time.time(), 0, []
    report(f"start {agreement(student, check, units)}")
    next_report = 0.1
    while (done := schedule.done(step, started)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate(done)
        mel = draw(schedule.batch)
        with torch.no_grad():
            target = units.scale(torch.cat(teacher(mel), 1)).clamp(-TARGET_LIMIT, TARGET_LIMIT)
        student.train()
        loss = loss_of(units.scale(student(mel)), target)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        average.update_parameters(student)
        losses.append(float(loss.detach()))
        step += 1
        if done >= next_report:
            next_report += 0.1
            scores = agreement(average.module, check, units)
            report(f"{done:.0%} step {step} loss {np.mean(losses[-100:]):.3f} {scores} {time.time() - started:.0f} s")
            if save:
                save(average.module, step)
    student.load_state_dict(average.module.state_dict())
    scores = agreement(student, check, units)
    report(f"done: {step} steps, {scores}, {time.time() - started:.0f} s")
    return {**scores, "steps": step}
