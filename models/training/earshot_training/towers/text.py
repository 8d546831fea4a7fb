"""The text tower's encoder: all-MiniLM-L6-v2 (Apache-2.0), a 6-layer BERT with mean pooling, in plain PyTorch.

input_ids, attention_mask int64 [batch, n], n <= 256 -> unit vectors [batch, 384].
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn

MAX_TOKENS = 256
WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512


class Block(nn.Module):
    """One post-norm BERT layer; parameter names follow the checkpoint after ``rename``."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        batch, length, _ = x.shape

        def split(y: torch.Tensor) -> torch.Tensor:
            return y.reshape(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attention_norm(x + self.output(mixed))
        return self.output_norm(x + self.outer(F.gelu(self.inner(x))))


class MiniLM(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        length = input_ids.shape[1]
        x = self.words(input_ids) + self.positions.weight[:length] + self.types.weight[0]
        x = self.norm(x)
        mask = attention_mask.to(x.dtype)
        bias = (1 - mask)[:, None, None, :] * -1e4
        for block in self.blocks:
            x = block(x, bias)
        pooled = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1e-9)
        return F.normalize(pooled, dim=1)


def rename(name: str) -> str:
    for old, new in (
        ("embeddings.word_embeddings", "words"), ("embeddings.position_embeddings", "positions"),
        ("embeddings.token_type_embeddings", "types"), ("embeddings.LayerNorm", "norm"),
        ("encoder.layer.", "blocks."), ("attention.self.", ""), ("attention.output.dense", "output"),
        ("attention.output.LayerNorm", "attention_norm"), ("intermediate.dense", "inner"),
        ("output.dense", "outer"), ("output.LayerNorm", "output_norm"),
    ):  # fmt: skip
        name = name.replace(old, new)
    return name


def load_minilm(folder: str | Path) -> MiniLM:
    """Reads model.safetensors from an unpacked all-MiniLM-L6-v2 folder; unknown or missing weights are errors."""
    weights = load_file(str(Path(folder) / "model.safetensors"))
    state = {
        rename(k): v.float()
        for k, v in weights.items()
        if not k.endswith("position_ids") and not k.startswith("pooler.")
    }
    model = MiniLM()
    model.load_state_dict(state, strict=True)
    return model.eval()


def load_tokenizer(path: str | Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer


def tokenize(tokenizer: Tokenizer, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Pads a batch with id 0 to its longest text: input_ids and attention_mask int64 [batch, n]."""
    rows = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    length = max(len(row) for row in rows)
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = 1
    return ids, mask


class TextEncoder:
    """Strings -> unit vectors [n, 384], in batches sorted by length; strings seen before are not encoded again."""

    def __init__(self, folder: str | Path) -> None:
        self.model = load_minilm(folder)
        self.tokenizer = load_tokenizer(Path(folder) / "tokenizer.json")
        self.known: dict[str, torch.Tensor] = {}

    @torch.inference_mode()
    def __call__(self, texts: list[str], batch: int = 64) -> torch.Tensor:
        fresh = sorted({t for t in texts if t not in self.known}, key=len)
        for start in range(0, len(fresh), batch):
            part = fresh[start : start + batch]
            self.known.update(zip(part, self.model(*tokenize(self.tokenizer, part)), strict=True))
        return torch.stack([self.known[t] for t in texts])
