"""The generated model card of an exported run: data, licence, metrics, limits."""

from __future__ import annotations

from ..mulan.config import Config
from ..mulan.model import MuLan
from .onnx_run import FLOAT_TOLERANCE, INT8_COSINE
from .pack_facts import PackFacts

LOSSES = {"multiview": "contrastive multi-view coding as printed in the paper", "infonce": "symmetric InfoNCE"}


def _count(module) -> str:
    return f"{sum(p.numel() for p in module.parameters()):,}"


def _towers(config: Config, model: MuLan) -> list[str]:
    if config.audio == "resnet":
        audio = f"ResNet, bottleneck blocks {list(config.audio_blocks)}, width {config.audio_width}, 64 mel bands"
    else:
        audio = (
            f"Audio Spectrogram Transformer, {config.audio_blocks[0]} blocks of width {config.audio_width}, 128 bands"
        )
    if config.text == "bert":
        text = f"BERT, {config.text_depth} layers of width {config.text_width}"
    else:
        text = "all-MiniLM-L6-v2 (Apache-2.0), frozen, under one trained layer (the parameters counted here)"
    return [
        "| tower | what | trained parameters |", "|---|---|---|",
        f"| audio | {audio} | {_count(model.audio)} |", f"| text | {text} | {_count(model.text)} |",
    ]  # fmt: skip


def _data(data: dict | None) -> list[str]:
    if data is None:
        return ["Not recorded by the run."]
    lines = [f"- `{source}`" for source in data["sources"]]
    lines.append(f"- {data['recordings']} recordings to learn from, {data['kept_back']} kept back for validation")
    lines.append("- texts by kind: " + ", ".join(f"{kind} {count}" for kind, count in sorted(data["texts"].items())))
    if data.get("filter"):
        lines.append("- text filter: " + ", ".join(f"{name} {n}" for name, n in sorted(data["filter"].items())))
    return lines


METRICS = """At step {step}: texts of {recordings:.0f} kept-back recordings look for them among each
other ({texts:.0f} texts). best.pt is the checkpoint where the first of these figures is highest, so they are a little
optimistic; the benchmark command measures on other sets.

| | |
|---|---|
| ROC-AUC (0.5 is chance) | {auc:.3f} |
| R@10 | {recall_at_10:.3f} |
| median rank | {median_rank:.0f} |"""
CARD = """# {title}

`{id}` {version}: MuLan (arXiv 2208.12415) trained by `models/training` of Earshot and written by its export-run command.
Not the paper's weights, and not at its scale.

## Towers
{towers}

Loss: {loss}; batch {batch}, {steps} steps, seed {seed}, temperature {temperature:.3f}. Joint space: {dimension} dimensions.

## Data
{data}

## Licence
{licence}, as stated by whoever exported it.{encoder}

## Metrics
{metrics}

## Files
`audio.onnx` takes 16 kHz mono in [-1, 1], 10 s, float32; the log-mel is inside. There are no tag scores and no music
score. `text.onnx` is {text} and reads {tokens} tokens. Opset 17.

Against PyTorch: audio differs by at most {audio:.1e}, float32 text by {plain:.1e} ({tolerance:.0e} is allowed); the
lowest cosine of `text.onnx` is {cosine:.4f} (int8 needs {least}).

## Limits
Negation is not understood. Cosines differ from query to query and are no probabilities. What the texts of the training
data do not speak of, this model does not know.
"""


def _metrics(rows: list[dict[str, float]], step: int) -> str:
    found = [row for row in rows if row["step"] == step and "validation_auc" in row]
    if not found:
        return "No validation figures were recorded for this checkpoint."
    return METRICS.format(step=step, **{k.removeprefix("validation_"): v for k, v in found[-1].items() if k != "step"})


def run_card(
    facts: PackFacts, config: Config, model: MuLan, step: int, rows: list[dict[str, float]], data: dict | None,
    parity: dict,
) -> str:  # fmt: skip
    """``rows`` are the run's metrics, ``data`` its data.json, ``parity`` what ``run_pack`` measured."""
    return CARD.format(
        title=facts.title, id=facts.id, version=facts.version, licence=facts.licence, text=facts.text,
        towers="\n".join(_towers(config, model)), data="\n".join(_data(data)), metrics=_metrics(rows, step),
        loss=LOSSES[config.loss], batch=config.batch, steps=config.steps, seed=config.seed,
        temperature=1 / float(model.scale.detach()), dimension=config.dimension, tokens=parity["tokens"],
        encoder=" The text encoder is Apache-2.0." if config.text == "sentence" else "", audio=parity["audio"],
        plain=parity["float32"]["difference"], cosine=parity["shipped"]["cosine"], tolerance=FLOAT_TOLERANCE,
        least=INT8_COSINE,
    )  # fmt: skip
