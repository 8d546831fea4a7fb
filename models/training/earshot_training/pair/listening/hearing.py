"""A listener over cached maps: its outputs and pooled features for chosen patches of every window."""

from __future__ import annotations

import torch

from ...frontends.patch_mel import HEARD
from ...towers.listener import Listener

EVEN = (0, 2, 4, 6)  # what it is trained on, each or the patch behind it


@torch.inference_mode()
def heard(
    listener: Listener, maps: torch.Tensor, patches: tuple[int, ...] = HEARD, batch: int = 32
) -> tuple[torch.Tensor, torch.Tensor]:
    """Maps [windows, 8, 512, 6, 4] -> outputs [windows, TARGETS], pooled [windows, width]."""
    listener.eval()
    rows = [listener(maps[i : i + batch, list(patches)].float()) for i in range(0, len(maps), batch)]
    return torch.cat([outputs for outputs, _ in rows]), torch.cat([pooled for _, pooled in rows])
