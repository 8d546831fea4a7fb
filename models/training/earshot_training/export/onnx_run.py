"""ONNX files of a run's towers and their parity with PyTorch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from ..frontends.paper import WINDOW_SAMPLES
from ..mulan.model import MuLan
from ..towers.onnx_graphs import session, write_graph
from ..towers.text import load_tokenizer, tokenize
from .golden import SIGNALS, TEXTS, make_pcm
from .onnx_files import TEXT_INPUTS
from .run_towers import RunAudio, RunText

# How far a file may be from PyTorch: largest difference of any number for float32, lowest cosine for int8.
FLOAT_TOLERANCE = 1e-3
INT8_COSINE = 0.97


class ParityError(RuntimeError):
    """An exported tower does not give what PyTorch gives."""


def write_audio(model: MuLan, target: Path) -> None:
    """float32; input ``pcm`` [batch, 160000], output ``embedding``."""
    write_graph(RunAudio(model), (torch.randn(2, WINDOW_SAMPLES) * 0.1,), ("pcm",), ("embedding",), target)


def write_text(model: MuLan, target: Path) -> int:
    """float32; inputs ``input_ids`` and ``attention_mask`` [batch, n], output ``embedding``. Gives the token limit."""
    text = RunText(model.text)
    ids = torch.randint(5, 20, (2, 7))
    write_graph(text, (ids, torch.ones_like(ids)), TEXT_INPUTS, ("embedding",), target, free_length=True)
    return text.limit


def write_int8(plain: Path, target: Path) -> None:
    """Dynamic int8 of an exported text tower: the products inside the layers and the word table.

    The last product, behind which all is measured, is a Gemm in the graph and stays float32.
    """
    quantize_dynamic(
        str(plain),
        str(target),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )


def audio_difference(model: MuLan, path: Path) -> float:
    """Largest difference between the file and the model, FFT front end and all, over the golden signals.

    Raises ParityError beyond FLOAT_TOLERANCE.
    """
    pcm = np.stack([make_pcm(signal) for signal in SIGNALS])
    with torch.inference_mode():
        expected = model.embed_audio(torch.from_numpy(pcm)).numpy()
    found = session(path).run(["embedding"], {"pcm": pcm})[0]
    difference = float(np.abs(found - expected).max())
    if not difference <= FLOAT_TOLERANCE:
        raise ParityError(f"{path.name} differs from PyTorch by {difference:.1e}; {FLOAT_TOLERANCE:.0e} is allowed")
    return difference


def text_figures(model: MuLan, path: Path, tokenizer: Path) -> dict[str, float]:
    """Largest difference and lowest cosine between a text file and the model, over the golden texts, one at a time.

    The tokenizer file cuts texts; the model is given what is left, so that both read the same tokens.
    """
    tower, tokens = session(path), load_tokenizer(tokenizer)
    exact = RunText(model.text).eval()
    differences, cosines = [], []
    for text in TEXTS:
        ids, mask = tokenize(tokens, [text])
        with torch.inference_mode():
            expected = exact(ids, mask)[0].numpy()
        found = tower.run(["embedding"], {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0][0]
        differences.append(float(np.abs(found - expected).max()))
        cosines.append(float(found @ expected))
    return {"difference": max(differences), "cosine": min(cosines)}


def check_text(model: MuLan, plain: Path, shipped: Path, tokenizer: Path) -> dict[str, dict[str, float]]:
    """Raises ParityError where float32 differs by more than FLOAT_TOLERANCE or ``shipped`` falls below INT8_COSINE."""
    figures = {"float32": text_figures(model, plain, tokenizer), "shipped": text_figures(model, shipped, tokenizer)}
    if not figures["float32"]["difference"] <= FLOAT_TOLERANCE:
        raise ParityError(f"the text tower differs from PyTorch by {figures['float32']['difference']:.1e}")
    if not figures["shipped"]["cosine"] >= INT8_COSINE:
        raise ParityError(
            f"the int8 text tower has a cosine of {figures['shipped']['cosine']:.4f} to PyTorch; {INT8_COSINE} is "
            "needed. Use the float32 one (--text float32)"
        )
    return figures
