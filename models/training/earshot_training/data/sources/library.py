"""A folder of music as training data: its tags, comments and playlists are the texts.

Titles, albums and genres are short form, comments and descriptions long form, names of playlists in the folder playlist
titles, genres also labels. Artists are left out: a name says little about sound, and much that does not generalise.
"""

from __future__ import annotations

import logging
from pathlib import Path

from tinytag import TinyTag

from .base import Recording, rows
from .playlists import SUFFIXES, read_playlist

EXTENSIONS = {".aif", ".aiff", ".flac", ".mp3", ".oga", ".ogg", ".opus", ".wav"}
log = logging.getLogger(__name__)


def read_library(folder: Path) -> list[Recording]:
    """Every audio file below ``folder`` that has a text, by path. What cannot be read is logged and left out."""
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is not a folder")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    titles: dict[Path, list[str]] = {}
    for path in files:
        if path.suffix.lower() in SUFFIXES:
            try:
                title, entries = read_playlist(path)
            except (OSError, ValueError) as error:
                log.warning("playlist left out: %s", error)
                continue
            for entry in entries:
                titles.setdefault(entry, []).append(title)
    recordings, bare = [], 0
    for path in files:
        if path.suffix.lower() not in EXTENSIONS:
            continue
        pairs = [*tag_texts(path), *(("PL", title) for title in titles.get(path.resolve(), []))]
        texts = rows(pairs)
        if texts:
            recordings.append(Recording(str(path.relative_to(folder)), path, texts))
        else:
            bare += 1
    if bare:
        log.warning("%d files below %s have no text and are left out", bare, folder)
    return recordings


def tag_texts(path: Path) -> list[tuple[str, str | None]]:
    """(kind, text) of a file's tags; damaged tags are told in the log and give none."""
    try:
        tag = TinyTag.get(str(path), tags=True, duration=False)
    except Exception as error:  # damaged files raise many kinds; one of them must not end a run
        log.warning("tags of %s cannot be read: %s", path, error)
        return []
    genres = [part.strip() for part in (tag.genre or "").replace(";", "/").split("/")]
    other = tag.other or {}
    long = [tag.comment, *other.get("comment", []), *other.get("description", [])]
    return [
        ("SF", tag.title), ("SF", tag.album), *(("SF", genre) for genre in genres),
        *(("LF", text) for text in long), *(("ASET", genre) for genre in genres),
    ]  # fmt: skip
