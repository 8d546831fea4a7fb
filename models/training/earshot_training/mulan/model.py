"""The joint model: log-mel, audio tower, text tower, and the learned temperature."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import nn

from ..frontends.paper import LogMelSpectrogram
from ..towers.ast import ASTConfig, ASTTower
from ..towers.bert import BertConfig, BertTower
from ..towers.resnet import ResNetConfig, ResNetTower
from ..towers.spec_augment import SpecAugment
from ..towers.text import TextEncoder
from ..towers.wordpiece import Wordpiece
from .config import Config


class BertText(nn.Module):
    """Texts through wordpiece and BERT."""

    def __init__(self, tower: BertTower, tokens: Wordpiece) -> None:
        super().__init__()
        self.tower, self.tokens = tower, tokens

    def forward(self, texts: list[str]) -> torch.Tensor:
        device = self.tower.projection.weight.device
        ids, mask = self.tokens.encode(texts)
        return self.tower(ids.to(device), mask.to(device))


class SentenceText(nn.Module):
    """Texts through a frozen sentence encoder (its weights are no part of this module) and one trained layer."""

    def __init__(self, encoder: TextEncoder, dimension: int, width: int = 384) -> None:
        super().__init__()
        self._encoder = [encoder]  # in a list, so that torch does not register it
        self.norm, self.projection = nn.LayerNorm(width), nn.Linear(width, dimension)

    @property
    def encoder(self) -> TextEncoder:
        return self._encoder[0]

    def forward(self, texts: list[str]) -> torch.Tensor:
        vectors = self.encoder(texts).clone().to(self.projection.weight.device)
        return F.normalize(self.projection(self.norm(vectors)), dim=-1)


class MuLan(nn.Module):
    def __init__(self, audio: ResNetTower | ASTTower, text: BertText | SentenceText, temperature: float = 0.1) -> None:
        super().__init__()
        self.frontend, self.audio, self.text = LogMelSpectrogram(audio.config.bands), audio, text
        self.log_scale = nn.Parameter(torch.tensor(-math.log(temperature)))

    @property
    def scale(self) -> torch.Tensor:
        """1 / tau; tau stays in (0, 1], and above 0.01, where float32 exponentials are still safe."""
        return self.log_scale.clamp(0, math.log(100)).exp()

    def forward(self, pcm: torch.Tensor, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Audio and text embeddings [batch, dimension] of unit length, and 1 / tau."""
        return self.embed_audio(pcm), self.embed_text(texts), self.scale

    def embed_audio(self, pcm: torch.Tensor) -> torch.Tensor:
        """pcm float32 [batch, 160000] -> [batch, dimension]."""
        with torch.autocast(pcm.device.type, enabled=False):  # logarithms of small numbers need float32
            log_mel = self.frontend(pcm.float())
        return self.audio(log_mel).float()

    def embed_text(self, texts: list[str]) -> torch.Tensor:
        """[len(texts), dimension]."""
        return self.text(texts).float()


def audio_tower(config: Config) -> ResNetTower | ASTTower:
    augment = SpecAugment() if config.augment else SpecAugment(0, 0, 0, 0)
    if config.audio == "resnet":
        blocks, width = config.audio_blocks, config.audio_width
        return ResNetTower(ResNetConfig(64, blocks, width, config.dimension), augment)
    sizes = {"depth": config.audio_blocks[0], "width": config.audio_width, "heads": config.audio_heads}
    patches = {"stride": config.audio_stride, "distilled": config.audio_distilled}
    return ASTTower(ASTConfig(**sizes, **patches, dimension=config.dimension), augment)


def make_model(config: Config, tokens: Wordpiece | None = None, encoder: TextEncoder | None = None) -> MuLan:
    """``tokens`` for a BERT tower, ``encoder`` for a sentence tower; raises ValueError where the one needed lacks."""
    audio = audio_tower(config)
    if config.text == "sentence":
        if encoder is None:
            raise ValueError("the sentence tower needs an encoder; give --encoder FOLDER (all-MiniLM-L6-v2)")
        return MuLan(audio, SentenceText(encoder, config.dimension), config.temperature)
    if tokens is None:
        raise ValueError("the BERT tower needs a vocabulary; give --vocabulary FILE, or let the run learn one")
    sizes = (config.text_depth, config.text_width, config.text_heads, config.text_positions, config.dimension)
    return MuLan(
        audio, BertText(BertTower(BertConfig(tokens.size, *sizes, config.dropout)), tokens), config.temperature
    )
