"""The windows a track is heard by, and its outline: what the application does in core/audio/windows.ts and
waveform.ts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from ..data.audio import AudioError, tile
from ..frontends.logmel import SAMPLE_RATE, WINDOW_SAMPLES

WINDOW_SECONDS = WINDOW_SAMPLES // SAMPLE_RATE
MOST_WINDOWS = 360
LEAST_SECONDS, LEAST_TAIL = 0.5, 1.0
BUCKETS, SLOTS, SPAN = 800, 4096, 8


class Cutter:
    """Windows one after the other, the last one ending where the track ends. A track of more than an hour keeps every
    second window (every fourth, …), so that no more than 360 remain: ask ``kept`` once the track has ended."""

    def __init__(self) -> None:
        self._stride, self._complete = 1, 0

    def cut(self, blocks: Iterable[np.ndarray]) -> Iterator[tuple[float, np.ndarray]]:
        """(second it starts at, float32 [160000]). Raises AudioError below half a second."""
        previous, rest = np.zeros(WINDOW_SAMPLES, np.float32), np.zeros(0, np.float32)
        for block in blocks:
            rest = np.concatenate([rest, block])
            while rest.size >= WINDOW_SAMPLES:
                window, rest = clean(rest[:WINDOW_SAMPLES]), rest[WINDOW_SAMPLES:]
                if self._complete % self._stride == 0:
                    if self._complete // self._stride >= MOST_WINDOWS:
                        self._stride *= 2
                    yield float(self._complete * WINDOW_SECONDS), window
                self._complete += 1
                previous = window
        total = self._complete * WINDOW_SAMPLES + rest.size
        if total < LEAST_SECONDS * SAMPLE_RATE:
            raise AudioError(f"only {total / SAMPLE_RATE:.2f} seconds of sound: too short to say anything about")
        if self._complete == 0:
            yield 0.0, tile(clean(rest))
        elif rest.size >= LEAST_TAIL * SAMPLE_RATE:
            if -(-self._complete // self._stride) >= MOST_WINDOWS:
                self._stride *= 2
            yield (total - WINDOW_SAMPLES) / SAMPLE_RATE, np.concatenate([previous[rest.size :], clean(rest)])

    def kept(self, start: float) -> bool:
        """Whether a window that was given out belongs to the final, evenly spaced set."""
        place = start / WINDOW_SECONDS
        return place != int(place) or int(place) % self._stride == 0


def clean(pcm: np.ndarray) -> np.ndarray:
    """Within -1..1; what is no number is silence."""
    return np.clip(np.nan_to_num(pcm, nan=0.0, posinf=1.0, neginf=-1.0), -1, 1).astype(np.float32)


class Outline:
    """Peaks of a stream whose length is not known, as 800 bytes in the end."""

    def __init__(self) -> None:
        self._peaks: list[np.ndarray] = []
        self._rest = np.zeros(0, np.float32)

    def add(self, block: np.ndarray) -> None:
        size = np.concatenate([self._rest, np.nan_to_num(np.abs(block), nan=0.0)])
        whole = size.size // SPAN * SPAN
        self._peaks.append(size[:whole].reshape(-1, SPAN).max(1))
        self._rest = size[whole:]

    def bytes(self) -> bytes:
        """Slots each cover twice as much whenever there would be 4096 of them; the last one may not be full."""
        peaks, step = np.concatenate([*self._peaks, np.zeros(0, np.float32)]), 1
        while peaks.size // step >= SLOTS:
            step *= 2
        ends = [np.max(peaks[peaks.size // step * step :], initial=0.0), np.max(self._rest, initial=0.0)]
        slots = peaks[: peaks.size // step * step].reshape(-1, step).max(1)
        if peaks.size % step or self._rest.size:
            slots = np.append(slots, max(ends))
        if not slots.size:
            return bytes(BUCKETS)
        first = np.arange(BUCKETS) * slots.size // BUCKETS
        last = np.maximum(first + 1, -(-(np.arange(BUCKETS) + 1) * slots.size // BUCKETS))
        tops = np.array([slots[a:b].max() for a, b in zip(first, last, strict=True)])
        return np.floor(np.minimum(1, tops.astype(np.float64)) * 255 + 0.5).astype(np.uint8).tobytes()
