"""The towers of pair 2 as modules that export: only the outputs that are shipped, in the order of their names."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from ..frontends.patch_mel import HEARD, PATCH_FRAMES, PatchMel
from ..pair.joint.file import Joint
from ..pair.text_map.space import LIMIT
from ..towers.joint_heads import TextJoint
from ..towers.listener import TARGETS, Listener, columns_of
from ..towers.tags import KEPT_TAGS, TAGS

AUDIO_OUTPUTS = ("embedding", "tags", "energy", "valence", "music", "log_mel")
TEXT_OUTPUTS = ("embedding", "sentence")
GROUPS = ("tags", "classes", "feeling", "pair")


def shipped_part(listener: Listener) -> Listener:
    """The listener with the outputs of GROUPS alone: [n, 378]. The layers are copied."""
    columns = torch.cat([torch.arange(TARGETS)[columns_of(name)] for name in GROUPS])
    part = Listener(listener.plan, len(columns))
    state = listener.state_dict()
    for name in ("straight.weight", "straight.bias", "bent.weight"):
        state[name] = state[name][columns]
    part.load_state_dict(state)
    return part.eval()


class ListenerTower(nn.Module):
    """pcm float32 [batch, 160000] -> embedding [batch, 128 + d] of unit length; tags [batch, 248], energy and valence
    [batch, 1] in deviations over the training music; music [batch, 1] in 0..1; log_mel [batch, 288, 64].

    ``mean`` and ``deviation`` [TARGETS] are those of the listener's targets.
    """

    def __init__(
        self, listener: Listener, joint: Joint, mean: torch.Tensor, deviation: torch.Tensor,
        patches: tuple[int, ...] = HEARD,
    ) -> None:  # fmt: skip
        super().__init__()
        self.mel, self.patches = PatchMel(patches), len(patches)
        self.listener, self.head, self.gate = shipped_part(listener), joint.heads.audio, joint.gate
        for name, values in joint.standards.items():
            self.register_buffer(name, values.float())
        self.register_buffer("pair_mean", mean[columns_of("pair")].float())
        self.register_buffer("pair_deviation", deviation[columns_of("pair")].float())
        named = len(self.named_mean)
        self.register_buffer("kept", torch.tensor([*KEPT_TAGS, *range(len(TAGS), named)]))

    def forward(self, pcm: torch.Tensor) -> tuple[torch.Tensor, ...]:
        mel = self.mel(pcm)
        pooled = self.listener.pooled(self.listener.lower(mel), self.patches)
        outputs, named = self.listener.outputs(pooled), len(self.named_mean)
        tags = (outputs[:, :named] - self.named_mean) / self.named_deviation
        feeling = (outputs[:, named : named + 2] - self.feeling_mean) / self.feeling_deviation
        earlier = F.normalize(outputs[:, named + 2 :] * self.pair_deviation + self.pair_mean, dim=1)
        embedding = self.head(tags[:, self.kept].clamp(-LIMIT, LIMIT), earlier, pooled)
        music = torch.sigmoid(self.gate(pooled))
        log_mel = mel.reshape(-1, self.patches * PATCH_FRAMES, mel.shape[2])
        return embedding, tags, feeling[:, :1], feeling[:, 1:], music, log_mel


class SentenceTower(nn.Module):
    """input_ids, attention_mask int64 [batch, n] -> embedding of unit length, and the encoder's own 384 numbers."""

    def __init__(self, encoder: nn.Module, head: TextJoint) -> None:
        super().__init__()
        self.encoder, self.head = encoder, head

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        sentence = self.encoder(input_ids, attention_mask)
        return self.head(sentence), sentence
