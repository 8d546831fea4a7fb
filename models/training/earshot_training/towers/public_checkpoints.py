"""Public weights from a local file into MuLan's towers: ResNet-50, AST and BERT, in the layouts they are published in.

ResNet: torchvision. AST: the authors' repository (module.v.…) or Hugging Face. BERT: Hugging Face, old names too. The
classifier on top is dropped, the projection to the joint space stays as it is; anything else that does not fit is an
error, so that no tower is ever filled in part without a word.
"""

from __future__ import annotations

import re
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from .ast import ASTTower
from .bert import BertTower
from .resnet import ResNetTower

State = dict[str, torch.Tensor]


class CheckpointError(ValueError):
    """The file is damaged, or holds other weights than this tower's."""


def read_state(path: Path) -> State:
    """Tensors by name from .safetensors, or from what torch.save wrote (tensors only: no code is run)."""
    if not path.is_file():
        raise FileNotFoundError(f"there is no checkpoint at {path}")
    try:
        state = load_file(path) if path.suffix == ".safetensors" else torch.load(path, "cpu", weights_only=True)
    except Exception as error:  # both libraries raise several kinds for a damaged file
        raise CheckpointError(f"{path} cannot be read as a checkpoint: {error}") from error
    for key in ("state_dict", "model"):
        if isinstance(state, dict) and isinstance(state.get(key), dict):
            state = state[key]
    if not isinstance(state, dict) or not all(isinstance(value, torch.Tensor) for value in state.values()):
        raise CheckpointError(f"{path} holds no table of tensors")
    return {name.removeprefix("module."): value.float() for name, value in state.items()}


def load_resnet(tower: ResNetTower, path: Path) -> None:
    """A first convolution over red, green and blue becomes their sum: a grey picture gives the same answer."""
    state = {name: value for name, value in read_state(path).items() if not name.startswith("fc.")}
    first = state.get("conv1.weight")
    if first is not None and first.shape[1] == 3:
        state["conv1.weight"] = first.sum(1, keepdim=True)
    _fill(tower, state, path, "a ResNet in torchvision's layout")


def load_bert(tower: BertTower, path: Path) -> None:
    state: State = {}
    for name, value in read_state(path).items():
        name = name.removeprefix("bert.")
        if name.startswith(("pooler.", "cls.", "classifier.")) or name.endswith("position_ids"):
            continue
        for old, new in (
            ("embeddings.word_embeddings", "words"), ("embeddings.position_embeddings", "positions"),
            ("embeddings.token_type_embeddings", "types"), ("embeddings.LayerNorm", "norm"),
            ("encoder.layer.", "blocks."), ("attention.self.", "attention."),
            ("attention.output.dense", "attention.output"), ("attention.output.LayerNorm", "attention_norm"),
            ("intermediate.dense", "inner"), ("output.LayerNorm", "output_norm"),
            (".gamma", ".weight"), (".beta", ".bias"),
        ):  # fmt: skip
            name = name.replace(old, new)
        name = re.sub(r"(blocks\.\d+\.)output\.dense", r"\1outer", name)
        state[name] = value
    _fill(tower, state, path, "a BERT in Hugging Face's layout")


def load_ast(tower: ASTTower, path: Path) -> None:
    """Position embeddings are fitted to the tower's grid by interpolation.

    The public checkpoints have two special tokens and patches that overlap: set audio_distilled and audio_stride=10.
    """
    raw = read_state(path)
    state = _from_authors(raw) if any(name.startswith("v.") for name in raw) else _from_hugging_face(raw)
    positions = state.get("positions")
    if positions is not None and positions.shape != tower.positions.shape:
        state["positions"] = _fit_positions(positions, tower, path)
    _fill(tower, state, path, "an AST in its authors' or Hugging Face's layout")


