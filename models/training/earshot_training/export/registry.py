"""models/registry.json: every model, its files with size and SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ..pair.paths import MODEL_ID, PAIR_ID

ROLES = {
    "audio.onnx": "audio", "text.onnx": "text", "tokenizer.json": "tokenizer",
    "tokenizer_config.json": "tokenizer-config", "tags.json": "tags", "scoring.json": "scoring",
    "trust.json": "trust", "MODEL_CARD.md": "card", "text-head.onnx": "text-head",
}  # fmt: skip
REQUIRED = set(ROLES) - {"MODEL_CARD.md", "trust.json", "text-head.onnx"}
EARLIER = {"text-head.onnx", "scoring.json", "tags.json"}
LICENCE = "ISC AND Apache-2.0 AND CC-BY-SA-4.0"


def file_entry(path: Path, name: str | None = None) -> dict[str, object]:
    """Name, role, size and SHA-256. The role is that of the part before the first dot where the name is a variant's.

    Raises ValueError for a file that has no role.
    """
    role = ROLES.get(path.name) or ROLES.get(f"{path.name.split('.')[0]}{path.suffix}")
    if path.name.startswith("LICENSE"):
        role = "licence"
    if role is None:
        raise ValueError(f"{path.name} in {path.parent} has no role; remove it or name one")
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return {"name": name or path.name, "role": role, "bytes": len(data), "sha256": digest}


def describe(
    folder: Path, version: str, title: str, licence: str, dimension: int = 128, required: set[str] = REQUIRED
) -> dict[str, object]:
    missing = sorted(name for name in required if not (folder / name).is_file())
    if missing:
        raise FileNotFoundError(f"{folder} lacks {', '.join(missing)}")
    files = [file_entry(path) for path in sorted(folder.iterdir())]
    return {
        "id": folder.name, "version": version, "family": "pcm", "title": title, "licence": licence,
        "sampleRate": 16000, "windowSeconds": 10, "dimension": dimension, "preprocessing": "pcm", "files": files,
    }  # fmt: skip


def write_registry(models: Path, version: str) -> None:
    """The shipped pair, and what is left of the one before, which answers for what it has heard."""
    entry = describe(models / PAIR_ID, version, "Earshot embedded pair 2", LICENCE, 160)
    before = describe(models / MODEL_ID, "1.2.0", "Earshot embedded pair 1", LICENCE, required=EARLIER)
    text = json.dumps({"default": PAIR_ID, "models": [entry], "earlier": [before]}, indent=2)
    (models / "registry.json").write_text(text + "\n")
