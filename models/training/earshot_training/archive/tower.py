"""The audio tower of a model folder, known by the registry or manifest that lists it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from ..data.audio import AudioError
from .parts import ArchiveError

NAMED = ("embedding", "tags", "music")
SCALARS = ("energy", "valence")


@dataclass(frozen=True)
class ModelFacts:
    """``audio`` is the SHA-256 of the tower's file; ``tags`` names the tag scores, in their order."""

    id: str
    version: str
    audio: str
    dimension: int
    tags: tuple[str, ...]

    @classmethod
    def of(cls, row: dict) -> ModelFacts:
        return cls(row["id"], row["version"], row["audio"], int(row["dimension"]), tuple(row["tags"]))

    def row(self) -> dict:
        return {**asdict(self), "tags": list(self.tags)}


def model_entry(folder: Path) -> dict:
    """The folder's own manifest.json, or its entry in registry.json beside it. Raises ArchiveError where there is
    none."""
    manifest, registry = folder / "manifest.json", folder.resolve().parent / "registry.json"
    if manifest.is_file():
        return json.loads(manifest.read_text(encoding="utf-8"))
    if registry.is_file():
        for entry in json.loads(registry.read_text(encoding="utf-8"))["models"]:
            if entry["id"] == folder.resolve().name:
                return entry
    raise ArchiveError(f"{folder} is no model folder: neither manifest.json in it nor registry.json beside it knows it")


def read_model(folder: Path) -> tuple[ModelFacts, bytes]:
    """What the model is, and its audio tower. Raises ArchiveError for one that takes no samples, lacks its tower, or
    whose tower is not the file that is listed."""
    entry = model_entry(folder)
    if entry.get("family") != "pcm":
        raise ArchiveError(f"{entry['id']} is of the family {entry.get('family')}; only pcm towers take samples")
    listed = next((file for file in entry["files"] if file["role"] == "audio"), None)
    if listed is None or not (folder / listed["name"]).is_file():
        raise ArchiveError(f"{folder} holds no audio tower")
    tower = (folder / listed["name"]).read_bytes()
    digest = hashlib.sha256(tower).hexdigest()
    if digest != listed["sha256"]:
        raise ArchiveError(f"{folder / listed['name']} is not the file that {entry['id']} {entry['version']} lists")
    tags = folder / "tags.json"
    names = json.loads(tags.read_text(encoding="utf-8"))["tags"] if tags.is_file() else []
    facts = ModelFacts(entry["id"], entry["version"], digest, entry["dimension"], tuple(one["name"] for one in names))
    return facts, tower


class Tower:
    """Hears one window at a time, on one thread, as the application does."""

    def __init__(self, facts: ModelFacts, graph: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._dimension = facts.dimension
        names = {output.name for output in self._session.get_outputs()}
        if "embedding" not in names:
            raise ArchiveError(f"the audio tower of {facts.id} gives no embedding")
        #: the tower's numbers beside the music score, where it tells them
        self.scalars = [name for name in SCALARS if name in names]
        self._outputs = [name for name in NAMED if name in names] + self.scalars

    def hear(self, window: np.ndarray) -> dict[str, np.ndarray]:
        """float32 [160000] -> every output, flat; ``embedding`` has unit length. Raises AudioError for what is no
        number."""
        found = dict(zip(self._outputs, self._session.run(self._outputs, {"pcm": window[None]}), strict=True))
        found = {name: values.reshape(-1) for name, values in found.items()}
        length = float(np.linalg.norm(found["embedding"].astype(np.float64)))
        if not length or not all(np.isfinite(values).all() for values in found.values()):
            raise AudioError("the tower hears nothing, or what is no number")
        if len(found["embedding"]) != self._dimension:
            raise ArchiveError(f"the tower gives {len(found['embedding'])} numbers, the model lists {self._dimension}")
        if abs(length - 1) >= 1e-3:
            found["embedding"] = (found["embedding"] / length).astype(np.float32)
        return found
