"""The steps behind the commands: student, heads, export, evaluate. Each reads and writes files in the work folder."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from ..data.captions import LOWER_TAGS
from ..data.dataset import Item, item_mel, load_items, patches
from ..evaluation.pair import Pair
from ..evaluation.scoring import PROMPTS
from ..evaluation.suite import music_gate, query_sets
from ..towers.audio import AudioTower, TextTower
from ..towers.heads import KEPT_TAGS, Head
from ..towers.musicnn import PATCH_FRAMES, Teacher
from ..towers.pruning import prune
from ..towers.student import POOLED, Grid, Student
from ..towers.student import SHIPPED as GRID
from ..towers.text import TextEncoder
from .distil import Patches, Schedule, Units, agreement, distil
from .heads import standardise
from .music_gate import fit_music_gate
from .prepare import Features, indices, student_features, teacher_features

# Music that is called noise harms more than the reverse: at 0.25 some 98 % of validation music is kept.
MUSIC_THRESHOLD = 0.25
Report = Callable[[str], None]


@dataclass(frozen=True)
class Paths:
    """Folders given on the command line. ``musicnn`` and ``minilm`` are the unpacked packages' model folders."""

    corpora: Path
    work: Path
    musicnn: Path
    minilm: Path
    captions: Path
    ontology: Path
    models: Path


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


@dataclass
class Prepared:
    items: list[Item]
    student: Student
    features: Features
    teacher_features: Features
    encoder: TextEncoder
    teacher: Teacher
    tag_vectors: torch.Tensor


def prepare(paths: Paths) -> Prepared:
    """Loads everything that heads and evaluation share; student features are cached in work/student-features.npz."""
    items = load_items(paths.work)
    student = read_student(paths.work / "student.pt")
    cache = paths.work / "student-features.npz"
    if cache.is_file() and cache.stat().st_mtime > (paths.work / "student.pt").stat().st_mtime:
        saved = np.load(cache)
        features = Features(saved["outputs"], saved["pooled"], saved["owner"])
    else:
        features = student_features(student, paths.work, items)
        np.savez(cache, outputs=features.outputs, pooled=features.pooled, owner=features.owner)
    encoder = TextEncoder(paths.minilm)
    tag_vectors = encoder([LOWER_TAGS[i] for i in KEPT_TAGS])
    teacher = Teacher(paths.musicnn)
    return Prepared(items, student, features, teacher_features(paths.work, items), encoder, teacher, tag_vectors)


def run_gate(ready: Prepared, report: Report = print) -> tuple[torch.nn.Linear, dict[str, object]]:
    """Fits the music score on train windows and measures it on held-out ones."""
    train = indices(ready.items, lambda i: i.split == "train")
    chosen = ready.features.of(train)
    is_music = torch.tensor([ready.items[o].kind != "other" for o in chosen.owner])
    gate = fit_music_gate(torch.from_numpy(chosen.pooled), is_music)
    with torch.inference_mode():
        scores = torch.sigmoid(gate(torch.from_numpy(ready.features.pooled)))[:, 0].numpy()
    result = music_gate(scores, ready.features, ready.items, MUSIC_THRESHOLD)
    report(f"music score: {result}")
    return gate, result


def assemble(ready: Prepared, pair: Pair, gate: torch.nn.Linear) -> tuple[AudioTower, TextTower]:
    audio = AudioTower(ready.student, pair.audio)
    audio.feature_mean.copy_(torch.from_numpy(pair.mean))
    audio.feature_deviation.copy_(torch.from_numpy(pair.deviation))
    audio.music = gate
    return audio.eval(), TextTower(ready.encoder.model, pair.text).eval()


def save_heads(path: Path, pair: Pair, gate: torch.nn.Linear) -> None:
    torch.save({
        "audio": pair.audio.state_dict(), "text": pair.text.state_dict(), "gate": gate.state_dict(),
        "mean": torch.from_numpy(pair.mean), "deviation": torch.from_numpy(pair.deviation),
    }, path)  # fmt: skip


def read_heads(path: Path, ready: Prepared) -> tuple[Pair, torch.nn.Linear]:
    saved = torch.load(path)
    audio, text, gate = Head(500), Head(384), torch.nn.Linear(POOLED, 1)
    for module, name in ((audio, "audio"), (text, "text"), (gate, "gate")):
        module.load_state_dict(saved[name])
    pair = Pair(audio.eval(), text.eval(), ready.encoder, saved["mean"].numpy(), saved["deviation"].numpy())
    return pair, gate.requires_grad_(False)


def evaluation_strings(items: list[Item]) -> list[str]:
    """Every prompted query of the suite; encoding them once speeds repeated evaluation up."""
    queries = [q for _, rows in query_sets(items).values() for q, _ in rows]
    return [p.format(q) for q in dict.fromkeys(queries) for p in PROMPTS]
