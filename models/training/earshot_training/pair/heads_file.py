"""Trained heads: kept in a file of the work folder, read back, and put behind their encoders."""

from __future__ import annotations

from pathlib import Path

import torch

from ..towers.audio import AudioTower, TextTower
from ..towers.heads import Head
from ..towers.student import POOLED
from .pair import Pair
from .prepared import Prepared


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
