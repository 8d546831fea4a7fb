"""Where the embedded pair's parts lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MODEL_ID = "earshot-mulan-1"


@dataclass(frozen=True)
class Paths:
    """Folders given on the command line. ``musicnn`` and ``minilm`` are the unpacked packages' model folders."""

    corpora: Path
    work: Path
    musicnn: Path
    minilm: Path
    captions: Path
    ontology: Path
    models: Path

    @property
    def model(self) -> Path:
        """The embedded pair's own folder."""
        return self.models / MODEL_ID
