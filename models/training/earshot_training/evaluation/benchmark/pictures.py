"""Pictures for the documentation, from real tracks and real towers: a log-mel, and tracks against texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from ...data.clips import ClipCache, fixed_windows
from ...frontends.paper import LogMelSpectrogram
from ...mulan.plotting import pyplot
from .joint_model import JointModel


def log_mel_picture(clip: np.ndarray, title: str, target: Path) -> None:
    """The first 10 s of a clip: its waveform above its log-mel."""
    drawing = pyplot()
    window = fixed_windows(clip)[0]
    mel = LogMelSpectrogram(64)(torch.from_numpy(window)[None])[0].numpy()
    figure, (above, below) = drawing.subplots(2, 1, figsize=(9, 4.2), height_ratios=(1, 2.4), layout="constrained")
    above.plot(np.linspace(0, 10, len(window[::40])), window[::40], linewidth=0.4, color="#3b6ea5")
    above.set(xlim=(0, 10), ylabel="amplitude", title=title)
    shown = below.imshow(mel, origin="lower", aspect="auto", extent=(0, 10, 0, 64), cmap="magma")
    below.set(xlabel="seconds", ylabel="mel band")
    figure.colorbar(shown, ax=below, label="log energy", pad=0.01)
    figure.savefig(target, dpi=100)
    drawing.close(figure)


def matrix_picture(model: JointModel, tracks: dict[str, np.ndarray], texts: list[str], target: Path) -> np.ndarray:
    """The dot product of every track (mean over its windows) with every text: [tracks, texts], drawn with values."""
    drawing = pyplot()
    means = np.stack([model.embed_audio(fixed_windows(clip)).mean(0) for clip in tracks.values()])
    values = means / np.linalg.norm(means, axis=1, keepdims=True) @ model.embed_text(texts).T
    figure, axes = drawing.subplots(figsize=(9, 4.6), layout="constrained")
    shown = axes.imshow(values, cmap="viridis", aspect="auto")
    axes.set_xticks(range(len(texts)), texts, rotation=20, ha="right")
    axes.set_yticks(range(len(tracks)), list(tracks))
    middle = (values.min() + values.max()) / 2
    for row, column in np.ndindex(values.shape):
        value = values[row, column]
        axes.text(column, row, f"{value:.2f}", ha="center", va="center", color="white" if value < middle else "black")
    figure.colorbar(shown, ax=axes, label="dot product of the two embeddings", pad=0.01)
    figure.savefig(target, dpi=100)
    drawing.close(figure)
    return values


def draw(model: JointModel, tracks: dict[str, Path], texts: list[str], cache: ClipCache, out: Path) -> None:
    """mulan-log-mel.png (the first track) and mulan-matrix.png in ``out``."""
    clips = {name: cache.load(path) for name, path in tracks.items()}
    name, clip = next(iter(clips.items()))
    log_mel_picture(clip, f"{name}: ten seconds", out / "mulan-log-mel.png")
    matrix_picture(model, clips, texts, out / "mulan-matrix.png")
