"""An exported pair of any make, run by ONNX Runtime from cached log-mels, so that a version can be compared with others."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from ..data.dataset import Item
from ..export.onnx_files import session
from ..pair.prepare import Features, used_windows
from ..towers.text import tokenize
from .scoring import PROMPTS, pool_windows


class ExportedPair:
    """``folder`` holds audio.onnx, text.onnx and tokenizer.json as ``export`` writes them."""

    def __init__(self, folder: Path) -> None:
        self.text, self.tokenizer = session(folder / "text.onnx"), Tokenizer.from_file(str(folder / "tokenizer.json"))
        with tempfile.TemporaryDirectory() as place:
            behind = Path(place) / "behind-mel.onnx"
            onnx.utils.extract_model(str(folder / "audio.onnx"), str(behind), ["log_mel"], ["embedding"])
            self.audio = session(behind)

    def features(self, work: Path, items: list[Item], batch: int = 16) -> Features:
        """Embeddings [n, 128] of the windows that evaluation uses, in place of a student's outputs."""
        embeddings, owner = [], []
        for number, item in enumerate(items):
            mel = used_windows(work, item).astype(np.float32)
            for start in range(0, len(mel), batch):
                embeddings.append(self.audio.run(None, {"log_mel": mel[start : start + batch]})[0])
            owner += [number] * len(mel)
        return Features(np.concatenate(embeddings), None, np.array(owner))

    def text_embedding(self, queries: list[str], bank: bool = True) -> torch.Tensor:
        rows = []
        for query in queries:
            for prompt in PROMPTS if bank else ("{}",):
                ids, mask = tokenize(self.tokenizer, [prompt.format(query)])
                rows.append(self.text.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0][0])
        return F.normalize(torch.from_numpy(np.stack(rows)).reshape(len(queries), -1, rows[0].size).mean(1), dim=1)

    def scores(self, features: Features, queries: list[str], bank: bool = True) -> tuple[np.ndarray, list[int]]:
        """As ``Pair.scores``; ``features`` are embeddings."""
        tracks = sorted(set(features.owner.tolist()))
        window_scores = features.outputs @ self.text_embedding(queries, bank).numpy().T
        return pool_windows(window_scores, features.owner, tracks), tracks
