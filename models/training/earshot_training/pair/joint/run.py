"""The joint heads and the music score of a trained listener."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch

from ...data.dataset import Item
from ...data.made_texts import instrument_texts
from ...towers.listener import Listener, columns_of
from ..listening.hearing import heard
from ..listening.run import ListeningData
from ..music_gate import fit_music_gate
from ..text_map.making import Maps
from ..text_map.space import library_of
from .features import class_scores, windows_of
from .file import Joint
from .start import Texts, blend, joint_start
from .teaching import Lessons, TeachingSchedule, teach

# Renders are short and stand still: they are heard at several patches.
RENDER_PATCHES = ((0, 3, 6), (1, 4, 7), (1, 4, 6), (0, 4, 7))
NAMED = ("gm", "ensemble")  # an instrument alone, and with others beside it
GATE_PENALTY = 0.1
KEPT_MUSIC = 0.995


@dataclass(frozen=True)
class JointPlan:
    dimension: int = 32
    balance: float = 1.5
    share: float = 0.8  # of what was taught, in the blend
    teaching: TeachingSchedule = field(default_factory=TeachingSchedule)


def threshold_of(scores: np.ndarray) -> float:
    """The music score that keeps KEPT_MUSIC of these windows of music. Raises ValueError for none or for no numbers."""
    if not len(scores) or not np.isfinite(scores).all():
        raise ValueError("the music score needs windows of music, and numbers for all of them")
    return float(np.quantile(scores, 1 - KEPT_MUSIC))


def run_joint(
    items: list[Item], data: ListeningData, trained: tuple[Listener, torch.Tensor, torch.Tensor], maps: Maps,
    texts: Texts, earlier: dict[str, torch.Tensor], plan: JointPlan, report: Callable[[str], None] = print,
) -> Joint:  # fmt: skip
    """``trained`` is a listener with the mean and deviation of its targets; ``earlier`` the text head of the pair
    before. Learns from the split ``train``; the threshold is measured on songs and held-out music."""
    listener, *standard = trained
    train = [item for item in items if item.split == "train"]
    outputs, pooled = heard(listener, data.maps(train))
    is_music = data.kinds(train, "music")
    library = library_of(class_scores(outputs[is_music]))
    music = windows_of((outputs[is_music], pooled[is_music]), library, *standard)

    gate = fit_music_gate(pooled, ~data.kinds(train, "other"), GATE_PENALTY)
    judged = [item for item in items if item.split != "train" and item.kind == "music"]
    with torch.inference_mode():
        threshold = threshold_of(torch.sigmoid(gate(heard(listener, data.maps(judged))[1])).numpy())
    report(f"music score: {threshold:.4f} keeps {KEPT_MUSIC:.1%} of {len(judged)} tracks' windows")

    start = joint_start(maps, texts, library, earlier, pooled.shape[1], plan.dimension, plan.balance)
    single = [item for item in train if item.kind in NAMED]
    sounds = data.maps(single)
    renders = [windows_of(heard(listener, sounds, patches), library, *standard) for patches in RENDER_PATCHES]
    names = [torch.from_numpy(maps.encode(instrument_texts(str(item.info["name"])))) for item in single]
    lessons = Lessons(renders, names, music, torch.from_numpy(texts.vectors))
    heads = blend(start, teach(start, lessons, plan.teaching, report), plan.share)
    return Joint(heads, gate, standards_of(outputs[is_music]), threshold)


def standards_of(outputs: torch.Tensor) -> dict[str, torch.Tensor]:
    """Of music's outputs: mean and deviation of the 248 named scores, and of energy and valence."""
    named = torch.cat([outputs[:, columns_of("tags")], outputs[:, columns_of("classes")]], 1)
    feeling = outputs[:, columns_of("feeling")]
    return {
        "named_mean": named.mean(0), "named_deviation": named.std(0, correction=0) + 1e-3,
        "feeling_mean": feeling.mean(0), "feeling_deviation": feeling.std(0, correction=0),
    }  # fmt: skip
