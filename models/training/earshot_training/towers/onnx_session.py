"""Opening ONNX files."""

from __future__ import annotations

from pathlib import Path

import onnxruntime


def session(path: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """An exported tower, opened on that many threads of the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
