"""The work folder: which cached windows and labels belong to what, and how they are loaded for training.

work/mels/*.npy and work/labels/*.npz are named after a hash of the item's key; work/items.json lists the items.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from .mels import cache_path


@dataclass(frozen=True)
class Item:
    """``split`` is train or held-out; ``kind`` is music, other (non-music), mma or gm; ``info`` holds labels."""

    key: str
    split: str
    kind: str
    group: str
    info: dict[str, object]


def save_items(work: Path, items: list[Item]) -> None:
    (work / "items.json").write_text(json.dumps([asdict(item) for item in items], indent=0))


def load_items(work: Path) -> list[Item]:
    path = work / "items.json"
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing; run the features command first")
    return [Item(**row) for row in json.loads(path.read_text())]


def item_mel(work: Path, item: Item) -> np.ndarray:
    """float16 [windows, 624, 96]."""
    return np.load(cache_path(work / "mels", item.key))


def item_labels(work: Path, item: Item) -> np.ndarray | None:
    """Teacher outputs [windows, 3, 500] (NaN where a third was not labelled), or None."""
    path = (work / "labels" / cache_path(Path(), item.key).name).with_suffix(".npz")
    if not path.is_file():
        return None
    saved = np.load(path)
    return np.concatenate([saved["tags"], saved["penultimate"]], 2)


def indices(items: list[Item], keep: Callable[[Item], bool]) -> set[int]:
    """Numbers of the items that ``keep`` chooses."""
    return {number for number, item in enumerate(items) if keep(item)}
