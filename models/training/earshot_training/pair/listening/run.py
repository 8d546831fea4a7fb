"""A listener from a labelled folder and its caches to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from ...data.dataset import Item
from ...data.labelled import LabelledFolder
from ...data.patch_maps import earlier_cache, maps_cache
from ...towers.listener import Listener, read_listener, save_listener
from .start import start_outputs
from .targets import Standard, standard_of, targets_of
from .training import ListeningSchedule, train_listener

# Training packages that are left out to choose by, unless all are wanted.
VALIDATION = ("wesnoth-1.16-music", "supertuxkart-data", "freedroidrpg-data")
CHECKED = 400  # windows


def for_validation(item: Item, packages: tuple[str, ...] = VALIDATION) -> bool:
    return item.kind == "music" and item.group in packages


class ListeningData:
    """Maps, targets and kinds of items, read from the folder's caches. Raises CacheError, ShardError, TargetError."""

    def __init__(self, folder: LabelledFolder, listener: Listener, earlier: Path, music: list[int]) -> None:
        self._folder, self._music = folder, music
        self._maps, self._earlier = maps_cache(folder, listener), earlier_cache(folder, earlier)

    def maps(self, items: list[Item]) -> torch.Tensor:
        return torch.from_numpy(self._maps.read(items))

    def targets(self, items: list[Item]) -> np.ndarray:
        return targets_of(self._folder.labels(items)[0], self._music, self._earlier.read(items))

    def kinds(self, items: list[Item], kind: str) -> torch.Tensor:
        """bool [windows]: is the window's item of this kind."""
        owner = self._folder.labels(items)[1]
        return torch.tensor([items[number].kind == kind for number in owner])


def run_listener(
    folder: LabelledFolder, data: ListeningData, listener: Listener, target: Path, schedule: ListeningSchedule,
    start: Path | None = None, everything: bool = False, report: Callable[[str], None] = print,
) -> Listener:  # fmt: skip
    """Trains on the split ``train`` and is checked on the validation packages, which ``everything`` trains on, too (the
    check then shows a fit, no more). Goes on from ``start`` where it is given; writes ``target``."""
    items = [item for item in folder.items() if item.split == "train"]
    judged = [item for item in items if for_validation(item)]
    train = items if everything else [item for item in items if not for_validation(item)]
    if not judged or not any(item.kind == "music" for item in train):
        raise ValueError(f"{folder.root} needs music to train on and music of {', '.join(VALIDATION)} to check by")
    maps, raw, is_music = data.maps(train), data.targets(train), data.kinds(train, "music")
    if start:
        listener, mean, deviation = read_listener(start)
        standard = Standard(mean.numpy(), deviation.numpy())
    else:
        standard = standard_of(raw[is_music.numpy()])
    rows = torch.from_numpy(np.random.default_rng(1).permutation(len(data.kinds(judged, "music")))[:CHECKED])
    check = data.maps(judged)[rows], standard.scale(data.targets(judged))[rows]
    targets = standard.scale(raw)
    report(f"listener: {len(train)} items, {len(maps)} windows, {int(is_music.sum())} of music")

    def save(model: Listener) -> None:
        save_listener(target, model, torch.from_numpy(standard.mean), torch.from_numpy(standard.deviation))

    if not start:
        start_outputs(listener, maps, targets, is_music, check, report)
    trained = train_listener(listener, maps, targets, is_music, check, schedule, report, save)
    save(trained)
    return trained
