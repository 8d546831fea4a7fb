"""ONNX export of both towers, and the int8 text tower. Opset 17, dynamic batch (and text length)."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from ..frontends.logmel import WINDOW_SAMPLES
from ..towers.audio import AudioTower, TextTower
from ..towers.onnx_session import session
from ..towers.text import MAX_TOKENS

OPSET = 17
AUDIO_OUTPUTS = ("embedding", "tags", "music", "log_mel")


def export_audio(tower: AudioTower, target: Path) -> None:
    pcm = torch.randn(2, WINDOW_SAMPLES) * 0.1
    axes = {name: {0: "batch"} for name in ("pcm", *AUDIO_OUTPUTS)}
    torch.onnx.export(
        tower.eval(), (pcm,), str(target), input_names=["pcm"], output_names=list(AUDIO_OUTPUTS), dynamic_axes=axes,
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(onnx.load(str(target)))


def export_text_float(tower: TextTower, target: Path) -> None:
    ids = torch.randint(1000, 2000, (2, 7))
    axes = {name: {0: "batch", 1: "tokens"} for name in ("input_ids", "attention_mask")}
    torch.onnx.export(
        tower.eval(), (ids, torch.ones_like(ids)), str(target), input_names=["input_ids", "attention_mask"],
        output_names=["embedding"], dynamic_axes={**axes, "embedding": {0: "batch"}}, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def export_text(tower: TextTower, target: Path) -> None:
    """Dynamic int8: weights per channel in the matrix products, the word table as it is quantised by Gather.

    The head's own product stays in float32: it is small, and everything is measured behind it.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "text.onnx"
        export_text_float(tower, plain)
        graph = onnx.load(str(plain)).graph
        head = [node.name for node in graph.node if node.op_type in ("MatMul", "Gemm") and "/head/" in node.name]
        if not head:
            raise RuntimeError("the head's matrix product was not found in the exported graph")
        quantize_dynamic(
            str(plain), str(target), per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=head,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip


def write_tokenizer(source: Path, target: Path) -> None:
    """Copies the tokenizer without fixed padding and with truncation at 256 tokens."""
    tokenizer = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["padding"] = None
    tokenizer["truncation"] = {
        "direction": "Right", "max_length": MAX_TOKENS, "strategy": "LongestFirst", "stride": 0
    }  # fmt: skip
    (target / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    config = json.loads((source / "tokenizer_config.json").read_text(encoding="utf-8"))
    config = {k: v for k, v in config.items() if k != "name_or_path"} | {"model_max_length": MAX_TOKENS}
    (target / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")


def audio_parity(tower: AudioTower, path: Path, pcm: np.ndarray) -> dict[str, float]:
    """Largest absolute difference between PyTorch and ONNX Runtime for each output."""
    with torch.inference_mode():
        expected = [t.numpy() for t in tower.eval()(torch.from_numpy(pcm))]
    got = session(path).run(list(AUDIO_OUTPUTS), {"pcm": pcm})
    return {name: float(np.abs(e - g).max()) for name, e, g in zip(AUDIO_OUTPUTS, expected, got)}
