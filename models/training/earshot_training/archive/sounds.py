"""What is heard: the audio files below a folder, or the samples of WebDataset shards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..data.sources.shards import AUDIO, shard_files, shard_members
from .parts import ArchiveError

# What the application takes for audio by its name, but for containers that mostly hold video.
ENDINGS = {
    "aac", "aif", "aifc", "aiff", "ape", "au", "caf", "dff", "dsf", "flac", "m4a", "m4b", "m4p", "m4r", "mka", "mp+",
    "mp1", "mp2", "mp3", "mpc", "oga", "ofr", "ogg", "opus", "snd", "spx", "tak", "tta", "wav", "wave", "weba", "wma",
    "wv",
}  # fmt: skip
KINDS = ("folder", "shards")


@dataclass(frozen=True)
class Sound:
    """A file, or ``size`` bytes at ``offset`` of a shard. ``ending`` says the format of a sample, ``mtime`` is in
    milliseconds, of the file or the shard."""

    file: str
    size: int
    mtime: int
    offset: int = 0
    ending: str = ""
    sample: str = ""

    @property
    def name(self) -> str:
        """As it is told to people and kept in the archive; a name that is not UTF-8 has its odd bytes escaped."""
        whole = f"{self.file}!{self.sample}" if self.sample else self.file
        return os.fsencode(whole).decode("utf-8", "backslashreplace")

    @property
    def identity(self) -> tuple[str, int, int]:
        """The same sound, unchanged: what was heard under it need not be heard again."""
        return self.name, self.size, self.mtime


def open_sounds(specs: list[str]) -> Iterator[Sound]:
    """``folder=PATH`` or ``shards=GLOB``, one after the other. Raises ArchiveError, and ShardError for a damaged
    shard."""
    for spec in specs:
        kind, _, path = spec.partition("=")
        if kind not in KINDS or not path:
            raise ArchiveError(f"unknown source {spec!r}: use folder=PATH or shards=GLOB")
        yield from (folder_sounds if kind == "folder" else shard_sounds)(path)


def folder_sounds(folder: str) -> Iterator[Sound]:
    """Every audio file below, by its ending, in the order of names; links to folders are not followed."""
    if not Path(folder).is_dir():
        raise ArchiveError(f"{folder} is no folder")
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            if path.suffix[1:].lower() in ENDINGS and path.is_file():
                yield _sound(path.resolve())


def shard_sounds(pattern: str) -> Iterator[Sound]:
    """The audio of every sample of the shards; a sample without audio is none."""
    for path in shard_files(pattern):
        whole = _sound(path.resolve())
        for name, members in shard_members(path).items():
            ending = next((ending for ending in AUDIO if ending in members), None)
            if ending is not None:
                offset, size = members[ending]
                yield Sound(whole.file, int(size), whole.mtime, offset, ending, f"{name}.{ending}")


def _sound(path: Path) -> Sound:
    facts = path.stat()
    return Sound(str(path), facts.st_size, facts.st_mtime_ns // 1_000_000)
