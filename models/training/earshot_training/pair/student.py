"""The student: pruned from the teacher, distilled, kept in work/student.pt."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from ..data.dataset import Item, item_mel, load_items
from ..data.patches import Patches, patches
from ..towers.musicnn import PATCH_FRAMES, Teacher
from ..towers.pruning import prune
from ..towers.student import SHIPPED as GRID
from ..towers.student import Grid, Student
from .distil import Schedule, Units, agreement, distil
from .heads import standardise

Report = Callable[[str], None]


def _music_units(work: Path, items: list[Item]) -> Units:
    music, _ = patches(work, items, lambda i: i.split == "train" and i.kind == "music")
    mean, deviation = standardise(music.targets)
    # A few penultimate features hardly ever leave zero; without a floor the smallest slip there would rule the loss.
    return Units(torch.from_numpy(mean), torch.from_numpy(deviation).clamp(min=0.1))


def run_student(
    work: Path, musicnn: Path, schedule: Schedule, start: Path | None = None, report: Report = print,
    grid: Grid = GRID,
) -> Student:  # fmt: skip
    """Prunes the teacher and distils it on every cached window of the train items; writes work/student.pt.

    ``start`` is the student.pt of an earlier run to go on from.
    """
    torch.manual_seed(schedule.seed)
    items, teacher = load_items(work), Teacher(musicnn).eval()
    windows = np.concatenate([item_mel(work, i) for i in items if i.split == "train"])
    music = np.concatenate([item_mel(work, i)[::6] for i in items if i.split == "train" and i.kind == "music"])
    student = read_student(start) if start else prune(teacher, torch.from_numpy(music[:200]).float(), grid)
    check, _ = patches(work, items, lambda i: i.split == "held-out" and i.kind == "music")
    rows = np.random.default_rng(0).permutation(len(check.pairs))[:400]
    units, small = _music_units(work, items), Patches(check.mel, check.pairs[rows], check.targets[rows])
    parameters = sum(p.numel() for p in student.parameters())
    report(f"student: {parameters} parameters, {len(windows)} windows")

    def save(model: Student, _: int) -> None:
        torch.save({"grid": asdict(student.grid), "state": model.state_dict()}, work / "student.pt")

    began = time.time()
    result = distil(student, teacher, windows, small, units, schedule, report, save)
    save(student, 0)
    log = {
        **result, "held_out": agreement(student, check, units), "held_out_thirds": len(check.pairs),
        "windows": len(windows), "seconds": round(time.time() - began), "parameters": parameters,
    }  # fmt: skip
    (work / "student.json").write_text(json.dumps(log, indent=1))
    return student.eval()


def sample_patches(work: Path, count: int = 160) -> torch.Tensor:
    """Log-mel patches [count, 187, 96] from the middle of train windows of every kind, drawn with seed 0."""
    items = [i for i in load_items(work) if i.split == "train"]
    kinds = sorted({i.kind for i in items})
    rng, patches_found = np.random.default_rng(0), []
    for number in range(count):
        kind = [i for i in items if i.kind == kinds[number % len(kinds)]]
        mel = item_mel(work, kind[rng.integers(len(kind))])
        patches_found.append(mel[rng.integers(len(mel)), 218 : 218 + PATCH_FRAMES])
    return torch.from_numpy(np.stack(patches_found)).float()


def held_out_agreement(student: Student, work: Path, items: list[Item]) -> dict[str, float]:
    """Correlation with the teacher on kept-back music."""
    check, _ = patches(work, items, lambda i: i.split == "held-out" and i.kind == "music")
    return agreement(student, check, _music_units(work, items))


def read_student(path: Path) -> Student:
    saved = torch.load(path)
    student = Student(Grid(**saved["grid"]))
    student.load_state_dict(saved["state"])
    return student.eval()
