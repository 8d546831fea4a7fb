"""Validation while training: do the texts of kept-back recordings find them among each other?"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable

import numpy as np
import torch

from ..data.audio import AudioError
from ..data.clips import fixed_windows
from ..data.sources.base import Recording
from ..scoring.metrics import auc
from .model import MuLan

TEXTS = 4
log = logging.getLogger(__name__)


def split(recordings: list[Recording], share: float) -> tuple[list[Recording], list[Recording]]:
    """Train and validation recordings by a hash of their keys: adding files moves no other file across."""
    kept = [zlib.crc32(f"split {r.key}".encode()) % 10_000 < share * 10_000 for r in recordings]
    train = [r for r, back in zip(recordings, kept, strict=True) if not back]
    return train, [r for r, back in zip(recordings, kept, strict=True) if back]


class Retrieval:
    """For each distinct text, the ROC-AUC and rank of its recordings among all; at most four texts a recording.

    Recordings whose audio cannot be used are named and counted; AudioError where none can be.
    """

    def __init__(self, recordings: list[Recording], clip: Callable[[Recording], np.ndarray]) -> None:
        self.windows, self.owner, self.wanted = [], [], {}
        self.bad: list[str] = []
        number = 0
        for recording in recordings:
            try:
                windows = fixed_windows(clip(recording))
            except AudioError as error:
                log.warning("left out of validation: %s: %s", recording.key, error)
                self.bad.append(recording.key)
                continue
            self.windows.append(windows)
            self.owner += [number] * len(windows)
            for row in recording.texts[:TEXTS]:
                self.wanted.setdefault(row.text, set()).add(number)
            number += 1
        if not number:
            raise AudioError(f"none of the {len(recordings)} recordings kept back for validation can be used")
        self.count = number

    def __call__(self, model: MuLan, batch: int = 16) -> dict[str, float]:
        device = model.log_scale.device
        pcm = np.concatenate(self.windows)
        audio = torch.cat(
            [model.embed_audio(torch.from_numpy(pcm[i : i + batch]).to(device)) for i in range(0, len(pcm), batch)]
        )
        owner = torch.tensor(self.owner, device=device)
        tracks = torch.zeros(self.count, audio.shape[1], device=device).index_add_(0, owner, audio)
        tracks = torch.nn.functional.normalize(tracks, dim=1)
        texts = list(self.wanted)
        scores = (model.embed_text(texts) @ tracks.T).cpu().numpy()
        aucs, ranks = [], []
        for row, text in zip(scores, texts, strict=True):
            relevant = np.isin(np.arange(self.count), list(self.wanted[text]))
            aucs.append(auc(row, relevant))
            ranks.append(int((row > row[relevant].max()).sum()) + 1)
        return {
            "auc": float(np.nanmean(aucs)), "recall_at_10": float(np.mean(np.array(ranks) <= 10)),
            "median_rank": float(np.median(ranks)), "texts": float(len(texts)), "recordings": float(self.count),
            "left_out": float(len(self.bad)),
        }  # fmt: skip
