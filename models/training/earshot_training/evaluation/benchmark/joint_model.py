"""What is evaluated: anything that puts audio and texts into one space."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
import torch

from ...mulan.open_run import open_run
from ...towers.onnx_graphs import session
from ...towers.text import load_tokenizer, tokenize


class JointModel(Protocol):
    def embed_audio(self, pcm: np.ndarray) -> np.ndarray:
        """float32 [n, 160000] at 16 kHz -> unit vectors [n, d]."""

    def embed_text(self, texts: list[str]) -> np.ndarray:
        """-> unit vectors [len(texts), d]."""


class ExportedPair:
    """The towers of a model folder of the application (audio.onnx, text.onnx, tokenizer.json)."""

    def __init__(self, folder: Path) -> None:
        for name in ("audio.onnx", "text.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise FileNotFoundError(f"{folder} is no model folder: it holds no {name}")
        self.audio, self._text = (session(folder / name) for name in ("audio.onnx", "text.onnx"))
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")

    def embed_audio(self, pcm: np.ndarray) -> np.ndarray:
        return np.concatenate([self.audio.run(["embedding"], {"pcm": row[None]})[0] for row in pcm])

    def embed_text(self, texts: list[str]) -> np.ndarray:
        rows = []
        for text in texts:
            ids, mask = tokenize(self._tokenizer, [text])
            rows.append(self._text.run(["embedding"], {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0])
        return np.concatenate(rows)


class TrainedRun:
    """The best checkpoint of a run folder; ``encoder`` is the sentence encoder's folder where the run used one."""

    def __init__(self, folder: Path, encoder: Path | None = None) -> None:
        _, self._model = open_run(folder, encoder)

    @torch.inference_mode()
    def embed_audio(self, pcm: np.ndarray) -> np.ndarray:
        return self._model.embed_audio(torch.from_numpy(np.ascontiguousarray(pcm))).numpy()

    @torch.inference_mode()
    def embed_text(self, texts: list[str]) -> np.ndarray:
        return self._model.embed_text(texts).numpy()