def _from_authors(raw: State) -> State:
    state: State = {}
    special = [raw[name] for name in ("v.cls_token", "v.dist_token") if name in raw]
    if special:
        state["tokens"] = torch.cat(special, 1)
    for name, value in raw.items():
        if not name.startswith("v.") or name in ("v.cls_token", "v.dist_token") or ".head" in name:
            continue
        name = name.removeprefix("v.")
        for old, new in (
            ("pos_embed", "positions"), ("patch_embed.proj", "patches"), ("norm1", "attention_norm"),
            ("norm2", "output_norm"), ("mlp.fc1", "inner"), ("mlp.fc2", "outer"), ("attn.proj", "attention.output"),
        ):  # fmt: skip
            name = name.replace(old, new)
        if ".attn.qkv." in name:
            block, kind = name.split(".attn.qkv.")
            for part, piece in zip(("query", "key", "value"), value.chunk(3), strict=True):
                state[f"{block}.attention.{part}.{kind}"] = piece
        else:
            state[name] = value
    return state


def _from_hugging_face(raw: State) -> State:
    raw = {name.removeprefix("audio_spectrogram_transformer."): value for name, value in raw.items()}
    state: State = {}
    names = ("embeddings.cls_token", "embeddings.distillation_token")
    special = [raw[name] for name in names if name in raw]
    if special:
        state["tokens"] = torch.cat(special, 1)
    for name, value in raw.items():
        if name in names or name.startswith("classifier."):
            continue
        for old, new in (
            ("embeddings.position_embeddings", "positions"), ("embeddings.patch_embeddings.projection", "patches"),
            ("encoder.layer.", "blocks."), ("attention.attention.", "attention."),
            ("attention.output.dense", "attention.output"), ("intermediate.dense", "inner"),
            ("layernorm_before", "attention_norm"), ("layernorm_after", "output_norm"),
        ):  # fmt: skip
            name = name.replace(old, new)
        name = re.sub(r"(blocks\.\d+\.)output\.dense", r"\1outer", name)
        state["norm" + name.removeprefix("layernorm") if name.startswith("layernorm.") else name] = value
    return state


def _fit_positions(positions: torch.Tensor, tower: ASTTower, path: Path) -> torch.Tensor:
    """[1, special + rows * columns, width]: the published grid has as many rows as the tower's, or 12 (stride 10)."""
    special, (rows, columns) = tower.config.special, tower.config.grid
    patches = positions.shape[1] - special
    for height in (rows, 12):
        if patches > 0 and patches % height == 0:
            grid = positions[:, special:].reshape(1, height, patches // height, -1).permute(0, 3, 1, 2)
            fitted = F.interpolate(grid, (rows, columns), mode="bilinear", align_corners=False)
            return torch.cat([positions[:, :special], fitted.flatten(2).transpose(1, 2)], 1)
    raise CheckpointError(f"{path}: {positions.shape[1]} positions fit no grid of patches")


def _fill(tower: nn.Module, state: State, path: Path, what: str) -> None:
    own = {name: value for name, value in tower.state_dict().items() if not name.startswith("projection.")}
    own = {name: value for name, value in own.items() if not name.endswith("num_batches_tracked")}
    state = {name: value for name, value in state.items() if not name.endswith("num_batches_tracked")}
    lacking, unknown = sorted(own.keys() - state.keys()), sorted(state.keys() - own.keys())
    if lacking or unknown:
        told = ", ".join(f"{len(names)} {word}, e.g. {names[0]}" for names, word in
                         ((lacking, "missing"), (unknown, "unknown")) if names)  # fmt: skip
        raise CheckpointError(f"{path} is not {what} of this tower's size: {told}")
    for name, value in own.items():
        if value.shape != state[name].shape:
            shapes = f"{tuple(state[name].shape)} instead of {tuple(value.shape)}"
            raise CheckpointError(
                f"{path}: {name} is {shapes}; the tower's configuration differs from the checkpoint's"
            )
    tower.load_state_dict(state, strict=False)
