"""Writes WebDataset shards: tar files in which 000000042.flac (or .npy) and 000000042.json are one sample.

The audio is the recording's clip (16 kHz mono, at most 30 s), the json holds its key, its texts in four kinds, and the
audio's CRC-32. The webdataset library reads them as they are.
"""

from __future__ import annotations

import io
import itertools
import json
import logging
import tarfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile

from .audio import AudioError
from .clips import SAMPLE_RATE
from .sources.base import Recording

FORMATS = ("flac", "npy")
log = logging.getLogger(__name__)


@dataclass
class Written:
    """``bad`` names the recordings whose audio could not be used."""

    shards: list[Path] = field(default_factory=list)
    samples: int = 0
    bad: list[str] = field(default_factory=list)


def encode(clip: np.ndarray, kind: str) -> bytes:
    """float32 [samples] -> 16-bit FLAC, or an int16 array as numpy saves it."""
    whole, out = np.round(np.clip(clip, -1, 1) * 32767).astype(np.int16), io.BytesIO()
    if kind == "flac":
        soundfile.write(out, whole, SAMPLE_RATE, format="FLAC", subtype="PCM_16")
    else:
        np.save(out, whole)
    return out.getvalue()


def write_shards(
    recordings: list[Recording], clip: Callable[[Recording], np.ndarray], target: Path, size: int = 1000,
    kind: str = "flac", seed: int = 0,
) -> Written:  # fmt: skip
    """``size`` samples a shard, recordings in an order drawn from ``seed``: the same input gives the same bytes.

    Each shard is moved into place when it is whole. Raises FileExistsError where shards lie already, ValueError for
    another ``kind`` or size.
    """
    if kind not in FORMATS or size < 1:
        raise ValueError(f"a shard needs at least one sample, as {' or '.join(FORMATS)}")
    target.mkdir(parents=True, exist_ok=True)
    if next(target.glob("*.tar"), None):
        raise FileExistsError(f"{target} holds shards already; choose another folder")
    order, done = np.random.default_rng(seed).permutation(len(recordings)), Written()
    samples = _samples([recordings[i] for i in order], clip, kind, done)
    while part := list(itertools.islice(samples, size)):
        path = target / f"shard-{len(done.shards):06d}.tar"
        partial = path.with_suffix(".partial")
        with tarfile.open(partial, "w") as tar:
            for sample in part:
                _add(tar, done.samples, sample)
                done.samples += 1
        done.shards.append(partial.replace(path))
    return done


def _samples(recordings: list[Recording], clip: Callable[[Recording], np.ndarray], kind: str, done: Written):
    for recording in recordings:
        try:
            audio = encode(clip(recording), kind)
        except AudioError as error:
            log.warning("left out %s: %s", recording.key, error)
            done.bad.append(recording.key)
            continue
        facts = {
            "key": recording.key, "texts": [{"kind": row.kind, "text": row.text} for row in recording.texts],
            "crc32": zlib.crc32(audio),
        }  # fmt: skip
        yield kind, audio, json.dumps(facts, ensure_ascii=False).encode()


def _add(tar: tarfile.TarFile, number: int, sample: tuple[str, bytes, bytes]) -> None:
    kind, audio, facts = sample
    for ending, data in ((kind, audio), ("json", facts)):
        member = tarfile.TarInfo(f"{number:09d}.{ending}")  # time 0, so that the same input gives the same bytes
        member.size = len(data)
        tar.addfile(member, io.BytesIO(data))
