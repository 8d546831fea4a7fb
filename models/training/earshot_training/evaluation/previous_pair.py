"""An earlier exported pair of any make, scored from cached log-mels: how a version is compared with the one before."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch

from ..data.dataset import Item
from ..pair.features import Features, used_windows
from ..pair.pair import over_prompts
from ..scoring.rules import pool_windows
from ..towers.onnx_graphs import session
from .benchmark.joint_model import ExportedPair


class PreviousPair:
    """``folder`` is a model folder whose audio.onnx has the output ``log_mel``."""

    def __init__(self, folder: Path) -> None:
        self.towers = ExportedPair(folder)
        with tempfile.TemporaryDirectory() as place:
            behind = Path(place) / "behind-mel.onnx"
            onnx.utils.extract_model(str(folder / "audio.onnx"), str(behind), ["log_mel"], ["embedding"])
            self.audio = session(behind)

    def features(self, work: Path, items: list[Item], batch: int = 16) -> Features:
        """Embeddings [n, 128] of the windows that evaluation uses, in place of a student's outputs."""
        embeddings, owner = [], []
        for number, item in enumerate(items):
            mel = used_windows(work, item).astype(np.float32)
            parts = (mel[start : start + batch] for start in range(0, len(mel), batch))
            embeddings += [self.audio.run(None, {"log_mel": part})[0] for part in parts]
            owner += [number] * len(mel)
        return Features(np.concatenate(embeddings), None, np.array(owner))

    def text_embedding(self, queries: list[str], bank: bool = True) -> torch.Tensor:
        """As ``Pair.text_embedding``."""
        return over_prompts(lambda texts: torch.from_numpy(self.towers.embed_text(texts)), queries, bank)

    def scores(self, features: Features, queries: list[str], bank: bool = True) -> tuple[np.ndarray, list[int]]:
        """As ``Pair.scores``; ``features`` are embeddings."""
        tracks = sorted(set(features.owner.tolist()))
        window_scores = features.outputs @ self.text_embedding(queries, bank).numpy().T
        return pool_windows(window_scores, features.owner, tracks), tracks
