"""Distillation: the student learns both teacher trunks' standardised outputs on labelled thirds of windows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from ..towers.student import THIRD, Student
from .augment import gain_and_tilt, mix, spec_augment

AVERAGE_DECAY = 0.99


@dataclass
class Patches:
    """mel float16 [windows, 624, 96]; pairs int [n, 2] of (window, third); targets float32 [n, 500]."""

    mel: np.ndarray
    pairs: np.ndarray
    targets: np.ndarray

    def crop(self, rows: np.ndarray, shift: int = 0, frames: int = THIRD) -> torch.Tensor:
        starts = np.clip(self.pairs[rows, 1] * THIRD + shift, 0, self.mel.shape[1] - frames)
        crops = [self.mel[window, start : start + frames] for window, start in zip(self.pairs[rows, 0], starts)]
        return torch.from_numpy(np.stack(crops)).float()


def loss_of(output: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Squared error (tags count double) plus cosine distance."""
    squared = (output - target) ** 2
    error = (2 * squared[:, :100].sum(1) + squared[:, 100:].sum(1)) / 600
    return error.mean() + (1 - F.cosine_similarity(output, target)).mean()


@torch.inference_mode()
def predict(student: Student, patches: Patches, batch: int = 64) -> torch.Tensor:
    student.eval()
    rows = np.arange(len(patches.pairs))
    parts = [student(patches.crop(rows[i : i + batch])) for i in range(0, len(rows), batch)]
    return torch.cat(parts)


def agreement(predicted: torch.Tensor, target: np.ndarray) -> dict[str, float]:
    """Mean correlation over columns: the 100 tags and the 400 penultimate features."""
    p = predicted.numpy() - predicted.numpy().mean(0)
    t = target - target.mean(0)
    r = (p * t).sum(0) / np.sqrt((p**2).sum(0) * (t**2).sum(0) + 1e-9)
    return {"tags": float(r[:100].mean()), "penultimate": float(r[100:].mean())}


def distil(
    student: Student,
    train: Patches,
    check: Patches,
    seconds: float,
    learning_rate: float = 2e-3,
    batch: int = 24,
    seed: int = 0,
    planned_steps: int | None = None,
    report: Callable[[str], None] = print,
    save: Callable[[Student, int], None] | None = None,
) -> dict[str, float]:
    """Trains for ``planned_steps``, or, when that is None, for ``seconds`` of wall-clock time.

    What is saved and scored is the exponential moving average of the weights and norm statistics, which is left in
    ``student`` at the end. The learning rate follows a one-cycle cosine over the elapsed fraction of whichever limit
    applies; only a run by steps can be repeated exactly.
    """  # fmt: skip
    generator = torch.Generator().manual_seed(seed)
    rng = np.random.default_rng(seed)
    optimiser = torch.optim.AdamW(student.parameters(), learning_rate, weight_decay=0.02)
    average = AveragedModel(student, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE_DECAY), use_buffers=True)
    started, step, done, losses = time.time(), 0, 0.0, []
    next_report = 0.1
    while done < 1:
        order = rng.permutation(len(train.pairs))
        for first in range(0, len(order) - batch + 1, batch):
            rows = order[first : first + batch]
            done = step / planned_steps if planned_steps else (time.time() - started) / seconds
            if done >= 1:
                break
            warm = min(1.0, done / 0.1)
            rate = learning_rate * warm * (0.5 + 0.5 * np.cos(np.pi * max(0.0, (done - 0.1) / 0.9))) + 1e-6
            for group in optimiser.param_groups:
                group["lr"] = rate
            student.train()
            mel = train.crop(rows, int(rng.integers(-8, 9)), int(rng.integers(18, 27)) * 8)
            target = torch.from_numpy(train.targets[rows])
            mel = gain_and_tilt(mel, generator)
            if rng.random() < 0.4:
                share = torch.from_numpy(rng.beta(0.4, 0.4, len(rows))).float()
                other = torch.from_numpy(rng.permutation(len(rows)))
                mel = mix(mel, mel[other], share)
                target = share[:, None] * target + (1 - share[:, None]) * target[other]
            if rng.random() < 0.5:
                mel = spec_augment(mel, generator)
            loss = loss_of(student(mel), target)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            average.update_parameters(student)
            losses.append(float(loss.detach()))
            step += 1
            if done >= next_report:
                next_report += 0.1
                scores = agreement(predict(average.module, check), check.targets)
                report(
                    f"{done:.0%} step {step} loss {np.mean(losses[-100:]):.3f} {scores} {time.time() - started:.0f} s"
                )
                if save:
                    save(average.module, step)
    student.load_state_dict(average.module.state_dict())
    scores = agreement(predict(student, check), check.targets)
    report(f"done: {step} steps, {scores}, {time.time() - started:.0f} s")
    return {**scores, "steps": step}
