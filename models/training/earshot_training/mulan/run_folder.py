"""A run's folder: config.json, data.json, metrics.jsonl, latest.pt, best.pt, curves.png, and for a BERT tower
tokenizer.json."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from pathlib import Path

import torch

from ..data.sources.base import Recording
from .config import Config, read_config, write_config


class RunFolder:
    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self, config: Config, resume: bool) -> None:
        """Raises FileExistsError for a folder with a run in it, unless it is resumed with the same configuration."""
        self.path.mkdir(parents=True, exist_ok=True)
        known = self.path / "config.json"
        if not known.is_file():
            if resume:
                raise FileNotFoundError(f"{self.path} holds no run to resume")
            write_config(config, known)
            return
        if not resume:
            raise FileExistsError(f"{self.path} holds a run already; resume it or choose another folder")
        old = dataclasses.asdict(read_config(known))
        changed = [name for name, value in dataclasses.asdict(config).items() if old[name] != value]
        if changed:
            raise ValueError(f"the run was begun with another {', '.join(changed)}; a resumed run keeps its settings")

    def record(self, row: dict[str, object]) -> None:
        with (self.path / "metrics.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(row) + "\n")

    def record_data(
        self, sources: list[str], learn: list[Recording], check: list[Recording], counts: Counter[str]
    ) -> None:
        """What the run learns from, for its model card: the names of the sources (no paths), and counts."""
        row = {
            "sources": [f"{kind}={Path(path).name}" for kind, _, path in (spec.partition("=") for spec in sources)],
            "recordings": len(learn), "kept_back": len(check),
            "texts": dict(Counter(text.kind for recording in learn for text in recording.texts)),
            "filter": dict(counts),
        }  # fmt: skip
        (self.path / "data.json").write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")

    def metrics(self) -> list[dict[str, float]]:
        path = self.path / "metrics.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []

    def forget_after(self, step: int) -> None:
        """Drops rows of steps that a resumed run will do again."""
        rows = [row for row in self.metrics() if row["step"] <= step]
        (self.path / "metrics.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def save(self, name: str, state: dict[str, object]) -> None:
        """Whole or not at all: a run that ends while it writes keeps the checkpoint before."""
        partial = self.path / f"{name}.partial"
        torch.save(state, partial)
        partial.replace(self.path / name)

    def load(self, name: str) -> dict[str, object]:
        path = self.path / name
        if not path.is_file():
            raise FileNotFoundError(f"{path} is missing: the run made no checkpoint yet")
        try:
            return torch.load(path, map_location="cpu", weights_only=True)
        except Exception as error:  # torch raises several kinds for a damaged file
            raise ValueError(f"{path} is damaged ({error}); go on from another checkpoint, or begin anew") from error
