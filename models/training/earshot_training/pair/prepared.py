"""What heads and evaluation share, loaded once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from ..data.dataset import Item, load_items
from ..towers.musicnn import Teacher
from ..towers.student import Student
from ..towers.tags import KEPT_TAGS, LOWER_TAGS
from ..towers.text import TextEncoder
from .features import Features, student_features, teacher_features
from .paths import Paths
from .student import read_student


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
