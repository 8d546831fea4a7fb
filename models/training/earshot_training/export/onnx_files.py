"""ONNX export of both towers, and the int8 text tower."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from ..frontends.logmel import WINDOW_SAMPLES
from ..towers.audio import AudioTower
from ..towers.onnx_graphs import session, write_graph

AUDIO_OUTPUTS = ("embedding", "tags", "music", "log_mel")
TEXT_INPUTS = ("input_ids", "attention_mask")


def export_audio(tower: AudioTower, target: Path) -> None:
    pcm = torch.randn(2, WINDOW_SAMPLES) * 0.1
    write_graph(tower, (pcm,), ("pcm",), AUDIO_OUTPUTS, target)


def export_text_float(tower: nn.Module, target: Path, outputs: tuple[str, ...] = ("embedding",)) -> None:
    ids = torch.randint(1000, 2000, (2, 7))
    write_graph(tower, (ids, torch.ones_like(ids)), TEXT_INPUTS, outputs, target, free_length=True)


def export_text(tower: nn.Module, target: Path, outputs: tuple[str, ...] = ("embedding",)) -> None:
    """Dynamic int8: weights per channel in the matrix products, the word table as it is quantised by Gather.

    The head's own product stays in float32: it is small, and everything is measured behind it.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "text.onnx"
        export_text_float(tower, plain, outputs)
        graph = onnx.load(str(plain)).graph
        head = [node.name for node in graph.node if node.op_type in ("MatMul", "Gemm") and "/head/" in node.name]
        if not head:
            raise RuntimeError("the head's matrix product was not found in the exported graph")
        quantize_dynamic(
            str(plain), str(target), per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=head,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip


def audio_parity(tower: AudioTower, path: Path, pcm: np.ndarray) -> dict[str, float]:
    """Largest absolute difference between PyTorch and ONNX Runtime for each output."""
    with torch.inference_mode():
        expected = [t.numpy() for t in tower.eval()(torch.from_numpy(pcm))]
    got = session(path).run(list(AUDIO_OUTPUTS), {"pcm": pcm})
    return {name: float(np.abs(e - g).max()) for name, e, g in zip(AUDIO_OUTPUTS, expected, got, strict=True)}
