"""Pair 2 as a model folder: both towers, tokenizer, scoring, tags, trust; and how far int8 is from float."""

from __future__ import annotations

import copy
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..pair.joint.file import Joint
from ..towers.listener import Listener
from ..towers.onnx_graphs import write_graph
from ..towers.text import TextEncoder
from .equalise import equalise
from .golden import write_golden
from .int8 import outputs_of, quantise
from .listener_tower import AUDIO_OUTPUTS, TEXT_OUTPUTS, ListenerTower, SentenceTower
from .onnx_files import export_text
from .scoring_file import write_scoring, write_tags
from .tokenizer_files import write_tokenizer

# An int8 tower on signals that are no music: wide, so that they tell another tower and not another processor.
TOLERANCES = {
    "audioEmbeddingCosine": 0.95, "tags": 1.5, "feeling": 0.5, "music": 0.1, "logMel": 0.002,
    "textEmbeddingCosine": 0.97,
}  # fmt: skip
LEAST_COSINE = 0.95  # mean over the calibration windows
MEASURED = 64


class ParityError(RuntimeError):
    """The int8 tower does not say what the float tower says."""


@dataclass(frozen=True)
class PairParts:
    """``mean`` and ``deviation`` are those of the listener's targets, ``classes`` the names of AudioSet's music
    classes, ``encoder`` the sentence encoder's folder."""

    listener: Listener
    mean: torch.Tensor
    deviation: torch.Tensor
    joint: Joint
    classes: tuple[str, ...]
    encoder: Path


def parity(tower: ListenerTower, path: Path, pcm: np.ndarray) -> dict[str, float]:
    """The embeddings' mean and least cosine to the float tower's, and each other output's mean correlation."""
    found = outputs_of(path, pcm, AUDIO_OUTPUTS)
    with torch.inference_mode():
        rows = [tower(torch.from_numpy(row[None])) for row in pcm]
    exact = {name: torch.cat(parts).numpy() for name, parts in zip(AUDIO_OUTPUTS, zip(*rows, strict=True), strict=True)}
    cosine = (found["embedding"] * exact["embedding"]).sum(1)
    figures = {"cosine": float(cosine.mean()), "least cosine": float(cosine.min())}
    for name in ("tags", "energy", "valence", "music"):
        a, b = (side[name] - side[name].mean(0) for side in (found, exact))
        spread = np.sqrt((a * a).sum(0) * (b * b).sum(0) + 1e-9)
        figures[name] = float(((a * b).sum(0) / spread).mean())
    return figures


def write_audio(parts: PairParts, target: Path, pcm: np.ndarray) -> dict[str, float]:
    """Equalised and quantised; ``pcm`` [n, 160000] calibrates and measures. Raises ParityError."""
    exact = ListenerTower(parts.listener, parts.joint, parts.mean, parts.deviation).eval()
    even = copy.deepcopy(exact)
    with torch.inference_mode():
        equalise(even.listener, even.mel(torch.from_numpy(pcm[:MEASURED])))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "audio.onnx"
        write_graph(even, (torch.from_numpy(pcm[:2]),), ("pcm",), AUDIO_OUTPUTS, plain)
        quantise(plain, target, pcm)
    figures = parity(exact, target, pcm[:MEASURED])
    if not figures["cosine"] >= LEAST_COSINE:
        raise ParityError(f"the int8 tower has a cosine of {figures['cosine']:.4f} to float; {LEAST_COSINE} is needed")
    return figures


def write_listener_pair(
    parts: PairParts, target: Path, pcm: np.ndarray, threshold: float | None = None, trust: Path | None = None,
    golden: Path | None = None,
) -> dict[str, float]:  # fmt: skip
    """Writes the folder and returns how far int8 is from float. Licence texts and card are put beside it by hand."""
    target.mkdir(parents=True, exist_ok=True)
    figures = write_audio(parts, target / "audio.onnx", pcm)
    text = SentenceTower(TextEncoder(parts.encoder).model, parts.joint.heads.text).eval()
    export_text(text, target / "text.onnx", TEXT_OUTPUTS)
    write_tokenizer(parts.encoder, target)
    write_tags(target, parts.classes)
    write_scoring(target, round(parts.joint.threshold if threshold is None else threshold, 4))
    if trust:
        shutil.copyfile(trust, target / "trust.json")
    if golden:
        audio = ListenerTower(parts.listener, parts.joint, parts.mean, parts.deviation)
        write_golden(audio, text, target / "tokenizer.json", golden, AUDIO_OUTPUTS, TOLERANCES)
    return figures
