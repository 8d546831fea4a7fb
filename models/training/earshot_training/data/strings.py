"""Encoded training strings, computed once and kept in work/strings.pt."""

from __future__ import annotations

from pathlib import Path

import torch

from ..pair.sources import TextBank
from ..towers.text import TextEncoder


def text_bank(path: Path, strings: list[str], encoder: TextEncoder) -> TextBank:
    """Loads the saved vectors, encodes what is missing, saves the union (float16)."""
    known: list[str] = []
    vectors = torch.empty(0, 384)
    if path.is_file():
        saved = torch.load(path)
        known, vectors = saved["strings"], saved["vectors"].float()
    rows = {s: i for i, s in enumerate(known)}
    missing = [s for s in dict.fromkeys(strings) if s not in rows]
    if missing:
        vectors = torch.cat([vectors, encoder(missing)])
        rows.update({s: len(known) + i for i, s in enumerate(missing)})
        torch.save({"strings": known + missing, "vectors": vectors.half()}, path)
    return TextBank(rows, vectors)
