"""Batches for training. Everything drawn depends on (seed, epoch, key) alone, so a run can go on at any step and any
number of processes see the same joint batch."""

from __future__ import annotations

import logging
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from .audio import AudioError
from .clips import random_window
from .mixing import TextMixer
from .sources.base import Recording

log = logging.getLogger(__name__)


@dataclass
class Batch:
    """pcm float32 [n, 160000] with its texts, their kinds and the recordings' keys."""

    pcm: np.ndarray
    texts: list[str]
    kinds: list[str]
    keys: list[str]


class Batches:
    """``size`` is the joint batch over all processes; ``clip`` gives a recording's clip or raises AudioError.

    A recording whose audio cannot be used is named once, counted in ``bad`` and replaced by the next in line.
    """

    def __init__(
        self, recordings: list[Recording], clip: Callable[[Recording], np.ndarray], mixer: TextMixer, size: int,
        seed: int, rank: int = 0, world: int = 1, workers: int = 2,
    ) -> None:  # fmt: skip
        self.recordings = [recording for recording in recordings if mixer.usable(recording)]
        if len(self.recordings) < size:
            raise ValueError(f"{len(self.recordings)} recordings with a usable text are too few for a batch of {size}")
        if size % world:
            raise ValueError(f"a joint batch of {size} cannot be shared by {world} processes")
        self.clip, self.mixer, self.size, self.seed = clip, mixer, size, seed
        self.rank, self.world, self.workers = rank, world, workers
        self.bad: Counter[str] = Counter()

    @property
    def per_epoch(self) -> int:
        return len(self.recordings) // self.size

    def _plan(self, number: int) -> tuple[np.ndarray, Iterable[int], int]:
        """For batch ``number``: an order of the recordings, this process's places in it, and the epoch."""
        epoch, place = divmod(number, self.per_epoch)
        order = np.random.default_rng((self.seed, epoch)).permutation(len(self.recordings))
        return order, range(place * self.size + self.rank, (place + 1) * self.size, self.world), epoch

    def iterate(self, first: int) -> Iterator[Batch]:
        """Endless batches from number ``first`` on; the next one is prepared while one is used."""
        with ThreadPoolExecutor(self.workers) as pool:
            number, ahead = first, pool.submit(self.batch, first)
            while True:
                ready = ahead.result()
                number += 1
                ahead = pool.submit(self.batch, number)
                yield ready

    def batch(self, number: int) -> Batch:
        order, mine, epoch = self._plan(number)
        rows = [self._example(order, at, epoch) for at in mine]
        pcm, texts, kinds, keys = zip(*rows, strict=True)
        return Batch(np.stack(pcm), list(texts), list(kinds), list(keys))

    def _example(self, order: np.ndarray, at: int, epoch: int) -> tuple[np.ndarray, str, str, str]:
        for step in range(len(order)):
            recording = self.recordings[order[(at + step) % len(order)]]
            if recording.key in self.bad:
                continue
            rng = np.random.default_rng((self.seed, epoch, zlib.crc32(recording.key.encode())))
            try:
                window = random_window(self.clip(recording), rng)
                if not np.isfinite(window).all():
                    raise AudioError("values that are not finite")
            except AudioError as error:
                log.warning("left out %s: %s", recording.key, error)
                self.bad[recording.key] += 1
                continue
            row = self.mixer.draw(recording, rng)
            return window, row.text, row.kind, recording.key
        raise AudioError("no recording could be decoded; see the lines above for the reasons")
