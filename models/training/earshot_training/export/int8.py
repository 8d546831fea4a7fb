"""The audio tower's graph: pads fused into its convolutions, then int8 (QDQ) by calibration windows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from ..towers.onnx_graphs import session

QUANTISED = ["Conv", "Relu", "Gemm", "MatMul"]
# The front end has no room for eight bits; the music score is one small product that all of a track hangs on.
IN_FLOAT = ("/mel/", "/gate/")


class Windows(CalibrationDataReader):
    """pcm [n, 160000], one at a time."""

    def __init__(self, pcm: np.ndarray) -> None:
        self._rows = iter(pcm)

    def get_next(self) -> dict[str, np.ndarray] | None:
        row = next(self._rows, None)
        return None if row is None else {"pcm": row[None]}


def fuse_pads(path: Path) -> int:
    """Writes each Pad of zeros before a convolution into it; returns how many. Raises ValueError for another Pad."""
    model = onnx.load(str(path))
    graph = model.graph
    maker = {output: node for node in graph.node for output in node.output}
    constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    gone = []
    for node in graph.node:
        pad = maker.get(node.input[0]) if node.op_type == "Conv" else None
        if pad is None or pad.op_type != "Pad":
            continue
        amounts = constants.get(pad.input[1])
        if amounts is None or len(amounts) != 8 or amounts[[0, 1, 4, 5]].any():
            raise ValueError(f"{path}: {pad.name} pads by amounts that are not fixed, or beside height and width")
        kept = [attribute for attribute in node.attribute if attribute.name != "pads"]
        del node.attribute[:]
        node.attribute.extend([*kept, helper.make_attribute("pads", [int(n) for n in amounts[[2, 3, 6, 7]]])])
        node.input[0] = pad.input[0]
        gone.append(pad)
    for pad in gone:
        graph.node.remove(pad)
    onnx.save(model, str(path))
    return len(gone)


def quantise(plain: Path, target: Path, pcm: np.ndarray) -> None:
    """Weights per channel in seven bits, which no processor overflows, activations in eight; ``pcm`` [n, 160000]
    calibrates."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        fuse_pads(ready)
        names = [node.name for node in onnx.load(str(ready)).graph.node]
        quantize_static(
            str(ready), str(target), Windows(pcm), quant_format=QuantFormat.QDQ, per_channel=True, reduce_range=True,
            activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, op_types_to_quantize=QUANTISED,
            nodes_to_exclude=[name for name in names if name.startswith(IN_FLOAT)],
        )  # fmt: skip


def outputs_of(path: Path, pcm: np.ndarray, outputs: tuple[str, ...]) -> dict[str, np.ndarray]:
    tower = session(path)
    rows = [tower.run(list(outputs), {"pcm": row[None]}) for row in pcm]
    return {name: np.concatenate(parts) for name, parts in zip(outputs, zip(*rows, strict=True), strict=True)}
