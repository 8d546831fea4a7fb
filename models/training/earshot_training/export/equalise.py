"""Channels of a trunk brought to one range before it is quantised. Convolution and ReLU let a positive factor through,
so a channel can be made smaller where it leaves a layer and larger where it enters the next: no output changes."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from ..towers.listener import Listener
from ..towers.mobilenet import KERNEL, padded

LEAST_RANGE, LEAST_WEIGHT, LEAST_FACTOR = 1e-3, 1e-6, 1e-4


def _ranges(layers: list[torch.nn.Conv2d], mel: torch.Tensor) -> list[torch.Tensor]:
    """The largest value of every channel behind each convolution and its ReLU."""
    x, found = mel[:, None], []
    for layer in layers:
        x = F.relu(layer(padded(x, layer.stride) if layer.kernel_size[0] == KERNEL else x))
        found.append(x.amax((0, 2, 3)).clamp(min=LEAST_RANGE))
    return found


def _factors(own: torch.Tensor, after: torch.nn.Conv2d | None, share: float, floor: float) -> torch.Tensor:
    factor = (own / own.max()).clamp(min=floor)
    if after is not None and after.groups == 1:
        takes = after.weight.abs().amax((0, 2, 3)).clamp(min=LEAST_WEIGHT)
        factor = factor**share / (takes / takes.max()).clamp(min=floor) ** (1 - share)
        factor = factor / factor.max()
    return factor.clamp(min=LEAST_FACTOR)


@torch.inference_mode()
def equalise(listener: Listener, mel: torch.Tensor, share: float = 0.5, floor: float = 0.05) -> None:
    """In place; ``mel`` [n, 96, 64] are patches to measure by, ``share`` how far a channel's range counts against the
    next layer's weights, ``floor`` the smallest factor that is told apart."""
    layers = listener.trunk.convolutions()
    ranges = _ranges(layers, mel)
    last = listener.plan.trunk.blocks[-1][0]
    for number, layer in enumerate(layers):
        after = layers[number + 1] if number + 1 < len(layers) else None
        factor = _factors(ranges[number], after, share, floor)
        layer.weight /= factor[:, None, None, None]
        layer.bias /= factor
        if after is not None:
            after.weight *= factor[:, None, None, None] if after.groups > 1 else factor[None, :, None, None]
        for pooled in (listener.mean, listener.deviation):
            if after is None:
                pooled[: 2 * last] /= factor.repeat(2)
            if layer is listener.trunk.point[listener.plan.middle]:
                pooled[2 * last :] /= factor
