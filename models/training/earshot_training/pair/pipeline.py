"""The steps behind the commands: student, heads, export, evaluate. Each reads and writes files in the work folder."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..data.captions import LOWER_TAGS
from ..data.dataset import Item, load_items, patches
from ..evaluation.pair import Pair
from ..evaluation.scoring import PROMPTS
from ..evaluation.suite import music_gate, query_sets
from ..towers.audio import AudioTower, TextTower
from ..towers.heads import KEPT_TAGS, Head
from ..towers.musicnn import Teacher
from ..towers.student import Student
from ..towers.text import TextEncoder
from .distil import Patches, agreement, distil, predict
from .from_onnx import read_folded, unfold_norms
from .heads import standardise
from .music_gate import fit_music_gate
from .prepare import Features, indices, student_features, teacher_features

MUSIC_THRESHOLD = 0.5
TARGET_LIMIT = 4.0
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


def _scaled(data: Patches, mean: np.ndarray, deviation: np.ndarray) -> Patches:
    """Targets in standard deviations of the train music, clipped: silence and noise would dominate the error."""
    scaled = ((data.targets - mean) / deviation).clip(-TARGET_LIMIT, TARGET_LIMIT)
    return Patches(data.mel, data.pairs, scaled.astype(np.float32))


def run_student(
    work: Path, seconds: float | None, steps: int | None, seed: int = 0, start: Path | None = None,
    report: Report = print, batch: int = 24, learning_rate: float = 2e-3,
) -> Student:  # fmt: skip
    """Distils on every labelled third of the train items; writes work/student.pt, whose outputs are in raw units."""
    torch.manual_seed(seed)
    items = load_items(work)
    train, _ = patches(work, items, lambda i: i.split == "train")
    check, _ = patches(work, items, lambda i: i.split == "held-out" and i.kind == "music")
    music, owners = patches(work, items, lambda i: i.split == "train" and i.kind == "music")
    del owners
    mean, deviation = standardise(music.targets)
    sample = train.mel[:: max(1, len(train.mel) // 500)].astype(np.float32)
    student = Student(float(sample.mean()), float(sample.std())).to(memory_format=torch.channels_last)
    if start and start.suffix == ".onnx":
        student = start_from_export(start, train, mean, deviation)
    elif start:
        load_student(start, student, mean, deviation)
    rows = np.random.default_rng(0).permutation(len(check.pairs))[:400]
    small = Patches(check.mel, check.pairs[rows], check.targets[rows])
    report(f"student: {sum(p.numel() for p in student.parameters())} parameters, {len(train.pairs)} labelled thirds")

    def save(model: Student, _: int) -> None:
        torch.save({"state": model.state_dict(), "mean": mean, "deviation": deviation}, work / "student.pt")

    began = time.time()
    scores = distil(
        student, _scaled(train, mean, deviation), _scaled(small, mean, deviation), seconds or 0.0, seed=seed,
        batch=batch, learning_rate=learning_rate, planned_steps=steps, report=report, save=save,
    )  # fmt: skip
    save(student, 0)
    full = agreement(predict(student, check), _scaled(check, mean, deviation).targets)
    log = {
        **scores, "held_out": full, "held_out_thirds": len(check.pairs), "train_thirds": len(train.pairs),
        "seconds": round(time.time() - began), "parameters": sum(p.numel() for p in student.parameters()),
    }  # fmt: skip
    (work / "student.json").write_text(json.dumps(log, indent=1))
    return read_student(work / "student.pt")


def held_out_agreement(student: Student, work: Path, items: list[Item]) -> dict[str, float]:
    """Correlation with the teacher on kept-back music of a student whose outputs are in raw units."""
    check, _ = patches(work, items, lambda i: i.split == "held-out" and i.kind == "music")
    music, _ = patches(work, items, lambda i: i.split == "train" and i.kind == "music")
    mean, deviation = standardise(music.targets)
    raw = predict(student, check)
    scaled = (raw - torch.from_numpy(mean)) / torch.from_numpy(deviation)
    return agreement(scaled, _scaled(check, mean, deviation).targets)


def start_from_export(path: Path, train: Patches, mean: np.ndarray, deviation: np.ndarray) -> Student:
    """The student of an exported audio tower, whose outputs are in raw units, in the new target units."""
    student = read_folded(path).to(memory_format=torch.channels_last)
    rows = np.random.default_rng(1).permutation(len(train.pairs))[:1024]
    unfold_norms(student, [train.crop(rows[i : i + 64]) for i in range(0, len(rows), 64)])
    _to_units(student, np.zeros_like(mean), np.ones_like(deviation), mean, deviation)
    return student


def _to_units(
    student: Student, mean: np.ndarray, deviation: np.ndarray, new_mean: np.ndarray, new_deviation: np.ndarray
) -> None:
    """Moves the last layer from outputs in one standardisation to outputs in another."""
    factor = torch.from_numpy(deviation / new_deviation).float()
    shift = torch.from_numpy((mean - new_mean) / new_deviation).float()
    with torch.no_grad():
        last = student.out[-1]
        last.weight.mul_(factor[:, None])
        last.bias.mul_(factor).add_(shift)


def load_student(path: Path, student: Student, mean: np.ndarray, deviation: np.ndarray) -> None:
    """Weights of an earlier run as a start; its last layer is moved to the new target units."""
    saved = torch.load(path, weights_only=False)
    student.load_state_dict(saved["state"])
    _to_units(student, np.asarray(saved["mean"]), np.asarray(saved["deviation"]), mean, deviation)


def read_student(path: Path) -> Student:
    """The student with outputs in the teacher's raw units, ready for use."""
    student = Student()
    load_student(path, student, np.zeros(500, np.float32), np.ones(500, np.float32))
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
    audio, text, gate = Head(500), Head(384), torch.nn.Linear(768, 1)
    for module, name in ((audio, "audio"), (text, "text"), (gate, "gate")):
        module.load_state_dict(saved[name])
    pair = Pair(audio.eval(), text.eval(), ready.encoder, saved["mean"].numpy(), saved["deviation"].numpy())
    return pair, gate.requires_grad_(False)


def evaluation_strings(items: list[Item]) -> list[str]:
    """Every prompted query of the suite; encoding them once speeds repeated evaluation up."""
    queries = [q for _, rows in query_sets(items).values() for q, _ in rows]
    return [p.format(q) for q in dict.fromkeys(queries) for p in PROMPTS]
