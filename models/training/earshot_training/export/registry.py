"""models/registry.json: every model, its files with size and SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

ROLES = {
    "audio.onnx": "audio", "text.onnx": "text", "tokenizer.json": "tokenizer",
    "tokenizer_config.json": "tokenizer-config", "tags.json": "tags", "scoring.json": "scoring",
    "MODEL_CARD.md": "card",
}  # fmt: skip
REQUIRED = set(ROLES) - {"MODEL_CARD.md"}
MODEL_ID = "earshot-mulan-1"


def describe(folder: Path, version: str, title: str, licence: str) -> dict[str, object]:
    missing = sorted(name for name in REQUIRED if not (folder / name).is_file())
    if missing:
        raise FileNotFoundError(f"{folder} lacks {', '.join(missing)}")
    files = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("LICENSE"):
            role = "licence"
        elif path.name in ROLES:
            role = ROLES[path.name]
        else:
            raise ValueError(f"{path.name} in {folder} has no role; remove it or name one")
        data = path.read_bytes()
        files.append({"name": path.name, "role": role, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    return {
        "id": folder.name, "version": version, "family": "pcm", "title": title, "licence": licence,
        "sampleRate": 16000, "windowSeconds": 10, "dimension": 128, "preprocessing": "pcm", "files": files,
    }  # fmt: skip


def write_registry(models: Path, version: str) -> None:
    entry = describe(models / MODEL_ID, version, "Earshot embedded pair 1", "ISC AND Apache-2.0 AND CC-BY-SA-4.0")
    text = json.dumps({"default": MODEL_ID, "models": [entry]}, indent=2)
    (models / "registry.json").write_text(text + "\n")
