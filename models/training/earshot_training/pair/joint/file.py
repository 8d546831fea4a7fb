"""joint.pt: the joint heads, what they stand on, and the music score."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from ...towers.joint_heads import AudioJoint, TextJoint
from .start import JointHeads


@dataclass(frozen=True)
class Joint:
    """``standards``: mean and deviation over the training music of the 248 ``named`` scores and of the ``feeling``,
    both as the listener gives them. ``threshold`` keeps 99.5 % of the music it was measured on."""

    heads: JointHeads
    gate: nn.Linear
    standards: dict[str, torch.Tensor]
    threshold: float


def save_joint(path: Path, joint: Joint) -> None:
    audio, text = joint.heads.audio, joint.heads.text
    torch.save({
        "audio": audio.state_dict(), "text": text.state_dict(), "balance": audio.balance,
        "gate": joint.gate.state_dict(), "standards": joint.standards, "threshold": joint.threshold,
    }, path)  # fmt: skip


def read_joint(path: Path) -> Joint:
    """Raises ValueError for a file of another make."""
    saved = torch.load(path)
    if not isinstance(saved, dict) or not {"audio", "text", "balance", "gate", "standards"} <= set(saved):
        raise ValueError(f"{path} holds no joint heads")
    dimension, classes = saved["audio"]["space.weight"].shape
    hidden = saved["text"]["mapped.bent.0.weight"].shape[0]
    audio = AudioJoint(classes, saved["audio"]["beyond.weight"].shape[1], dimension, saved["balance"])
    text = TextJoint(dimension, hidden, saved["balance"])
    gate = nn.Linear(saved["gate"]["weight"].shape[1], 1)
    for module, name in ((audio, "audio"), (text, "text"), (gate, "gate")):
        module.load_state_dict(saved[name])
    return Joint(JointHeads(audio.eval(), text.eval()), gate.eval(), saved["standards"], saved["threshold"])
