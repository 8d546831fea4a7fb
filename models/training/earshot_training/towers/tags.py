"""The 100 tags of the teacher's two trunks, in the order of their columns."""

from __future__ import annotations

import json
from pathlib import Path

_TABLE = json.loads((Path(__file__).parent / "tag_names.json").read_text())
MTT_TAGS: list[str] = _TABLE["mtt"]
MSD_TAGS: list[str] = _TABLE["msd"]
TAGS = MTT_TAGS + MSD_TAGS
NEGATED = {"no vocals", "no vocal", "no voice"}
LOWER_TAGS = [tag.lower() for tag in TAGS]
UNIQUE_TAGS = [tag for tag in dict.fromkeys(LOWER_TAGS) if tag not in NEGATED]
# Columns of TAGS that have a place in the joint space: no tower negates.
KEPT_TAGS = [i for i, tag in enumerate(LOWER_TAGS) if tag not in NEGATED]
