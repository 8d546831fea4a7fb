"""The text head of an exported pair, read back from its text.onnx."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from ...towers.joint_heads import EARLIER, TextJoint
from ...towers.text_head import WIDTH


def read_text_head(path: Path) -> dict[str, torch.Tensor]:
    """centre, norm.weight, norm.bias and linear.weight as ``TextJoint`` names them. Raises ValueError for a tower
    without such a head."""
    graph = onnx.load(str(path)).graph
    known = {one.name: one for one in graph.initializer}
    products = [node.input[1] for node in graph.node if node.op_type == "MatMul" and node.name.startswith("/head/")]
    names = {"centre": "head.centre", "norm.weight": "head.norm.weight", "norm.bias": "head.norm.bias"}
    found = {name: numpy_helper.to_array(known[source]) for name, source in names.items() if source in known}
    shapes = [tuple(known[name].dims) for name in products if name in known]
    if len(found) != len(names) or shapes != [(WIDTH, EARLIER)]:
        raise ValueError(f"{path} has no text head of one layer ({WIDTH} to {EARLIER}) in float32")
    found["linear.weight"] = numpy_helper.to_array(known[products[0]]).T
    return {name: torch.tensor(values.copy()) for name, values in found.items()}


def take_earlier(head: TextJoint, parts: dict[str, torch.Tensor]) -> None:
    """Puts the earlier pair's head into the first 128 numbers."""
    missing, unknown = head.load_state_dict(parts, strict=False)
    if unknown or any(not name.startswith("mapped.") for name in missing):
        raise ValueError(f"the earlier head does not fit: {', '.join([*unknown, *missing])}")
