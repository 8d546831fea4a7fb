"""The music score of an exported pair, fitted anew on what its own int8 tower hears. Nothing else of it changes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from ..data.dataset import Item
from ..data.labelled import LabelledFolder
from ..pair.music_gate import fit_music_gate
from ..towers.onnx_graphs import session

OUTPUT, PENALTY = "music", 0.1
MUSIC = ("music", "gm", "ensemble")  # kinds that the threshold is measured on
KEPT = 0.995


@dataclass(frozen=True)
class Gate:
    """Names in the graph: the pooled ``features`` [batch, n], ``weight`` [n, 1] and ``bias`` [1] of the score."""

    features: str
    weight: str
    bias: str


def gate_of(graph: onnx.GraphProto) -> Gate:
    """Raises ValueError for a tower whose score is no sigmoid over one linear layer."""
    makes = {name: node for node in graph.node for name in node.output}

    def before(name: str, kind: str) -> list[str]:
        if name not in makes or makes[name].op_type != kind:
            raise ValueError(f"the music score is not made by {kind}")
        return list(makes[name].input)

    product, bias = before(before(OUTPUT, "Sigmoid")[0], "Add")
    features, weight = before(product, "MatMul")
    return Gate(features, weight, bias)


def features_of(tower: Path, folder: LabelledFolder, items: list[Item]) -> tuple[np.ndarray, np.ndarray]:
    """Pooled features [windows, n] of the items, and for each window the item's place in the list."""
    model = onnx.load(str(tower))
    name = gate_of(model.graph).features
    model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / tower.name
        onnx.save(model, str(path))
        hearing = session(path)
    rows, owner = [], []
    for number, item in enumerate(items):
        for pcm in folder.pcm(item):
            rows.append(hearing.run([name], {"pcm": pcm[None]})[0][0])
            owner.append(number)
    return np.array(rows, np.float32), np.array(owner)


def put_gate(tower: Path, weight: np.ndarray, bias: np.ndarray) -> None:
    """``weight`` [n] and ``bias`` [1] in the place of the tower's own."""
    model = onnx.load(str(tower))
    gate = gate_of(model.graph)
    for name, values in ((gate.weight, weight[:, None]), (gate.bias, bias)):
        tensor = _constant(model.graph, name)
        shape = numpy_helper.to_array(tensor).shape
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float32).reshape(shape), tensor.name))
    onnx.save(model, str(tower))


def _constant(graph: onnx.GraphProto, name: str) -> onnx.TensorProto:
    found = [one for one in graph.initializer if one.name == name]
    found += [node.attribute[0].t for node in graph.node if node.op_type == "Constant" and name in node.output]
    if len(found) != 1:
        raise ValueError(f"{name} is no constant of the tower")
    return found[0]


def refit(tower: Path, folder: LabelledFolder, penalty: float = PENALTY) -> float:
    """Fits on the split ``train`` and puts the score into the tower; returns the threshold that keeps KEPT of the
    windows of the songs and the held-out music."""
    items = folder.items()
    features, owner = features_of(tower, folder, items)
    train = np.array([items[number].split == "train" for number in owner])
    other = np.array([items[number].kind == "other" for number in owner])
    judged = ~train & np.array([items[number].kind in MUSIC for number in owner])
    gate = fit_music_gate(torch.from_numpy(features[train]), torch.from_numpy(~other[train]), penalty)
    put_gate(tower, gate.weight.numpy()[0], gate.bias.numpy())
    scores = torch.sigmoid(gate(torch.from_numpy(features[judged]))).numpy()
    return float(np.quantile(scores, 1 - KEPT))
