"""What a fixed network says of the windows of a labelled folder, kept beside the labels: one .npy an item, and a line
that says by which network. Values of another network or of another number of windows are refused, never mixed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from .dataset import Item
from .labelled import LabelledFolder, file_name

MADE_BY = "made-by.json"


class CacheError(ValueError):
    """The cache was made by another network, lacks an item, or holds what is no number."""


class WindowCache:
    """Folder ``name`` of a labelled folder; ``maker`` tells the network apart (a digest of its weights)."""

    def __init__(self, folder: LabelledFolder, name: str, maker: str, command: str = "patch-maps") -> None:
        self._folder, self._root, self._command = folder, folder.root / name, command
        self._root.mkdir(exist_ok=True)
        note = self._root / MADE_BY
        if not note.is_file():
            if any(self._root.iterdir()):
                raise CacheError(f"{self._root} does not say which network made it; remove it")
            note.write_text(json.dumps({"maker": maker}) + "\n", encoding="utf-8")
        if json.loads(note.read_text(encoding="utf-8")).get("maker") != maker:
            raise CacheError(f"{self._root} was made by another network; remove it, then run {command} again")

    def _path(self, item: Item) -> Path:
        return self._root / f"{file_name(item.key)}.npy"

    def has(self, item: Item) -> bool:
        return self._path(item).is_file()

    def add(self, items: list[Item], compute: Callable[[np.ndarray], np.ndarray], report: Callable[[str], None]) -> int:
        """Computes what is not there yet from each item's windows float32 [n, 160000]; returns how many items."""
        added = 0
        for item in items:
            if self.has(item):
                continue
            values = compute(self._folder.pcm(item))
            if not np.isfinite(values).all():
                raise CacheError(f"{item.key}: the network answered with values that are no numbers")
            partial = self._path(item).with_suffix(".partial.npy")
            np.save(partial, values)
            partial.rename(self._path(item))
            added += 1
            if added % 100 == 0:
                report(f"{self._root.name}: {added} items, the last one {item.key}")
        return added

    def read(self, items: list[Item]) -> np.ndarray:
        """Of all windows of the items, in their order. Raises CacheError."""
        if missing := [item.key for item in items if not self.has(item)]:
            raise CacheError(f"{self._root} lacks {len(missing)} items ({missing[0]}); run {self._command} first")
        read = [np.load(self._path(item)) for item in items]
        for item, values in zip(items, read, strict=True):
            if not np.isfinite(values).all():
                raise CacheError(f"{self._path(item)} holds values that are no numbers")
        return np.concatenate(read)
