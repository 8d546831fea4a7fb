"""Batches from shards: each process reads its own shards, a few at a time, and can begin at any batch."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from .clips import ClipCache
from .loading import Batches
from .sources.base import Recording
from .sources.shards import ShardRecording

AT_A_TIME = 4


def clip_of(recording: Recording, cache: ClipCache) -> np.ndarray:
    """Samples in shards are clips already and are not cached."""
    return recording.clip() if isinstance(recording, ShardRecording) else cache.load(recording.path)


def make_batches(recordings: list[Recording], *arguments, **named) -> Batches:
    """ShardBatches where all recordings lie in shards, else Batches."""
    shards = bool(recordings) and all(isinstance(recording, ShardRecording) for recording in recordings)
    return (ShardBatches if shards else Batches)(recordings, *arguments, **named)


class ShardBatches(Batches):
    """In each epoch the shards are put in an order drawn from (seed, epoch) and dealt out to the processes in turn.

    A process goes through its shards AT_A_TIME together and mixes the samples of these. How many threads decode changes
    nothing. All processes do the same number of batches: what the poorest one has; one that meets damaged samples takes
    the next of its own. Unlike ``Batches``, another number of processes gives other joint batches.
    """

    def __init__(self, *arguments, **named) -> None:
        super().__init__(*arguments, **named)
        self.shards: dict[Path, list[int]] = {}
        for number, recording in enumerate(self.recordings):
            self.shards.setdefault(recording.path, []).append(number)
        if len(self.shards) < self.world:
            raise ValueError(f"{len(self.shards)} shards cannot be shared by {self.world} processes; make smaller ones")
        # The fewest samples that any dealing can give one process: those of the smallest shards it may get.
        sizes = sorted(len(numbers) for numbers in self.shards.values())
        least = sum(sizes[: len(sizes) // self.world])
        self._per_epoch = least // (self.size // self.world)
        if not self._per_epoch:
            raise ValueError(f"a process may have only {least} samples, too few for a joint batch of {self.size}")

    @property
    def per_epoch(self) -> int:
        return self._per_epoch

    def _plan(self, number: int) -> tuple[np.ndarray, Iterable[int], int]:
        epoch, place = divmod(number, self.per_epoch)
        share = self.size // self.world
        return self._order(epoch), range(place * share, (place + 1) * share), epoch

    def _order(self, epoch: int) -> np.ndarray:
        """This process's samples in the order of the epoch."""
        paths = sorted(self.shards)
        dealt = np.random.default_rng((self.seed, epoch)).permutation(len(paths))[self.rank :: self.world]
        mixing, order = np.random.default_rng((self.seed, epoch, self.rank)), []
        for start in range(0, len(dealt), AT_A_TIME):
            numbers = [n for i in dealt[start : start + AT_A_TIME] for n in self.shards[paths[i]]]
            order.append(mixing.permutation(numbers))
        return np.concatenate(order)
