"""scoring.json and tags.json: what the app's scorer needs beside the two towers."""

from __future__ import annotations

import json
from pathlib import Path

from ..scoring.null_phrases import null_phrases
from ..scoring.rules import MEAN_WEIGHT, NEGATIVE_ALPHA, PROMPTS, TOP_SHARE, TOP_WEIGHT
from ..towers.tags import MSD_TAGS, MTT_TAGS


def write_scoring(folder: Path, music_threshold: float, prompts: tuple[str, ...] = PROMPTS) -> None:
    scoring = {
        "prompts": list(prompts),
        "negativeAlpha": NEGATIVE_ALPHA,
        "windowPooling": {"mean": MEAN_WEIGHT, "top": TOP_WEIGHT, "topShare": TOP_SHARE},
        "musicThreshold": music_threshold,
        "shortAudio": "tile",
        "nullPhrases": null_phrases(),
    }
    (folder / "scoring.json").write_text(json.dumps(scoring, indent=1) + "\n")


def write_tags(folder: Path, classes: tuple[str, ...] = ()) -> None:
    """Column order of the ``tags`` output, with what each column comes from; ``classes`` are AudioSet's, behind the
    tags."""
    groups = (("MTT", MTT_TAGS), ("MSD", MSD_TAGS), ("AudioSet", classes))
    rows = [{"name": name, "trunk": trunk} for trunk, names in groups for name in names]
    (folder / "tags.json").write_text(json.dumps({"units": "standard deviations", "tags": rows}, indent=0) + "\n")
