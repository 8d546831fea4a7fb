"""Training: the same code on one CPU, one GPU or many hosts."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch

from ..data.loading import Batches
from ..losses.contrastive import contrastive_multiview, info_nce
from .config import Config
from .distributed import Group, any_process, joint, wrap
from .model import MuLan
from .run_folder import RunFolder

MOST_SKIPS = 10
LOSSES = {"multiview": contrastive_multiview, "infonce": info_nce}
Validate = Callable[[MuLan], dict[str, float]]


def seed_all(seed: int) -> None:
    """The same start in every process; what is drawn while training differs with the rank (see ``Trainer``)."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def rate_at(config: Config, step: int) -> float:
    """Linear warm-up, then a cosine to zero at the last step."""
    if step < config.warm_up:
        return config.learning_rate * (step + 1) / config.warm_up
    done = (step - config.warm_up) / max(1, config.steps - config.warm_up)
    return config.learning_rate * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


class BadGradients(RuntimeError):
    """Gradients were not finite many times in a row."""


@dataclass
class Trainer:
    """``validate`` gives figures, of which "auc" chooses best.pt. ``stop`` is asked before every step."""

    config: Config
    model: MuLan
    batches: Batches
    folder: RunFolder
    group: Group
    validate: Validate | None = None
    stop: Callable[[], bool] = lambda: False
    report: Callable[[str], None] = print
    report_every: int = 10
    step: int = 0
    skipped: int = 0
    best: float = -math.inf
    _in_a_row: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.model.to(self.group.device)
        self.wrapped = wrap(self.model, self.group)
        plain = [p for p in self.model.parameters() if p.requires_grad and p.ndim > 1]
        bare = [p for p in self.model.parameters() if p.requires_grad and p.ndim <= 1]  # norms, biases, temperature
        groups = [{"params": plain, "weight_decay": self.config.weight_decay}, {"params": bare, "weight_decay": 0.0}]
        self.optimiser = torch.optim.AdamW(groups, lr=self.config.learning_rate)
        torch.manual_seed(self.config.seed + 1 + self.group.rank)  # dropout and SpecAugment differ between processes

    def resume(self) -> None:
        """Goes on from latest.pt: weights, optimiser, place in the data, and on one process the random state."""
        saved = self.folder.load("latest.pt")
        self.model.load_state_dict(saved["model"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.step, self.skipped, self.best = saved["step"], saved["skipped"], saved["best"]
        if self.group.world == 1:
            torch.set_rng_state(saved["random"])
        if self.group.first:
            self.folder.forget_after(self.step)

    def run(self) -> None:
        """Trains to the last step, or until ``stop``; either way the checkpoint holds the last step done."""
        began, first = time.time(), self.step
        batches = self.batches.iterate(self.step)
        self.model.train()
        while self.step < self.config.steps and not any_process(self.stop(), self.group):
            batch = next(batches)
            figures = self._train(torch.from_numpy(batch.pcm).to(self.group.device), batch.texts)
            self.step += 1
            if self.step % self.report_every == 0 or self.step == self.config.steps:
                self._tell(figures, time.time() - began, self.step - first)
            if self.step % self.config.validate_every == 0 or self.step == self.config.steps:
                self._checkpoint()
        batches.close()
        if self.step % self.config.validate_every and self.step < self.config.steps:
            self._save("latest.pt")

    def _train(self, pcm: torch.Tensor, texts: list[str]) -> dict[str, float]:
        rate = rate_at(self.config, self.step)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.optimiser.zero_grad(set_to_none=True)
        with torch.autocast(pcm.device.type, torch.bfloat16, enabled=self.config.precision == "bf16"):
            audio, text, scale = self.wrapped(pcm, texts)
        loss = LOSSES[self.config.loss](joint(audio, self.group), joint(text, self.group), scale)
        loss.backward()
        norm = float(torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.config.clip_norm))
        if math.isfinite(norm):
            self.optimiser.step()
            self._in_a_row = 0
        else:
            self.skipped += 1
            self._in_a_row += 1
            if self._in_a_row >= MOST_SKIPS:
                raise BadGradients(
                    f"gradients were not finite in {MOST_SKIPS} steps in a row (step {self.step}); lower the learning "
                    f"rate or use fp32, and go on from the last checkpoint"
                )
        return {"loss": float(loss.detach()), "tau": 1 / float(scale.detach()), "norm": norm, "rate": rate}

    def _tell(self, figures: dict[str, float], seconds: float, done: int) -> None:
        if not self.group.first:
            return
        left = seconds / done * (self.config.steps - self.step)
        row = {"step": self.step, **figures, "skipped": self.skipped, "left_out": len(self.batches.bad)}
        self.folder.record(row)
        self.report(
            f"step {self.step}/{self.config.steps}  loss {figures['loss']:.3f}  tau {figures['tau']:.3f}  "
            f"{done * self.config.batch / seconds:.1f} pairs/s  skipped {self.skipped}  {left / 60:.1f} min left"
        )

    def _checkpoint(self) -> None:
        if not self.group.first:
            return
        if self.validate:
            state = torch.get_rng_state()
            self.model.eval()
            with torch.inference_mode():
                figures = self.validate(self.model)
            self.model.train()
            torch.set_rng_state(state)
            self.folder.record({"step": self.step, **{f"validation_{k}": v for k, v in figures.items()}})
            self.report("validation  " + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
            if figures["auc"] > self.best:
                self.best = figures["auc"]
                self._save("best.pt")
        self._save("latest.pt")

    def _save(self, name: str) -> None:
        if not self.group.first:
            return
        self.folder.save(name, {
            "model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step,
            "skipped": self.skipped, "best": self.best, "random": torch.get_rng_state(),
        })  # fmt: skip
