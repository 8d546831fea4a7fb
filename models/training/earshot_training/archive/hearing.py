"""One sound heard whole: the vectors of its windows, its tags, and all that the application keeps of a track it
heard."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..data.audio import AudioError
from ..frontends.logmel import SAMPLE_RATE
from .content_key import content_key
from .decoding import Decoded, blocks_of
from .sounds import Sound
from .tower import Tower
from .windows import Cutter, Outline


@dataclass
class Heard:
    """``vectors`` float32 [windows, d] of unit length, ``starts`` float32 seconds, ``tags`` and ``scalars`` means over
    the windows, ``outline`` 800 peaks. ``complaint``: what the decoder said of a sound that came all the same."""

    sound: Sound
    key: bytes
    seconds: float
    starts: np.ndarray
    vectors: np.ndarray
    tags: np.ndarray
    music: float
    scalars: dict[str, float]
    outline: bytes
    complaint: str


@dataclass
class Spent:
    """Seconds of a processor in the tower and in all, the decoder's with them (a busy machine makes them little
    longer); windows heard, and seconds of sound."""

    tower: float = 0.0
    whole: float = 0.0
    windows: int = 0
    sound: float = 0.0


def hear(sound: Sound, tower: Tower, decoder: str, spent: Spent) -> Heard:
    """Raises AudioError for what cannot be heard, or changed meanwhile."""
    began, in_tower, report, cutter, outline = processor_seconds(), 0.0, Decoded(), Cutter(), Outline()
    try:
        with Path(sound.file).open("rb") as file:
            key = content_key(file, sound.size, sound.offset)
        heard: list[tuple[float, dict[str, np.ndarray]]] = []
        for start, window in cutter.cut(_outlined(blocks_of(sound, decoder, report), outline)):
            before = time.process_time()
            heard.append((start, tower.hear(window)))
            in_tower += time.process_time() - before
        facts = Path(sound.file).stat()
    except OSError as error:
        raise AudioError(f"cannot read {sound.name}: {error.strerror or error}") from error
    if facts.st_mtime_ns // 1_000_000 != sound.mtime or (not sound.sample and facts.st_size != sound.size):
        raise AudioError(f"{sound.name} changed while it was heard")
    kept = [(start, found) for start, found in heard if cutter.kept(start)]
    spent.windows, spent.sound = spent.windows + len(heard), spent.sound + report.samples / SAMPLE_RATE
    spent.tower, spent.whole = spent.tower + in_tower, spent.whole + processor_seconds() - began

    def mean(name: str) -> np.ndarray:
        return np.mean([found[name] for _, found in kept], axis=0, dtype=np.float64)

    first = kept[0][1]
    return Heard(
        sound, key, report.samples / SAMPLE_RATE, np.array([start for start, _ in kept], np.float32),
        np.stack([found["embedding"] for _, found in kept]).astype(np.float32),
        mean("tags").astype(np.float32) if "tags" in first else np.zeros(0, np.float32),
        float(mean("music")[0]) if "music" in first else 1.0,
        {name: float(mean(name)[0]) for name in tower.scalars}, outline.bytes(), report.complaint,
    )  # fmt: skip


def processor_seconds() -> float:
    """Of this process and of the decoders that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _outlined(blocks: Iterable[np.ndarray], outline: Outline) -> Iterator[np.ndarray]:
    for block in blocks:
        outline.add(block)
        yield block
