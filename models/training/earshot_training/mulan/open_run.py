"""A finished (or stopped) run read back: its settings and the model of one of its checkpoints."""

from __future__ import annotations

from pathlib import Path

from ..towers.text import TextEncoder
from ..towers.wordpiece import Wordpiece
from .config import Config, read_config
from .model import MuLan, make_model
from .run_folder import RunFolder


def uses_encoder(folder: Path) -> bool:
    """Whether its text tower stands on a sentence encoder. Raises FileNotFoundError for a folder without a run."""
    return _settings(folder).text == "sentence"


def open_run(folder: Path, encoder: Path | None = None, checkpoint: str = "best.pt") -> tuple[Config, MuLan]:
    """``encoder`` is the sentence encoder's folder where the run used one.

    Raises FileNotFoundError for a folder without a run or without that checkpoint, ValueError for a checkpoint that is
    damaged, is of other sizes, or holds weights that are not finite.
    """
    config = _settings(folder)
    tokens = Wordpiece.from_file(folder / "tokenizer.json", config.text_positions) if config.text == "bert" else None
    model = make_model(config, tokens, TextEncoder(encoder) if encoder else None)
    state = RunFolder(folder).load(checkpoint)
    try:
        model.load_state_dict(state["model"])
    except (KeyError, TypeError, RuntimeError) as error:
        raise ValueError(f"{folder / checkpoint} does not fit the run's settings: {error}") from error
    bad = [name for name, value in model.state_dict().items() if not bool(value.isfinite().all())]
    if bad:
        raise ValueError(f"{folder / checkpoint} holds weights that are not finite, {bad[0]} first; use another one")
    return config, model.eval()


def _settings(folder: Path) -> Config:
    known = folder / "config.json"
    if not known.is_file():
        raise FileNotFoundError(f"{folder} holds no run: config.json is missing")
    return read_config(known)
