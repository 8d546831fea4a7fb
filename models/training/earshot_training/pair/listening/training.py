"""A listener's upper blocks and outputs learn what all teachers say, from cached maps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from ...towers.listener import Listener
from ..learning_rate import one_cycle
from .hearing import EVEN, heard
from .start import Check, told
from .targets import agreement, listening_loss

OTHER_ODDS = 0.35  # how often a window without music is drawn, against one with
BLOCK_RATE, NEW_RATE = 0.3, 3.0  # what was there already learns slower than what begins at zero
LEVEL = 0.1  # deviation of a window's loudness, as a factor on its maps
PULL = 2e-4


@dataclass(frozen=True)
class ListeningSchedule:
    """``seconds`` by the clock, or ``steps``; only a run by steps can be repeated exactly."""

    steps: int | None
    seconds: float = 0.0
    batch: int = 32
    rate: float = 3e-4
    seed: int = 0
    average: float = 0.995


def rates_of(listener: Listener) -> list[dict]:
    """Groups of parameters with their share of the learning rate; the frozen blocks are in none."""
    bent = [*listener.hidden.parameters(), *listener.bent.parameters()]
    return [
        {"params": listener.trained_blocks(), "share": BLOCK_RATE},
        {"params": bent, "share": NEW_RATE},
        {"params": list(listener.straight.parameters()), "share": BLOCK_RATE},
    ]


def train_listener(
    listener: Listener, maps: torch.Tensor, targets: torch.Tensor, is_music: torch.Tensor, check: Check,
    schedule: ListeningSchedule, report: Callable[[str], None] = print,
    save: Callable[[Listener], None] | None = None,
) -> Listener:  # fmt: skip
    """``targets`` are in deviations. What is saved, checked and returned is the moving average of the weights."""
    torch.manual_seed(schedule.seed)
    rng = np.random.default_rng(schedule.seed)
    groups = rates_of(listener)
    trained = [parameter for group in groups for parameter in group["params"]]
    listener.requires_grad_(False)
    for parameter in trained:
        parameter.requires_grad_(True)
    start = [parameter.detach().clone() for parameter in trained]
    optimiser = torch.optim.AdamW(groups, schedule.rate, weight_decay=0)
    average = AveragedModel(listener, multi_avg_fn=get_ema_multi_avg_fn(schedule.average), use_buffers=True)
    odds = torch.where(is_music, 1.0, OTHER_ODDS).double().numpy()
    odds /= odds.sum()
    began, step, due = time.time(), 0, 0.1
    while (done := step / schedule.steps if schedule.steps else (time.time() - began) / schedule.seconds) < 1:
        for group in optimiser.param_groups:
            group["lr"] = one_cycle(schedule.rate * group["share"], done / 0.05, done)
        rows = torch.from_numpy(rng.choice(len(maps), schedule.batch, p=odds))
        patches = torch.from_numpy(rng.integers(0, 2, (schedule.batch, len(EVEN))) + np.array(EVEN))
        heard_maps = maps[rows[:, None], patches].float()
        listener.train()
        outputs, _ = listener(heard_maps * (1 + LEVEL * torch.randn(schedule.batch, 1, 1, 1, 1)))
        away = sum(((now - then) ** 2).sum() for now, then in zip(trained, start, strict=True))
        loss = listening_loss(outputs, targets[rows]) + PULL * away
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        average.update_parameters(listener)
        step += 1
        if done >= due:
            due += 0.1
            follows = agreement(heard(average.module, check[0], EVEN)[0], check[1])
            report(f"{done:.0%} step {step} loss {float(loss.detach()):.3f} {told(follows)}")
            if save:
                save(average.module)
    follows = agreement(heard(average.module, check[0], EVEN)[0], check[1])
    report(f"done: {step} steps, {time.time() - began:.0f} s, {told(follows)}")
    return average.module.eval()
