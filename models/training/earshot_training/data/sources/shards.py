"""WebDataset shards as training data: texts are read at once, audio sample by sample while training.

A shard that is cut short or has a damaged header is an error before anything is trained. A sample with a damaged json,
without audio or without texts is left out, named, and counted in one last line; damaged audio is found when it is read
(by its CRC-32, or by the decoder) and left out by the loader as any bad recording.
"""

from __future__ import annotations

import glob
import io
import json
import logging
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..audio import AudioError, decode
from ..clips import cut_clip
from .base import Recording, rows

AUDIO = ("flac", "wav", "ogg", "opus", "mp3", "npy")
BLOCK = tarfile.BLOCKSIZE
log = logging.getLogger(__name__)


class ShardError(ValueError):
    """A shard is cut short or is no tar file."""


@dataclass(frozen=True)
class ShardRecording(Recording):
    """``path`` is the shard; the audio lies in it at ``offset``, ``size`` bytes of the format ``ending``."""

    offset: int
    size: int
    ending: str
    crc32: int | None = None

    def clip(self) -> np.ndarray:
        """The clip, float32 [samples] at 16 kHz. Raises AudioError."""
        try:
            with self.path.open("rb") as shard:
                shard.seek(self.offset)
                data = shard.read(self.size)
        except OSError as error:
            raise AudioError(f"cannot read {self.path}: {error}") from error
        if len(data) < self.size or (self.crc32 is not None and zlib.crc32(data) != self.crc32):
            raise AudioError(f"the audio of {self.key} in {self.path} is damaged")
        if self.ending != "npy":
            return cut_clip(decode(io.BytesIO(data), f"{self.key} in {self.path}"))
        try:
            kept = np.load(io.BytesIO(data), allow_pickle=False)
        except (ValueError, EOFError, OSError) as error:
            raise AudioError(f"the audio of {self.key} in {self.path} is no array: {error}") from error
        if kept.dtype != np.int16 or kept.ndim != 1 or not kept.size:
            raise AudioError(f"the audio of {self.key} in {self.path} is {kept.dtype} {kept.shape}, not int16 samples")
        return cut_clip(kept.astype(np.float32) / 32767)


def read_shards(pattern: str) -> list[ShardRecording]:
    """``pattern`` is a folder, a file or a glob. Raises FileNotFoundError, or ShardError for a damaged shard."""
    paths = shard_files(pattern)
    found, bad = [], 0
    for path in paths:
        for name, parts in shard_members(path).items():
            try:
                found.append(_recording(path, name, parts))
            except ValueError as error:
                log.warning("left out %s in %s: %s", name, path, error)
                bad += 1
    if bad:
        log.warning("%d of %d samples in %d shards are left out", bad, bad + len(found), len(paths))
    return found


def shard_files(pattern: str) -> list[Path]:
    """The shards in a folder, or those that a glob finds, by name. Raises FileNotFoundError where there are none."""
    folder = Path(pattern)
    paths = sorted(folder.glob("*.tar")) if folder.is_dir() else [Path(p) for p in sorted(glob.glob(pattern))]  # noqa: PTH207 (a pattern may begin at the root)
    if not paths:
        raise FileNotFoundError(f"there are no shards at {pattern}")
    return paths


def shard_members(path: Path) -> dict[str, dict[str, tuple[int, bytes | int]]]:
    """Members by sample name and ending: (offset, size), or (offset, content) for json."""
    found: dict[str, dict[str, tuple[int, bytes | int]]] = {}
    length, end = path.stat().st_size, 0
    try:
        with tarfile.open(path, "r:") as tar, path.open("rb") as raw:
            for member in tar:
                end = member.offset_data + -(-member.size // BLOCK) * BLOCK
                if end > length:
                    break
                if member.isfile():
                    folder, _, base = member.name.rpartition("/")
                    stem, _, ending = base.partition(".")
                    raw.seek(member.offset_data)
                    kept = raw.read(member.size) if ending.lower() == "json" else member.size
                    found.setdefault(f"{folder}/{stem}".lstrip("/"), {})[ending.lower()] = (member.offset_data, kept)
            # tarfile ends without a word at a damaged header or where the file breaks off between two members: a whole
            # archive goes on with a block of zeros.
            raw.seek(end)
            if raw.read(BLOCK) != bytes(BLOCK):
                raise ShardError(f"{path} is cut short or damaged at byte {end} of {length}; make or copy it again")
    except tarfile.TarError as error:
        raise ShardError(f"{path} is no whole tar file: {error}") from error
    return found


def _recording(path: Path, name: str, parts: dict[str, tuple[int, bytes | int]]) -> ShardRecording:
    """Raises ValueError for a sample that cannot be used."""
    ending = next((ending for ending in AUDIO if ending in parts), None)
    if ending is None or "json" not in parts:
        raise ValueError(f"it has {', '.join(sorted(parts))}; needed are json and one of {', '.join(AUDIO)}")
    facts = json.loads(parts["json"][1])
    try:
        texts = rows((str(row["kind"]), str(row["text"])) for row in facts["texts"])
        key, crc32 = str(facts.get("key", f"{path.name}/{name}")), facts.get("crc32")
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"its json is not as expected: {error!r}") from error
    if not texts:
        raise ValueError("it has no text")
    offset, size = parts[ending]
    return ShardRecording(key, path, texts, offset, int(size), ending, crc32)
