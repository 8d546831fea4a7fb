"""From the teacher to the student: which channels live, and the teacher's weights on the student's grid."""

from __future__ import annotations

import torch

from .musicnn import LIVE, MusiCNN, Teacher
from .student import FRONT_KERNELS, SHIPPED, TIMBRAL_FRAMES, Grid, Student

STILL = 0.008  # a channel whose deviation over many sounds is below this is dead; none lies between 0.004 and 0.009


@torch.inference_mode()
def find_live(teacher: Teacher, mel: torch.Tensor, batch: int = 8) -> dict[str, list[list[int]]]:
    """Channels that change over the patches ``mel`` [n, frames, 96], per trunk and front-end block."""
    found: dict[str, list[list[int]]] = {}
    for name, trunk in zip(LIVE, teacher.trunks, strict=True):
        found[name] = []
        for block in range(len(FRONT_KERNELS)):
            maps = torch.cat([trunk.front(mel[i : i + batch], block) for i in range(0, len(mel), batch)])
            spread = maps.permute(1, 0, 2).flatten(1).std(1)
            found[name].append(torch.nonzero(spread > STILL)[:, 0].tolist())
    return found


def _root(second_moment: torch.Tensor) -> torch.Tensor:
    values, vectors = torch.linalg.eigh(second_moment)
    return vectors @ torch.diag(values.clamp(min=1e-9).sqrt()) @ vectors.T


def time_functions(filters: torch.Tensor, mel: torch.Tensor, rank: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The ``rank`` functions of seven frames that keep most of the filters' response to ``mel``.

    ``filters`` [n, 7], standardised ``mel`` [windows, frames, 96] -> functions [rank, 7] and the map [7, rank] from a
    filter to its coordinates: the filters' truncated singular value decomposition, weighted by the second moment of
    seven consecutive frames.
    """
    frames = mel.unfold(1, TIMBRAL_FRAMES, 1).reshape(-1, TIMBRAL_FRAMES).double()
    root = _root(frames.T @ frames / len(frames))
    vectors = torch.linalg.svd(filters.double() @ root, full_matrices=False)[2][:rank]
    return (vectors @ torch.linalg.inv(root)).float(), (root @ vectors.T).float()


def coarser(kernel: torch.Tensor) -> torch.Tensor:
    """A kernel [out, in, 7] over single frames as one of 5 taps over every second frame; odd taps go halves."""
    result = torch.zeros(*kernel.shape[:2], 5)
    for tap in range(7):
        below, odd = divmod(tap - 3, 2)
        result[..., below + 2] += kernel[..., tap] * (0.5 if odd else 1)
        if odd:
            result[..., below + 3] += kernel[..., tap] * 0.5
    return result


Weights = dict[str, torch.Tensor]


def _front_weights(trunk: MusiCNN, block: int, live: list[int], mean: float, deviation: float) -> Weights:
    """Weights of a front-end block for input (mel - mean) / deviation, filters of negative scale negated."""
    kernel, bias = getattr(trunk, f"kernel{block}")[live], getattr(trunk, f"bias{block}")[live]
    norm = trunk.norms[1 + block]
    scale, shift = trunk.norms[0].scale, trunk.norms[0].shift
    sign = torch.where(norm.scale[live] < 0, -1.0, 1.0)
    return {
        "weight": kernel * scale * deviation * sign[:, None, None, None],
        "bias": (bias + (scale * mean + shift) * kernel.sum((1, 2, 3))) * sign,
        "sign": sign, "scale": norm.scale[live], "shift": norm.shift[live],
    }  # fmt: skip


def _copy_front(student: Student, teacher: Teacher, mel: torch.Tensor) -> None:
    mean, deviation = float(student.mean), float(student.deviation)
    trunks = list(zip(teacher.trunks, LIVE.values(), strict=True))
    merged = [
        [_front_weights(trunk, block, live[block], mean, deviation) for trunk, live in trunks]
        for block in range(len(FRONT_KERNELS))
    ]
    front = [{k: torch.cat([rows[k] for rows in parts]) for k in parts[0]} for parts in merged]
    timbral = [b for b, (frames, _) in enumerate(FRONT_KERNELS) if frames == TIMBRAL_FRAMES]
    filters = torch.cat([front[b]["weight"][:, 0].transpose(1, 2).reshape(-1, TIMBRAL_FRAMES) for b in timbral])
    functions, coordinates = time_functions(filters, (mel - mean) / deviation, student.grid.rank)
    student.time_functions.weight.copy_(functions[:, None, :, None])
    for number, (block, weights) in enumerate(zip(student.front, front, strict=True)):
        kernel = weights["weight"]
        if number in timbral:
            kernel = torch.einsum("ntm,tr->nrm", kernel[:, 0], coordinates)[:, :, None]
        block.convolution.weight.copy_(kernel)
        block.convolution.bias.copy_(weights["bias"])
        block.sign.copy_(weights["sign"])
        block.activation.scale.copy_(weights["scale"])
        block.activation.shift.copy_(weights["shift"])


def _copy_trunk(student: Student, number: int, trunk: MusiCNN) -> None:
    """Middle and dense layers; what dead channels add is constant and goes into the biases."""
    blocks = list(LIVE.values())[number]
    live, constant = trunk.rows_of(blocks), trunk.constants(blocks)
    target = student.trunks[number]
    for layer, (convolution, activation) in enumerate(zip(target.middle, target.activations, strict=True)):
        kernel = getattr(trunk, f"kernel{5 + layer}")[:, 0].permute(0, 2, 1)
        bias = getattr(trunk, f"bias{5 + layer}")
        if layer == 0:
            bias, kernel = bias + kernel.sum(2) @ constant, kernel[:, live]
        convolution.weight.copy_(kernel if student.grid.time_step == 1 else coarser(kernel))
        convolution.bias.copy_(bias)
        activation.scale.copy_(trunk.norms[6 + layer].scale)
        activation.shift.copy_(trunk.norms[6 + layer].shift)
    # The teacher interleaves its pooled channels: maximum 0, mean 0, maximum 1, mean 1, ...
    scale, shift = (getattr(trunk.norms[9], part).reshape(-1, 2) for part in ("scale", "shift"))
    dense = trunk.dense0.reshape(len(trunk.dense0), -1, 2)
    bias = trunk.dense_bias0 + (dense * shift).sum((1, 2))
    dense = dense * scale
    channels = dense.shape[1]
    bias = bias + dense[:, : len(constant)].sum(2) @ constant
    kept = torch.cat([live, torch.arange(len(constant), channels)])
    target.penultimate.weight.copy_(torch.cat([dense[:, kept, 0], dense[:, kept, 1]], 1))
    target.penultimate.bias.copy_(bias)
    target.norm.scale.copy_(trunk.norms[10].scale)
    target.norm.shift.copy_(trunk.norms[10].shift)
    target.tags.weight.copy_(trunk.dense1)
    target.tags.bias.copy_(trunk.dense_bias1)


@torch.no_grad()
def prune(teacher: Teacher, mel: torch.Tensor, grid: Grid = SHIPPED) -> Student:
    """The student that holds the teacher's weights. ``mel`` [windows, frames, 96] is typical music: it sets the scale
    of the input and the time functions."""
    student = Student(grid)
    student.mean.fill_(mel.mean())
    student.deviation.fill_(mel.std())
    _copy_front(student, teacher, mel)
    for number, trunk in enumerate(teacher.trunks):
        _copy_trunk(student, number, trunk)
    return student.eval()
