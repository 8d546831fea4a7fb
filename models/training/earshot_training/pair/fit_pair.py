"""Puts the head-training data together and trains one pair of heads on student or teacher features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..data.captions import Caption, all_strings, caption_tags, match_captions, unique_tag_scores
from ..data.dataset import Item, indices
from ..data.made_texts import groove_texts, instrument_texts
from ..data.strings import TextBank, text_bank
from ..towers.musicnn import Teacher
from ..towers.text import TextEncoder
from .features import Features
from .heads import HeadOptions, Source, standardise, train_heads
from .pair import Pair
from .text_sampler import TextSampler, tag_odds
from .virtual import VirtualWindows


@dataclass(frozen=True)
class Mix:
    """Shares of a batch; what is left is real music. ``caption_share`` applies to real windows' texts."""

    grooves: float = 0.08
    instruments: float = 0.08
    virtual: float = 0.25
    caption_share: float = 0.5
    tag_counts: tuple[int, ...] = (1, 1, 2, 3)
    matching: str = "profile"  # or "agreement": both trunks' mean instead of the larger score


def label_strings(items: list[Item]) -> list[str]:
    """Texts of the made audio, to be encoded with the rest."""
    strings: list[str] = []
    for item in items:
        if item.kind == "mma":
            strings += groove_texts(item.info)
        elif item.kind == "gm":
            strings += instrument_texts(str(item.info["name"]))
    return list(dict.fromkeys(strings))


def bank_of(work: Path, captions: list[Caption], items: list[Item], encoder: TextEncoder) -> TextBank:
    """Vectors of every string that heads training can draw, cached in work/strings.pt."""
    return text_bank(work / "strings.pt", all_strings(captions) + label_strings(items), encoder)


def make_sources(
    items: list[Item],
    features: Features,
    teacher_music: np.ndarray,
    mean: np.ndarray,
    deviation: np.ndarray,
    captions: list[Caption],
    bank: TextBank,
    teacher: Teacher,
    mix: Mix,
    seed: int,
) -> list[tuple[float, Source]]:
    """Sources for ``train_heads``: music, grooves, instruments, virtual windows. Only train items are used."""
    rng = np.random.default_rng(seed)
    hits = caption_tags(captions)
    sampler = TextSampler(bank, captions, hits, rng, mix.caption_share, mix.tag_counts)
    scaled = ((features.outputs - mean) / deviation).astype(np.float32)

    def rows_of(kind: str) -> np.ndarray:
        chosen = indices(items, lambda i: i.kind == kind and i.split == "train")
        return np.nonzero(np.isin(features.owner, list(chosen)))[0]

    music, grooves, instruments = rows_of("music"), rows_of("mma"), rows_of("gm")
    tags = unique_tag_scores(scaled[music][:, :100], agreement=mix.matching == "agreement")
    matches, odds = match_captions(tags, hits), tag_odds(tags)
    usable = np.nonzero(hits.sum(1) > 0)[0]
    virtual = VirtualWindows(teacher, teacher_music, hits, rng)

    def draw_music(count: int) -> tuple[torch.Tensor, torch.Tensor]:
        chosen = rng.integers(0, len(music), count)
        return torch.from_numpy(scaled[music[chosen]]), bank.means(
            [sampler.window(odds[i], matches[i]) for i in chosen]
        )

    def draw_labelled(rows: np.ndarray, texts: Callable[[Item], list[str]]) -> Source:
        def draw(count: int) -> tuple[torch.Tensor, torch.Tensor]:
            chosen = rows[rng.integers(0, len(rows), count)]
            drawn = [sampler.label(texts(items[features.owner[row]])) for row in chosen]
            return torch.from_numpy(scaled[chosen]), bank.means(drawn)

        return draw

    def draw_virtual(count: int) -> tuple[torch.Tensor, torch.Tensor]:
        chosen = usable[rng.integers(0, len(usable), count)]
        return torch.from_numpy(virtual.draw(chosen)), bank.means([sampler.caption_or_tags(i) for i in chosen])

    sources: list[tuple[float, Source]] = [(1.0, draw_music)]
    if mix.grooves and len(grooves):
        sources.append((mix.grooves, draw_labelled(grooves, lambda i: groove_texts(i.info))))
    if mix.instruments and len(instruments):
        sources.append((mix.instruments, draw_labelled(instruments, lambda i: instrument_texts(str(i.info["name"])))))
    if mix.virtual:
        sources.append((mix.virtual, draw_virtual))
    return sources


def fit_pair(
    items: list[Item],
    features: Features,
    teacher_features: Features,
    captions: list[Caption],
    bank: TextBank,
    tag_vectors: torch.Tensor,
    teacher: Teacher,
    encode: Callable[[list[str]], torch.Tensor],
    mix: Mix,
    options: HeadOptions,
    report: Callable[[str], None] = print,
) -> Pair:
    """Standardises on the train music windows of ``features``; virtual windows come from the teacher's statistics."""
    train_music = indices(items, lambda i: i.kind == "music" and i.split == "train")
    mean, deviation = standardise(features.of(train_music).outputs)
    teacher_music = teacher_features.of(train_music).outputs
    sources = make_sources(
        items, features, teacher_music, mean, deviation, captions, bank, teacher, mix, options.seed
    )  # fmt: skip
    audio, text = train_heads(sources, tag_vectors, options, centre=bank.vectors.mean(0), report=report)
    return Pair(audio, text, encode, mean.astype(np.float32), deviation.astype(np.float32))
