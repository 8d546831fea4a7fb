"""Towers as ONNX files: written, and opened. Opset 17, dynamic batch and, for what is not audio, dynamic length."""

from __future__ import annotations

import warnings
from pathlib import Path

import onnx
import onnxruntime
import torch

OPSET = 17


def write_graph(
    module: torch.nn.Module, inputs: tuple[torch.Tensor, ...], names: tuple[str, ...], outputs: tuple[str, ...],
    target: Path, free_length: bool = False,
) -> None:  # fmt: skip
    """``names`` are those of ``inputs``; ``free_length`` lets their second dimension change, too."""
    axes = {name: {0: "batch", 1: "tokens"} if free_length else {0: "batch"} for name in names}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", torch.jit.TracerWarning)  # the size checks of the towers, meant as constants
        torch.onnx.export(
            module.eval(), inputs, str(target), input_names=list(names), output_names=list(outputs),
            dynamic_axes={**axes, **{name: {0: "batch"} for name in outputs}}, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
    onnx.checker.check_model(onnx.load(str(target)))


def session(path: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """A written tower, opened on that many threads of the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
