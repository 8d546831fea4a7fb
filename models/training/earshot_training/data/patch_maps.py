"""The caches that a listener is trained on: the maps of its frozen blocks for all patches of every window, and the
embedding of the pair before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from ..frontends.patch_mel import STARTS, PatchMel
from ..towers.listener import Listener
from ..towers.onnx_graphs import session
from .dataset import Item
from .labelled import LabelledFolder
from .window_cache import WindowCache

MAPS, EARLIER = "patch-maps", "earlier-pair"
Report = Callable[[str], None]


def trunk_digest(listener: Listener) -> str:
    """SHA-256 of the weights of the frozen blocks."""
    layers = listener.trunk.convolutions()[: 1 + 2 * listener.plan.frozen]
    parts = [part.detach().numpy().tobytes() for layer in layers for part in (layer.weight, layer.bias)]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def maps_cache(folder: LabelledFolder, listener: Listener) -> WindowCache:
    """float16 [windows, 8, channels, height, width] an item."""
    return WindowCache(folder, MAPS, trunk_digest(listener))


def earlier_cache(folder: LabelledFolder, audio: Path) -> WindowCache:
    """float32 [windows, 128] an item; ``audio`` is the earlier pair's audio.onnx."""
    return WindowCache(folder, EARLIER, hashlib.sha256(audio.read_bytes()).hexdigest())


def add_maps(cache: WindowCache, items: list[Item], listener: Listener, report: Report = print) -> int:
    """Runs the frozen blocks over all patches of the items' windows."""
    frontend = PatchMel(tuple(range(len(STARTS)))).eval()

    @torch.inference_mode()
    def maps(pcm: np.ndarray) -> np.ndarray:
        rows = [listener.lower(frontend(torch.from_numpy(row[None]))) for row in pcm]
        return torch.stack(rows).half().numpy()

    return cache.add(items, maps, report)


def add_earlier(cache: WindowCache, items: list[Item], audio: Path, report: Report = print) -> int:
    """Runs the earlier pair's audio tower over the items' windows."""
    tower = session(audio)

    def embeddings(pcm: np.ndarray) -> np.ndarray:
        return np.concatenate([tower.run(["embedding"], {"pcm": row[None]})[0] for row in pcm])

    return cache.add(items, embeddings, report)
