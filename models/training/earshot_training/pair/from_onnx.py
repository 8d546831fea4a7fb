"""An exported pair read back: its student as a start for further training, its heads for comparison.

The export folds every batch norm into the convolution before it (weights W', bias b'). Training wants the norms back:
they are put in with the statistics of given log-mels, so that the network computes the same function as the export did.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from ..evaluation.pair import Pair
from ..towers.heads import Head
from ..towers.student import Student

OTHER_WEIGHTS = {
    "mean": "student.mean", "deviation": "student.deviation",
    "out.0.weight": "student.out.0.weight", "out.0.bias": "student.out.0.bias",
    "out.3.weight": "student.out.3.weight", "out.3.bias": "student.out.3.bias",
}  # fmt: skip


def convolutions(student: Student) -> list[tuple[nn.Conv2d, nn.BatchNorm2d]]:
    """Every convolution with its norm, in the order of computation."""
    pairs = [(student.stem[0], student.stem[1])]
    for block in student.blocks:
        pairs += [(block.depthwise, block.norm1), (block.pointwise, block.norm2)]
    return [*pairs, (student.collapse[0], student.collapse[1])]


def _arrays(graph: onnx.GraphProto) -> dict[str, np.ndarray]:
    """Initialisers by name; an exported file keeps equal tensors once and gives the others through Identity nodes."""
    arrays = {row.name: numpy_helper.to_array(row) for row in graph.initializer}
    for node in graph.node:
        if node.op_type == "Identity" and node.input[0] in arrays:
            arrays[node.output[0]] = arrays[node.input[0]]
    return arrays


def read_folded(path: Path) -> Student:
    """The student in ``audio.onnx``, in evaluation mode; its norms only add the folded biases."""
    graph = onnx.load(str(path)).graph
    arrays = _arrays(graph)
    student = Student().eval()
    folded = [node.input for node in graph.node if node.op_type == "Conv"]
    pairs = convolutions(student)
    missing = [name for name in OTHER_WEIGHTS.values() if name not in arrays]
    if len(folded) != len(pairs) or missing:
        raise ValueError(
            f"{path} holds no student of this size: {len(folded)} convolutions for {len(pairs)}, missing {missing}"
        )
    state = student.state_dict()
    for name, source in OTHER_WEIGHTS.items():
        state[name].copy_(_tensor(arrays[source], state[name].shape, path))
    for (convolution, norm), inputs in zip(pairs, folded):
        with torch.no_grad():
            convolution.weight.copy_(_tensor(arrays[inputs[1]], convolution.weight.shape, path))
            norm.bias.copy_(_tensor(arrays[inputs[2]], norm.bias.shape, path))
            norm.running_var.fill_(1 - norm.eps)
    return student


def read_exported_heads(folder: Path, encode: Callable[[list[str]], torch.Tensor]) -> Pair:
    """The heads of ``audio.onnx`` and ``text.onnx`` (their products are float32 in both) on float32 text vectors."""
    heads, arrays = [], {}
    for name, inputs in (("text.onnx", 384), ("audio.onnx", 500)):
        graph = onnx.load(str(folder / name)).graph
        arrays = _arrays(graph)
        inputs_of = {node.name: list(node.input) for node in graph.node if node.name.startswith("/head/")}
        head = Head(inputs)
        try:
            names = inputs_of["/head/norm/LayerNormalization"][1:3] + inputs_of["/head/linear/MatMul"][1:2]
            weight, bias, product = (arrays[one] for one in names)
            centre = arrays[inputs_of["/head/Sub"][1]] if "/head/Sub" in inputs_of else np.zeros(inputs, np.float32)
        except KeyError as error:
            raise ValueError(f"{folder / name} holds no head ({error} is missing)") from error
        with torch.no_grad():
            head.linear.weight.copy_(_tensor(product.T, head.linear.weight.shape, folder / name))
            head.norm.weight.copy_(_tensor(weight, (inputs,), folder / name))
            head.norm.bias.copy_(_tensor(bias, (inputs,), folder / name))
            head.centre.copy_(_tensor(centre, (inputs,), folder / name))
        heads.append(head.eval())
    text, audio = heads
    return Pair(audio, text, encode, arrays["feature_mean"], arrays["feature_deviation"])


def _tensor(values: np.ndarray, shape: tuple[int, ...], path: Path) -> torch.Tensor:
    if tuple(values.shape) != tuple(shape):
        raise ValueError(f"{path} holds no student of this size: {values.shape} instead of {tuple(shape)}")
    return torch.from_numpy(values.copy())


@torch.inference_mode()
def unfold_norms(student: Student, batches: list[torch.Tensor]) -> None:
    """Gives the norms of ``read_folded`` their statistics over log-mel batches [n, frames, 96]; the function stays.

    Kernels get the spread of a fresh initialisation (1 / sqrt(3 x inputs of a kernel)), which the norm undoes: an
    optimiser's step is then the same part of every kernel, whatever the folded factors were.
    """
    sums: dict[int, list[torch.Tensor]] = {}
    hooks = []
    for number, (_, norm) in enumerate(convolutions(student)):

        def collect(_: nn.Module, inputs: tuple[torch.Tensor, ...], number: int = number) -> None:
            values = inputs[0].double()
            sums.setdefault(number, []).append(torch.stack([values.mean((0, 2, 3)), (values**2).mean((0, 2, 3))]))

        hooks.append(norm.register_forward_pre_hook(collect))
    for batch in batches:
        student(batch)
    for hook in hooks:
        hook.remove()
    for number, (convolution, norm) in enumerate(convolutions(student)):
        mean, square = torch.stack(sums[number]).mean(0)
        variance = (square - mean**2).clamp(min=1e-6)
        fan = convolution.weight[0].numel()
        factor = 1 / ((3 * fan) ** 0.5 * convolution.weight.double().square().mean((1, 2, 3)).sqrt().clamp(min=1e-6))
        convolution.weight.mul_(factor[:, None, None, None])
        norm.running_mean.copy_(mean * factor)
        norm.running_var.copy_(variance * factor**2)
        norm.weight.copy_((variance * factor**2 + norm.eps).sqrt() / factor)
        norm.bias.add_(mean)
