"""The folder of labelled audio: items.jsonl, ``pcm/`` with the windows (int16) and ``labels/`` with what every teacher
says of them. Items are added one at a time, so that labelling can be stopped and goes on where it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from .audio import AudioError
from .dataset import Item
from .labellers.files import LabellerError
from .labellers.shards import Labels, ShardError, read_labels, write_labels

FULL_SCALE = 32767


def file_name(key: str) -> str:
    return hashlib.sha1(key.encode()).hexdigest()[:16]


@dataclass
class LabelledFolder:
    """``left_out`` names what could not be labelled, and why."""

    root: Path

    def __post_init__(self) -> None:
        for folder in ("pcm", "labels"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        self.left_out: dict[str, str] = {}

    def items(self) -> list[Item]:
        """In the order they were added; a line that was cut short by a crash is passed over."""
        path, found = self.root / "items.jsonl", {}
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else []:
            try:
                row = json.loads(line)
            except json.JSONDecodeError:
                continue
            found[row["key"]] = Item(row["key"], row["split"], row["kind"], row["group"], row["info"])
        return list(found.values())

    def add(self, item: Item, windows: Callable[[], np.ndarray], label: Callable[[np.ndarray], Labels]) -> bool:
        """Labels the item's windows float32 [n, 160000] and keeps both; what cannot be labelled is left out by name."""
        name = file_name(item.key)
        try:
            pcm = windows()
            write_labels(self.root / "labels" / f"{name}.npz", label(pcm))
        except (AudioError, LabellerError, ShardError) as error:
            self.left_out[item.key] = str(error)
            return False
        partial = self.root / "pcm" / f"{name}.partial.npy"
        np.save(partial, np.round(pcm * FULL_SCALE).astype(np.int16))
        partial.rename(self.root / "pcm" / f"{name}.npy")
        with (self.root / "items.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(item), ensure_ascii=False) + "\n")
        return True

    def labels(self, items: list[Item]) -> tuple[Labels, np.ndarray]:
        """Of all windows of the items, and for each window the item's place in the list. Raises ShardError."""
        read = [read_labels(self.root / "labels" / f"{file_name(item.key)}.npz") for item in items]
        owner = np.repeat(np.arange(len(items)), [len(one.yamnet) for one in read])
        joined = {name: np.concatenate([getattr(one, name) for one in read]) for name in Labels.__annotations__}
        return Labels(**joined), owner

    def pcm(self, item: Item) -> np.ndarray:
        """float32 [n, 160000]."""
        return np.load(self.root / "pcm" / f"{file_name(item.key)}.npy").astype(np.float32) / FULL_SCALE
