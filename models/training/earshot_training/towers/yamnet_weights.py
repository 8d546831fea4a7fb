"""YAMNet's trunk out of its TFLite network: weights are read, dequantised and laid out as PyTorch has them.

The network's convolutions hold folded norms, so a kernel and a bias each are all there is.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from .mobilenet import MobileNet

CONVOLUTIONS = ("CONV_2D", "DEPTHWISE_CONV_2D")
Weights = tuple[np.ndarray, np.ndarray]


class TrunkError(ValueError):
    """The network does not hold the convolutions of the plan, or a weight that is no number."""


def dequantised(values: np.ndarray, scales: np.ndarray, zeros: np.ndarray, axis: int) -> np.ndarray:
    """float32; without scales the values are what they are."""
    values = values.astype(np.float32)
    if not len(scales):
        return values
    shape = [1] * values.ndim
    if len(scales) > 1:
        shape[axis] = -1
    return ((values - zeros.reshape(shape)) * scales.reshape(shape)).astype(np.float32)


def convolutions_of(network: Any) -> list[Weights]:
    """Kernel [height, width, inputs, outputs] and bias of every convolution, in the order of the graph.

    ``network`` is an interpreter with its tensors allocated. A depthwise kernel is [3, 3, 1, channels], as a plain one
    of one input.
    """
    details = {tensor["index"]: tensor for tensor in network.get_tensor_details()}
    steps = network._get_ops_details()
    source = {step["outputs"][0]: step["inputs"][0] for step in steps if step["op_name"] == "DEQUANTIZE"}

    def value(index: int) -> np.ndarray:
        index = source.get(index, index)
        how = details[index]["quantization_parameters"]
        return dequantised(network.get_tensor(index), how["scales"], how["zero_points"], how["quantized_dimension"])

    found = []
    for step in steps:
        if step["op_name"] in CONVOLUTIONS:
            kernel = value(step["inputs"][1])
            wide = step["op_name"] == "DEPTHWISE_CONV_2D"
            found.append(
                (kernel.transpose(1, 2, 0, 3) if wide else kernel.transpose(1, 2, 3, 0), value(step["inputs"][2]))
            )
    return found


def filled(trunk: MobileNet, weights: list[Weights]) -> MobileNet:
    """The trunk with these weights. Raises TrunkError where they are not its own to the last shape."""
    layers = trunk.convolutions()
    if len(layers) != len(weights):
        raise TrunkError(f"the network has {len(weights)} convolutions, the trunk {len(layers)}")
    for number, (layer, (kernel, bias)) in enumerate(zip(layers, weights, strict=True)):
        laid_out = np.ascontiguousarray(kernel.transpose(3, 2, 0, 1))
        if laid_out.shape != tuple(layer.weight.shape) or bias.shape != tuple(layer.bias.shape):
            raise TrunkError(f"convolution {number} has shape {laid_out.shape}, wanted is {tuple(layer.weight.shape)}")
        if not (np.isfinite(laid_out).all() and np.isfinite(bias).all()):
            raise TrunkError(f"convolution {number} holds weights that are no numbers")
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(laid_out))
            layer.bias.copy_(torch.from_numpy(bias))
    return trunk
