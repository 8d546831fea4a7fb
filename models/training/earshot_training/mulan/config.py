"""The configuration of a run: presets, a JSON file over them, and single settings over both."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from ..data.mixing import PAPER_MIX


@dataclass(frozen=True)
class Config:
    """Everything that decides what a run computes. Written to the run folder; a resumed run must have the same."""

    audio: str = "resnet"  # resnet or ast
    audio_width: int = 64  # ResNet: channels of the first stage; AST: width of the tokens
    audio_blocks: tuple[int, ...] = (3, 4, 6, 3)  # ResNet: blocks a stage; AST: (number of blocks,)
    audio_heads: int = 12
    audio_stride: int = 16  # AST: step of the patches; public checkpoints have 10
    audio_distilled: bool = False  # AST: a distillation token beside [CLS], as in public checkpoints
    text: str = "bert"  # bert, or sentence: a frozen sentence encoder under a trained linear layer
    text_width: int = 768
    text_depth: int = 12
    text_heads: int = 12
    text_positions: int = 512
    dimension: int = 128
    loss: str = "multiview"  # as printed in the paper, or infonce
    temperature: float = 0.1  # the start of tau; the paper gives none
    augment: bool = True
    dropout: float = 0.1
    mix: dict[str, float] = field(default_factory=lambda: dict(PAPER_MIX))
    text_filter: str = "rules"  # rules, none, or classifier:FOLDER: rules, and the classifier for long form
    text_noise: int = 0  # lines of made noise for every recording to learn from (the robustness experiment)
    batch: int = 256
    steps: int = 10_000
    warm_up: int = 500
    learning_rate: float = 1e-4
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    precision: str = "fp32"  # or bf16
    validation: float = 0.1  # share of the recordings kept for validation, by a hash of their keys
    validate_every: int = 500
    seed: int = 0

    @property
    def classifier(self) -> Path | None:
        """The folder of the long-form text filter, where one is used."""
        found = CLASSIFIER.fullmatch(self.text_filter)
        return Path(found[1]) if found else None

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            value = getattr(self, name)
            if value not in choices and not (name == "text_filter" and CLASSIFIER.fullmatch(value)):
                raise ValueError(f"{name} is {value!r}; use {' or '.join(choices)}")
        if not 0 < self.temperature <= 1:
            raise ValueError("temperature starts in (0, 1]")
        if not 0 <= self.text_noise <= 50:
            raise ValueError("text_noise is 0 to 50 lines a recording")
        if self.batch < 2 or self.steps < 1:
            raise ValueError("batch needs at least 2 pairs, steps at least 1")


CLASSIFIER = re.compile("classifier:(.+)")
CHOICES = {
    "audio": ("resnet", "ast"), "text": ("bert", "sentence"), "loss": ("multiview", "infonce"),
    "text_filter": ("rules", "none", "classifier:FOLDER"), "precision": ("fp32", "bf16"),
}  # fmt: skip
_AST = {"audio": "ast", "audio_width": 768, "audio_blocks": (12,)}
_SMALL = {
    "text": "sentence", "batch": 64, "steps": 600, "warm_up": 50, "learning_rate": 5e-4, "validate_every": 100,
    "loss": "multiview",
}  # fmt: skip
_TINY = {
    "audio_heads": 2, "text_width": 32, "text_depth": 2, "text_heads": 2, "text_positions": 64, "batch": 16,
    "steps": 60, "warm_up": 5, "learning_rate": 1e-3, "validate_every": 30, "augment": False, "dropout": 0.0,
}  # fmt: skip
PRESETS: dict[str, dict[str, object]] = {
    "paper-resnet": {},
    "paper-ast": _AST,
    "small-resnet": {**_SMALL, "audio_width": 16, "audio_blocks": (2, 2, 2, 2)},
    "small-ast": {**_SMALL, **_AST, "audio_width": 96, "audio_blocks": (4,), "audio_heads": 4},
    "tiny-resnet": {**_TINY, "audio_width": 8, "audio_blocks": (1, 1)},
    "tiny-ast": {**_TINY, "audio": "ast", "audio_width": 32, "audio_blocks": (2,)},
}


def make_config(preset: str, file: Path | None = None, settings: list[str] | None = None) -> Config:
    """``settings`` are "name=value", values in JSON (or plain words). Raises ValueError for what Config lacks."""
    if preset not in PRESETS:
        raise ValueError(f"there is no preset {preset!r}; use {', '.join(PRESETS)}")
    values = dict(PRESETS[preset])
    if file:
        values.update(json.loads(file.read_text(encoding="utf-8")))
    for setting in settings or []:
        name, equals, value = setting.partition("=")
        if not equals:
            raise ValueError(f"{setting!r} is not name=value")
        try:
            values[name] = json.loads(value)
        except json.JSONDecodeError:
            values[name] = value
    return from_values(values)


def from_values(values: dict[str, object]) -> Config:
    known = {f.name for f in dataclasses.fields(Config)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise ValueError(f"unknown setting {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    if "audio_blocks" in values:
        values = {**values, "audio_blocks": tuple(values["audio_blocks"])}
    return Config(**values)


def read_config(path: Path) -> Config:
    return from_values(json.loads(path.read_text(encoding="utf-8")))


def write_config(config: Config, path: Path) -> None:
    path.write_text(json.dumps(dataclasses.asdict(config), indent=1) + "\n", encoding="utf-8")
