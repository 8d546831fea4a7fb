"""The labels of an item's windows, kept in one file that says what it is: other versions and shapes are refused."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

VERSION = 2
WIDTHS = {"tags": 100, "penultimate": 400, "yamnet": 521, "embedding": 1024, "vibenet": 7}


class ShardError(ValueError):
    """The file is no label file, of another version, or holds what no labeller gives."""


@dataclass(frozen=True)
class Labels:
    """Of n windows. ``tags`` [n, thirds, 100] and ``penultimate`` [n, thirds, 400] are musicnn's, ``yamnet`` [n, 521] =
    log(mean p + 1e-4), ``embedding`` [n, 1024] YAMNet's, ``vibenet`` [n, 7]."""

    tags: np.ndarray
    penultimate: np.ndarray
    yamnet: np.ndarray
    embedding: np.ndarray
    vibenet: np.ndarray


def write_labels(path: Path, labels: Labels) -> None:
    """Whole or not at all. Raises ShardError before anything is written."""
    _check(path, labels)
    partial = path.with_suffix(".partial.npz")
    arrays = {field.name: getattr(labels, field.name) for field in fields(Labels)}
    np.savez(partial, version=np.array(VERSION), **arrays)
    partial.rename(path)


def read_labels(path: Path) -> Labels:
    """Raises ShardError."""
    try:
        saved = np.load(path)
        arrays = {name: saved[name] for name in saved.files}
    except (OSError, ValueError, BadZipFile) as error:
        raise ShardError(f"{path} cannot be read: {error}") from error
    version = int(arrays.pop("version", 0))
    if version != VERSION:
        raise ShardError(f"{path} was written by version {version} of the label files, this is version {VERSION}")
    if missing := [name for name in WIDTHS if name not in arrays]:
        raise ShardError(f"{path} holds no {', '.join(missing)}")
    labels = Labels(**{name: arrays[name] for name in WIDTHS})
    _check(path, labels)
    return labels


def _check(path: Path, labels: Labels) -> None:
    windows = len(labels.yamnet)
    for name, width in WIDTHS.items():
        array = getattr(labels, name)
        if len(array) != windows or array.shape[-1] != width:
            raise ShardError(f"{path}: {name} has shape {array.shape}, wanted are {windows} windows of {width}")
        if not np.isfinite(array).all():
            raise ShardError(f"{path}: {name} holds {int((~np.isfinite(array)).sum())} values that are no numbers")
