"""The free-licence Debian packages as training data; the packages held out for evaluation are left out."""

from __future__ import annotations

from pathlib import Path

from ..corpora import TRAIN_PACKAGES
from .base import Recording, TextRow
from .library import read_library


def read_corpora(root: Path) -> list[Recording]:
    """Texts are the tags inside the files, and the file's name in words as a title where the tags have none."""
    recordings = []
    for package in TRAIN_PACKAGES:
        folder = root / package
        if not folder.is_dir():
            raise FileNotFoundError(f"corpus {package} is not in {root}; run the corpora command first")
        for recording in read_library(folder):
            recordings.append(Recording(f"{package}/{recording.key}", recording.path, recording.texts))
        known = {recording.path for recording in recordings}
        for path in sorted(folder.rglob("*.ogg")):
            if path not in known and "music" in {part.lower() for part in path.parts}:
                title = path.stem.replace("_", " ").replace("-", " ").lower()
                recordings.append(Recording(f"{package}/{path.relative_to(folder)}", path, (TextRow("SF", title),)))
    return recordings
