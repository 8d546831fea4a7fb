"""The audio tower of pair 2: patches of a window through a MobileNet, pooled, and what every teacher says of them.

The lower blocks stay as they were read and their maps are cached; the upper ones and the outputs are trained. Outputs
are in the teachers' deviations, in the order of GROUPS.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from ..frontends.patch_mel import HEARD, PatchMel
from .mobilenet import MobileNet, TrunkPlan

# ``pair`` is the embedding of the pair before this one.
GROUPS = {"tags": 100, "penultimate": 400, "classes": 148, "embedding": 1024, "feeling": 2, "pair": 128}
TARGETS = sum(GROUPS.values())
LIMIT = 6.0  # deviations of a pooled feature


def columns_of(name: str) -> slice:
    """The columns of a group in the outputs."""
    before = list(GROUPS)[: list(GROUPS).index(name)]
    start = sum(GROUPS[other] for other in before)
    return slice(start, start + GROUPS[name])


def groups_of(values: torch.Tensor) -> dict[str, torch.Tensor]:
    """[n, TARGETS] -> each group's columns."""
    return dict(zip(GROUPS, values.split(list(GROUPS.values()), 1), strict=True))


@dataclass(frozen=True)
class ListenerPlan:
    """``frozen`` blocks are never trained; the mean map of block ``middle`` is pooled beside the last one's."""

    trunk: TrunkPlan = field(default_factory=TrunkPlan)
    frozen: int = 6
    middle: int = 10
    hidden: int = 512

    @property
    def width(self) -> int:
        """Pooled features: mean and largest of the last block over the patches, mean of the middle one."""
        return 2 * self.trunk.blocks[-1][0] + self.trunk.blocks[self.middle][0]


class Listener(nn.Module):
    def __init__(self, plan: ListenerPlan | None = None, outputs: int = TARGETS) -> None:
        super().__init__()
        self.plan = plan or ListenerPlan()
        width = self.plan.width
        self.trunk = MobileNet(self.plan.trunk)
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("deviation", torch.ones(width))
        self.straight = nn.Linear(width, outputs)
        self.hidden = nn.Linear(width, self.plan.hidden)
        self.bent = nn.Linear(self.plan.hidden, outputs, bias=False)
        nn.init.zeros_(self.bent.weight)

    def lower(self, mel: torch.Tensor) -> torch.Tensor:
        """Log-mel [n, 96, 64] -> the maps that are cached, [n, 512, 6, 4]."""
        x = self.trunk.entry(mel)
        for number in range(self.plan.frozen):
            x = self.trunk.block(number, x)
        return x

    def raw_pooled(self, maps: torch.Tensor, patches: int) -> torch.Tensor:
        """Maps [windows * patches, 512, 6, 4] -> [windows, width]."""
        x, middle = maps, None
        for number in range(self.plan.frozen, len(self.plan.trunk.blocks)):
            x = self.trunk.block(number, x)
            if number == self.plan.middle:
                middle = x.mean((2, 3)).reshape(-1, patches, x.shape[1])
        last = x.mean((2, 3)).reshape(-1, patches, x.shape[1])
        return torch.cat([last.mean(1), last.amax(1), middle.mean(1)], 1)

    def pooled(self, maps: torch.Tensor, patches: int) -> torch.Tensor:
        """In deviations over the training music, within LIMIT."""
        return ((self.raw_pooled(maps, patches) - self.mean) / self.deviation).clamp(-LIMIT, LIMIT)

    def outputs(self, pooled: torch.Tensor) -> torch.Tensor:
        return self.straight(pooled) + self.bent(F.relu(self.hidden(pooled)))

    def forward(self, maps: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Cached maps [windows, patches, 512, 6, 4] -> outputs [windows, TARGETS], pooled [windows, width]."""
        flat = maps.flatten(0, 1).contiguous(memory_format=torch.channels_last)
        pooled = self.pooled(flat, maps.shape[1])
        return self.outputs(pooled), pooled

    def trained_blocks(self) -> list[nn.Parameter]:
        upper = (*self.trunk.depth[self.plan.frozen :], *self.trunk.point[self.plan.frozen :])
        return [parameter for layer in upper for parameter in layer.parameters()]


class HearingListener(nn.Module):
    """From sound: pcm [batch, 160000] -> outputs, pooled features and the log-mel [batch * patches, 96, 64]."""

    def __init__(self, listener: Listener, patches: tuple[int, ...] = HEARD) -> None:
        super().__init__()
        self.frontend, self.listener, self.patches = PatchMel(patches), listener, len(patches)

    def forward(self, pcm: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        mel = self.frontend(pcm)
        pooled = self.listener.pooled(self.listener.lower(mel), self.patches)
        return self.listener.outputs(pooled), pooled, mel


def save_listener(path: Path, listener: Listener, mean: torch.Tensor, deviation: torch.Tensor) -> None:
    """``mean`` and ``deviation`` [TARGETS] bring the outputs back to what the teachers say."""
    torch.save({
        "plan": asdict(listener.plan), "state": listener.state_dict(), "mean": mean, "deviation": deviation,
    }, path)  # fmt: skip


def read_listener(path: Path) -> tuple[Listener, torch.Tensor, torch.Tensor]:
    """The listener, and mean and deviation of its targets. Raises ValueError for a file of another make."""
    saved = torch.load(path)
    if not isinstance(saved, dict) or not {"plan", "state", "mean", "deviation"} <= set(saved):
        raise ValueError(f"{path} holds no listener")
    plan = {**saved["plan"], "trunk": TrunkPlan(**saved["plan"]["trunk"])}
    listener = Listener(ListenerPlan(**plan))
    listener.load_state_dict(saved["state"])
    return listener.eval(), saved["mean"], saved["deviation"]
