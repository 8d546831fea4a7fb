"""Where the joint heads begin: nothing here has seen a pair of sound and text."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np
import torch

from ...towers.joint_heads import AudioJoint, TextJoint
from ..text_map.head import HeadSchedule, fit_text_head
from ..text_map.making import Maps
from ..text_map.space import Library, make_space
from ..text_map.texts import weights_of
from .earlier import take_earlier

HIDDEN = 512
BATCH = 512


@dataclass(frozen=True)
class JointHeads:
    audio: AudioJoint
    text: TextJoint


@dataclass(frozen=True)
class Texts:
    """Sentence vectors [n, 384] of the training texts, how often each is drawn."""

    vectors: np.ndarray
    shares: np.ndarray


def joint_start(
    maps: Maps, texts: Texts, library: Library, earlier: dict[str, torch.Tensor], width: int,
    dimension: int = 32, balance: float = 1.5, schedule: HeadSchedule | None = None,
) -> JointHeads:  # fmt: skip
    """The maps' space of ``dimension`` numbers with a text head distilled from it, beside the earlier pair's head."""
    rows = range(0, len(texts.vectors), BATCH)
    weights = np.concatenate([weights_of(maps, texts.vectors[i : i + BATCH], library) for i in rows])
    space = make_space(weights, texts.shares, library, dimension)
    audio = AudioJoint(weights.shape[1], width, dimension, balance)
    text = TextJoint(dimension, HIDDEN, balance)
    text.mapped = fit_text_head(texts.vectors, weights @ space.text, texts.shares, HIDDEN, schedule)
    take_earlier(text, earlier)
    with torch.no_grad():
        audio.space.weight.copy_(torch.from_numpy(space.audio.T.astype(np.float32)))
    return JointHeads(audio.eval(), text.eval())


def blend(start: JointHeads, taught: JointHeads, share: float) -> JointHeads:
    """``share`` of what was taught, the rest as it began."""
    mixed = copy.deepcopy(start)
    with torch.no_grad():
        for one, other in ((mixed.audio, taught.audio), (mixed.text, taught.text)):
            for parameter, goal in zip(one.parameters(), other.parameters(), strict=True):
                parameter.copy_((1 - share) * parameter + share * goal)
    return mixed
