"""What is compared: runs, runs before their first step, and exported models; each measured once and kept as JSON."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from ...mulan.config import read_config
from ...mulan.model import audio_tower, make_model
from ...mulan.run_folder import RunFolder
from ...mulan.trainer import seed_all
from ...towers.text import TextEncoder
from ...towers.wordpiece import Wordpiece
from ..benchmark.joint_model import ExportedPair, JointModel, TrainedRun
from .held_out import Clip, HeldOut, measure

KINDS = ("run", "untrained", "model")


@dataclass(frozen=True)
class Entry:
    """``kind`` run: a run's best checkpoint; untrained: the same settings without training; model: a model folder."""

    name: str
    kind: str
    path: Path

    @classmethod
    def parse(cls, spec: str) -> Entry:
        """ "NAME=KIND:PATH". Raises ValueError for anything else."""
        name, _, rest = spec.partition("=")
        kind, _, path = rest.partition(":")
        if not name or kind not in KINDS or not path:
            raise ValueError(f"{spec!r} is not NAME=KIND:PATH with a kind of {', '.join(KINDS)}")
        return cls(name, kind, Path(path))

    def open(self, encoder: Path | None) -> JointModel:
        if self.kind == "model":
            return ExportedPair(self.path)
        if self.kind == "run":
            return TrainedRun(self.path, encoder)
        return UntrainedRun(self.path, encoder)

    def facts(self) -> dict[str, object]:
        """Settings, data and validation figures of a run; nothing for an exported model."""
        if self.kind == "model":
            return {}
        config = read_config(self.path / "config.json")
        facts: dict[str, object] = {
            "config": dataclasses.asdict(config),
            "parameters": sum(p.numel() for p in audio_tower(config).parameters()),
        }
        if self.kind == "run":
            data = self.path / "data.json"
            rows = [row for row in RunFolder(self.path).metrics() if "validation_auc" in row]
            facts["data"] = json.loads(data.read_text(encoding="utf-8")) if data.is_file() else None
            facts["validation"] = max(rows, key=lambda row: row["validation_auc"]) if rows else None
        return facts


class UntrainedRun(TrainedRun):
    """The model as a run starts with it (batch norm has seen nothing yet): what its figures must be above."""

    def __init__(self, folder: Path, encoder: Path | None = None) -> None:
        config = read_config(folder / "config.json")
        seed_all(config.seed)
        known = folder / "tokenizer.json"
        tokens = Wordpiece.from_file(known, config.text_positions) if config.text == "bert" else None
        self._model = make_model(config, tokens, TextEncoder(encoder) if encoder else None).eval()


def results(entries: list[Entry], data: HeldOut, clip: Clip, folder: Path, encoder: Path | None) -> dict[str, dict]:
    """Figures by name, from ``folder`` where they are known already."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for entry in entries:
        kept = folder / f"{entry.name}.json"
        if not kept.is_file():
            row = {**entry.facts(), **measure(entry.open(encoder), data, clip)}
            kept.write_text(json.dumps(row) + "\n", encoding="utf-8")
        found[entry.name] = json.loads(kept.read_text(encoding="utf-8"))
    return found
