"""The free-licence Debian packages, and audio made of grooves and General MIDI instruments, as training data.

The packages and the soundfont that are held out for evaluation are left out.
"""

from __future__ import annotations

import json
from pathlib import Path

from ..corpora import scan
from ..made_texts import groove_texts, instrument_texts
from .base import Recording, TextRow, rows
from .library import tag_texts


def read_corpora(root: Path) -> list[Recording]:
    """The music of the train packages: the tags inside the files, or the file's name in words as a title."""
    recordings = []
    for track in scan(root):
        if track.held_out or track.kind != "music":
            continue
        path = root / track.key
        name = path.stem.replace("_", " ").replace("-", " ").lower()
        recordings.append(Recording(track.key, path, rows(tag_texts(path)) or (TextRow("SF", name),)))
    return recordings


def read_renders(root: Path) -> list[Recording]:
    """The folder of renders that the corpora command writes: gm/ and mma/, each with its index.json."""
    recordings = []
    for kind in ("gm", "mma"):
        index = root / kind / "index.json"
        if not index.is_file():
            raise FileNotFoundError(f"{index} is missing; run the corpora command first")
        listed = json.loads(index.read_text(encoding="utf-8"))
        for row in listed if kind == "gm" else listed["rendered"]:
            if kind == "gm":
                plain, *others = instrument_texts(str(row["name"]))
                pairs = [("ASET", plain), *(("SF", text) for text in others)]
            else:
                words, rhythm, *description = groove_texts(row)
                pairs = [("SF", words), ("ASET", rhythm), *(("LF", text) for text in description)]
            recordings.append(Recording(f"{kind}/{row['file']}", root / kind / row["file"], rows(pairs)))
    return recordings
