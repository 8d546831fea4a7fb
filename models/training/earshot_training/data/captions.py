"""Texts: tag names with paraphrases, and MusicCaps captions (CC BY-SA 4.0), read from a path given by the user."""

from __future__ import annotations

import ast
import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..towers.tags import LOWER_TAGS, UNIQUE_TAGS

_TABLE = json.loads((Path(__file__).parent / "tag_texts.json").read_text())
PARAPHRASES: dict[str, list[str]] = _TABLE["paraphrases"]
CUES: dict[str, list[str]] = _TABLE["cues"]


@dataclass(frozen=True)
class Caption:
    """One MusicCaps row: free text, its first four sentences, its aspects in lower case, its AudioSet labels."""

    text: str
    sentences: tuple[str, ...]
    aspects: tuple[str, ...]
    labels: tuple[str, ...] = ()


COLUMNS = ("caption", "aspect_list")
LABEL_COLUMN = "audioset_positive_labels"


def read_captions(path: Path, labelled: bool = False) -> list[Caption]:
    """Every row; with ``labelled`` a file without AudioSet labels is an error. Raises ValueError."""
    captions = []
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        wanted = (*COLUMNS, LABEL_COLUMN) if labelled else COLUMNS
        if missing := [column for column in wanted if column not in (reader.fieldnames or [])]:
            raise ValueError(f"{path} has no column {', '.join(missing)}")
        for row in reader:
            try:
                aspects = ast.literal_eval(row["aspect_list"])
            except (ValueError, SyntaxError) as error:
                raise ValueError(f"{path}: unreadable aspect list of {row.get('ytid')}") from error
            text = row["caption"].strip()
            sentences = tuple(s for s in re.split(r"(?<=[.!?])\s+", text) if s)[:4]
            labels = tuple(label for label in (row.get(LABEL_COLUMN) or "").split(",") if label)
            captions.append(Caption(text, sentences, tuple(a.strip().lower() for a in aspects if a.strip()), labels))
    if not captions:
        raise ValueError(f"no captions in {path}")
    return captions


def paraphrases(tag: str) -> list[str]:
    """Ways to write a tag; the tag itself counts twice when one is drawn."""
    return [tag, tag, f"{tag} music", *PARAPHRASES.get(tag, [])]


def caption_tags(captions: list[Caption]) -> np.ndarray:
    """Multi-hot [captions, unique tags]: a tag is set when one of its cues starts a word in the aspect list."""
    hits = np.zeros((len(captions), len(UNIQUE_TAGS)), np.float32)
    patterns = [
        re.compile(r"(?<![a-z])(?:" + "|".join(re.escape(cue) for cue in CUES.get(tag, [tag])) + ")")
        for tag in UNIQUE_TAGS
    ]
    for row, caption in enumerate(captions):
        joined = " | ".join(caption.aspects)
        for column, pattern in enumerate(patterns):
            hits[row, column] = float(bool(pattern.search(joined)))
    return hits


def unique_tag_scores(standardised: np.ndarray, agreement: bool = False) -> np.ndarray:
    """[n, 100] standardised scores -> [n, unique tags].

    A tag both trunks know takes the larger score or, with ``agreement``, the mean of the two.
    """
    columns = [[i for i, name in enumerate(LOWER_TAGS) if name == tag] for tag in UNIQUE_TAGS]
    merge = np.mean if agreement else np.max
    return np.stack([merge(standardised[:, index], axis=1) for index in columns], 1)


def match_captions(window_tags: np.ndarray, hits: np.ndarray, best: int = 60) -> np.ndarray:
    """For each window the indices of the ``best`` captions by tag profile, [windows, best].

    A caption is its multi-hot weighted by 1/sqrt(document frequency), a window the positive part of its standardised
    scores; both scaled to unit length and compared by cosine.
    """
    weights = 1 / np.sqrt(np.maximum(1, hits.sum(0)))
    profile = hits * weights
    profile /= np.linalg.norm(profile, axis=1, keepdims=True) + 1e-9
    positive = np.maximum(window_tags, 0)
    positive /= np.linalg.norm(positive, axis=1, keepdims=True) + 1e-9
    similarity = positive @ profile.T
    similarity[:, hits.sum(1) == 0] = -1
    return np.argsort(-similarity, axis=1)[:, :best].astype(np.int32)


def all_strings(captions: list[Caption]) -> list[str]:
    """Every string that heads training can draw from tags and captions, without repeats, in a stable order."""
    pool: dict[str, None] = {}
    for tag in LOWER_TAGS:
        pool[tag] = None
    for tag in UNIQUE_TAGS:
        pool.update(dict.fromkeys(paraphrases(tag)))
    for caption in captions:
        pool.update(dict.fromkeys((caption.text, *caption.sentences, *caption.aspects)))
    return list(pool)
