"""The next student learns what all teachers say: targets, loss, and training on a folder of labelled audio."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from ..data.dataset import Item
from ..data.labelled import LabelledFolder
from ..data.labellers.shards import Labels
from ..data.labellers.vibenet import ENERGY, VALENCE
from ..frontends.coarse import CoarseMel
from ..towers.listener import GROUPS, Listener, Plan
from .augment import spec_augment
from .learning_rate import one_cycle

LIMIT = 5.0  # deviations
SHARES = {"tags": 1.0, "penultimate": 0.5, "classes": 1.5, "embedding": 0.5, "feeling": 0.5}


def targets_of(labels: Labels, music: list[int]) -> np.ndarray:
    """Raw targets [windows, TARGETS] in the order of GROUPS; ``music`` are YAMNet's music classes."""
    parts = (
        labels.tags.astype(np.float32).mean(1), labels.penultimate.astype(np.float32).mean(1),
        labels.yamnet[:, music], labels.embedding.astype(np.float32), labels.vibenet[:, [ENERGY, VALENCE]],
    )  # fmt: skip
    return np.concatenate(parts, 1)


@dataclass(frozen=True)
class Standard:
    """Mean and deviation [TARGETS] over the training music; rare features have a floor: no slip rules the loss."""

    mean: np.ndarray
    deviation: np.ndarray

    def scale(self, targets: np.ndarray) -> np.ndarray:
        return ((targets - self.mean) / self.deviation).clip(-LIMIT, LIMIT).astype(np.float32)


def standard_of(targets: np.ndarray) -> Standard:
    return Standard(targets.mean(0), np.maximum(targets.std(0), 0.05))


def groups_of(values: torch.Tensor) -> dict[str, torch.Tensor]:
    return dict(zip(GROUPS, values.split(list(GROUPS.values()), 1), strict=True))


def listening_loss(output: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Every group's mean squared error by its share, and the cosine distance of what is named."""
    found, wanted = groups_of(output), groups_of(target)
    error = sum(share * F.mse_loss(found[name], wanted[name]) for name, share in SHARES.items())
    named = [torch.cat([side["tags"], side["classes"]], 1) for side in (found, wanted)]
    return error + (1 - F.cosine_similarity(*named)).mean()


@torch.inference_mode()
def agreement(student: Listener, mel: torch.Tensor, targets: np.ndarray, batch: int = 64) -> dict[str, float]:
    """Mean correlation with the teachers over the columns of each group."""
    student.eval()
    found = torch.cat([student(mel[i : i + batch].float())[0] for i in range(0, len(mel), batch)])
    wanted = torch.from_numpy(targets)
    p, t = found - found.mean(0), wanted - wanted.mean(0)
    r = (p * t).sum(0) / torch.sqrt((p**2).sum(0) * (t**2).sum(0) + 1e-6)
    return {name: float(part.mean()) for name, part in groups_of(r[None]).items()}


@torch.inference_mode()
def mels_of(folder: LabelledFolder, items: list[Item]) -> torch.Tensor:
    """float16 [windows, 312, 64] of all items in their order."""
    front = CoarseMel()
    return torch.cat([front(torch.from_numpy(folder.pcm(item))).half() for item in items])


@dataclass(frozen=True)
class ListeningSchedule:
    """``seconds`` by the clock, or ``steps``; only a run by steps can be repeated exactly."""

    steps: int | None
    seconds: float = 0.0
    batch: int = 32
    rate: float = 2e-3
    seed: int = 0
    average: float = 0.99


def train_listener(
    student: Listener, mel: torch.Tensor, targets: np.ndarray, check: tuple[torch.Tensor, np.ndarray],
    schedule: ListeningSchedule, report: Callable[[str], None] = print, save: Callable[[Listener], None] | None = None,
) -> Listener:  # fmt: skip
    """``targets`` are standardised. What is saved, scored and returned is the moving average of the weights."""
    torch.manual_seed(schedule.seed)
    rng, generator = np.random.default_rng(schedule.seed), torch.Generator().manual_seed(schedule.seed)
    optimiser = torch.optim.AdamW(student.parameters(), schedule.rate, weight_decay=1e-2)
    average = AveragedModel(student, multi_avg_fn=get_ema_multi_avg_fn(schedule.average), use_buffers=True)
    wanted, began, step, told = torch.from_numpy(targets), time.time(), 0, 0.1
    while (done := step / schedule.steps if schedule.steps else (time.time() - began) / schedule.seconds) < 1:
        for group in optimiser.param_groups:
            group["lr"] = one_cycle(schedule.rate, done / 0.05, done)
        rows = torch.from_numpy(rng.integers(0, len(mel), schedule.batch))
        x = mel[rows].float()
        x = x + 0.3 * torch.randn(len(x), 1, 1, generator=generator)  # level
        student.train()
        loss = listening_loss(student(spec_augment(x, generator) if rng.random() < 0.5 else x)[0], wanted[rows])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        average.update_parameters(student)
        step += 1
        if done >= told:
            told += 0.1
            report(f"{done:.0%} step {step} loss {float(loss.detach()):.3f} {agreement(average.module, *check)}")
            if save:
                save(average.module)
    report(f"done: {step} steps, {time.time() - began:.0f} s, {agreement(average.module, *check)}")
    return average.module.eval()


def save_listener(path: Path, student: Listener, standard: Standard) -> None:
    torch.save({
        "plan": asdict(student.plan), "state": student.state_dict(), "mean": torch.from_numpy(standard.mean),
        "deviation": torch.from_numpy(standard.deviation),
    }, path)  # fmt: skip


def read_listener(path: Path) -> tuple[Listener, Standard]:
    saved = torch.load(path)
    student = Listener(Plan(**saved["plan"]))
    student.load_state_dict(saved["state"])
    return student.eval(), Standard(saved["mean"].numpy(), saved["deviation"].numpy())


def run_listener(
    folder: LabelledFolder, music: list[int], target: Path, schedule: ListeningSchedule,
    start: Path | None = None, report: Callable[[str], None] = print,
) -> Listener:  # fmt: skip
    """Trains on the items of the split ``train`` and is checked on held-out music; writes ``target``."""
    items = folder.items()
    train = [item for item in items if item.split == "train"]
    held_out = [item for item in items if item.split == "held-out" and item.kind == "music"]
    labels, owner = folder.labels(train)
    raw = targets_of(labels, music)
    is_music = np.array([train[number].kind == "music" for number in owner])
    student, standard = read_listener(start) if start else (Listener(), standard_of(raw[is_music]))
    mel, check = mels_of(folder, train), mels_of(folder, held_out)
    if not start:
        student.mean.fill_(float(mel.float().mean()))
        student.deviation.fill_(float(mel.float().std()))
    report(f"listener: {sum(p.numel() for p in student.parameters())} parameters, {len(mel)} windows")
    judged = standard.scale(targets_of(folder.labels(held_out)[0], music))
    trained = train_listener(
        student, mel, standard.scale(raw), (check, judged), schedule, report,
        lambda model: save_listener(target, model, standard),
    )  # fmt: skip
    save_listener(target, trained, standard)
    return trained
