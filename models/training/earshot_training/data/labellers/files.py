"""The labellers' files: known by size and SHA-256, and what is wrong with one that is not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np


class LabellerError(ValueError):
    """A labeller's file is missing or another one, its audio cannot be labelled, or its answer is no number."""


@dataclass(frozen=True)
class KnownFile:
    """``published`` says where whoever lacks the file finds it."""

    name: str
    size: int
    sha256: str
    published: str


YAMNET = KnownFile(
    "yamnet.tflite", 4_078_224, "469be6a3421cbc52cf97e9f2f966cba984198e8e7af9854d68b3e3ebb1e04194",
    "TensorFlow's model garden (YAMNet, Apache-2.0)",
)  # fmt: skip
CLASS_MAP = KnownFile(
    "yamnet_class_map.csv", 14_096, "cdf24d193e196d9e95912a2667051ae203e92a2ba09449218ccb40ef787c6df2",
    "TensorFlow's model garden, beside YAMNet",
)  # fmt: skip
VIBENET = KnownFile(
    "efficientnet_model.onnx", 18_526_438, "efa88450153863a1461989a00846526ac9230665b19fbf82f33e46fdeef7d275",
    "the package vibenet 0.1.0 on PyPI, vibenet/artifacts (GPL-3.0-or-later)",
)  # fmt: skip


def checked(path: Path, known: KnownFile) -> Path:
    """The path, once the file there is the known one to the last byte."""
    if not path.is_file():
        raise LabellerError(f"{path} is missing: {known.name} is published by {known.published}")
    size = path.stat().st_size
    if size != known.size:
        raise LabellerError(f"{path} has {size} bytes, {known.name} has {known.size}; get it from {known.published}")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != known.sha256:
        raise LabellerError(f"{path} is another file than {known.name}: SHA-256 {found}, not {known.sha256}")
    return path


SILENCE = 1e-4  # peak, 80 dB below full scale


def usable(pcm: np.ndarray, least: int, who: str) -> np.ndarray:
    """float32 [samples], once it is long enough, finite and not silent."""
    if pcm.ndim != 1:
        raise LabellerError(f"{who} takes one channel, not an array of shape {pcm.shape}")
    if pcm.size < least:
        raise LabellerError(f"{who} needs {least} samples at 16 kHz, the audio has {pcm.size}")
    if not np.isfinite(pcm).all():
        raise LabellerError(f"{who}: the audio holds values that are no numbers")
    if np.abs(pcm).max() < SILENCE:
        raise LabellerError(f"{who}: the audio is silent")
    return np.ascontiguousarray(pcm, np.float32)


def finite(scores: np.ndarray, who: str) -> np.ndarray:
    """The scores, once they are numbers."""
    if not np.isfinite(scores).all():
        raise LabellerError(f"{who} answered with {int((~np.isfinite(scores)).sum())} scores that are no numbers")
    return scores
