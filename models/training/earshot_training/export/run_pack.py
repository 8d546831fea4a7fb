"""A trained run as a model folder that the application can take: towers, tokenizer, scoring, card, manifest."""

from __future__ import annotations

import json
from pathlib import Path

from ..mulan.config import Config
from ..mulan.model import MuLan
from ..mulan.open_run import open_run
from ..mulan.run_folder import RunFolder
from .onnx_run import audio_difference, check_text, write_audio, write_int8, write_text
from .pack_facts import PackFacts
from .registry import file_entry
from .run_card import run_card
from .scoring_file import write_scoring
from .tokenizer_files import write_cut_tokenizer

VARIANTS = "variants"
MANIFEST = "manifest.json"  # the name that the application looks for in a folder it is given


def write_pack(
    run: Path, target: Path, facts: PackFacts, encoder: Path | None = None, checkpoint: str = "best.pt"
) -> dict[str, object]:
    """Exports a checkpoint of the run into the new or empty folder ``target`` and returns the manifest.

    Raises FileExistsError for a folder with something in it, and ParityError (the files then lie there, without a
    manifest) where a tower does not give what PyTorch gives.
    """
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(f"{target} is not empty; choose another folder")
    config, model = open_run(run, encoder, checkpoint)
    (target / VARIANTS).mkdir(parents=True)
    source = encoder / "tokenizer.json" if encoder and config.text == "sentence" else run / "tokenizer.json"
    parity = _write_towers(model, target, source, facts.text)
    # No `music` output, so nothing may be taken for speech: a threshold of 0. The paper's prompt is the bare text.
    write_scoring(target, 0.0, prompts=("{}",))
    step = int(RunFolder(run).load(checkpoint)["step"])
    card = run_card(facts, config, model, step, RunFolder(run).metrics(), _data(run), parity)
    (target / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    manifest = _manifest(target, facts, config)
    (target / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def _write_towers(model: MuLan, target: Path, tokenizer: Path, chosen: str) -> dict[str, object]:
    write_audio(model, target / "audio.onnx")
    plain, small = target / VARIANTS / "text.float32.onnx", target / VARIANTS / "text.int8.onnx"
    limit = write_text(model, plain)
    write_int8(plain, small)
    write_cut_tokenizer(tokenizer, target, limit)
    difference = audio_difference(model, target / "audio.onnx")
    shipped = small if chosen == "int8" else plain
    text = check_text(model, plain, shipped, target / "tokenizer.json")
    shipped.replace(target / "text.onnx")
    return {"audio": difference, **text, "tokens": limit}


def _data(run: Path) -> dict[str, object] | None:
    path = run / "data.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _manifest(target: Path, facts: PackFacts, config: Config) -> dict[str, object]:
    """An entry as in models/registry.json; ``variants`` are other precisions of the same towers."""
    return {
        "id": facts.id, "version": facts.version, "family": "pcm", "title": facts.title, "licence": facts.licence,
        "sampleRate": 16000, "windowSeconds": 10, "dimension": config.dimension, "preprocessing": "pcm",
        "files": [file_entry(path) for path in sorted(target.iterdir()) if path.is_file()],
        "variants": [file_entry(path, f"{VARIANTS}/{path.name}") for path in sorted((target / VARIANTS).iterdir())],
    }  # fmt: skip
