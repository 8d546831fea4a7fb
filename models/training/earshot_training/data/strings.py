"""Encoded training strings, computed once and kept in work/strings.pt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from ..towers.text import TextEncoder


@dataclass
class TextBank:
    """Encoded strings: row of every known string in ``vectors`` [n, 384]."""

    rows: dict[str, int]
    vectors: torch.Tensor

    def means(self, texts: list[list[int]]) -> torch.Tensor:
        """Each text is one or more rows; their mean scaled to unit length: [len(texts), 384]."""
        width = max(len(rows) for rows in texts)
        padded = torch.tensor([rows + [0] * (width - len(rows)) for rows in texts])
        weight = torch.tensor([[1.0] * len(rows) + [0.0] * (width - len(rows)) for rows in texts])
        return F.normalize((self.vectors[padded] * weight[..., None]).sum(1), dim=1)


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


class KeptStrings:
    """The sentence encoder as texts -> unit rows float32 [n, 384], whose vectors are kept in a file."""

    def __init__(self, path: Path, encoder: TextEncoder) -> None:
        self._path, self._encoder = path, encoder
        self._bank = text_bank(path, [], encoder)

    def __call__(self, texts: list[str]) -> np.ndarray:
        if any(text not in self._bank.rows for text in texts):
            self._bank = text_bank(self._path, texts, self._encoder)
        rows = self._bank.vectors[[self._bank.rows[text] for text in texts]].float()
        return F.normalize(rows, dim=1).numpy()
