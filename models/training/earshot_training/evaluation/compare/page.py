"""SMALL_RUNS.md from what was measured."""

from __future__ import annotations

import numpy as np

from ...scoring.metrics import paired_bootstrap
from .held_out import summary

SETS = ("albums", "titles", "instruments")
HEAD = """# MuLan itself, trained small

Written by `python -m earshot_training compare`.

## What was done

- The towers, losses, data handling and training of `mulan/`, at a size that a shared processor trains in minutes: the
  presets small-resnet and small-ast. Text goes through all-MiniLM-L6-v2, frozen, under one trained layer; the paper trains
  BERT base. Every run has the same steps, batch, seed and recordings; one run each, so that **the spread between seeds is
  not known**.
- Data: the music of the training packages and the made audio (`corpora` and `renders`). Whole packages (warzone2100-music,
  widelands-data, hedgewars-data, hyperrogue-music) and a soundfont are held out. The paper has 44 million recordings.
- **albums, titles, instruments**: the query sets of `RESULTS.md` (see there how weak titles are as labels), here with the
  bare query, no prompts, and up to three windows from second 30 of a track.
- **probe**: instruments by logistic regression on the frozen 128-d embedding, learned on the renders of the training
  soundfonts (which the towers have trained on), tested on the unseen soundfont.
- **triplets**: AudioSet label, its description, another class's description. Text alone.
- Intervals are 95 %, over queries (probe: over tracks). 0.5 is chance for ROC-AUC and triplets.
- The rows "untrained" are the towers before the first step; earshot-mulan-1 is the shipped pair with the same bare queries,
  which learned from two teachers and MusicCaps captions.
"""


def _cell(figure: tuple[float, float, float], sign: str = "") -> str:
    return f"{figure[0]:{sign}.3f} [{figure[1]:{sign}.3f}, {figure[2]:{sign}.3f}]"


def _runs(found: dict[str, dict]) -> list[str]:
    lines = [
        "| run | audio tower, parameters | loss | text filter | steps x batch | texts kept, dropped | validation ROC-AUC |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, row in found.items():
        if not row.get("data"):
            continue
        config, counts = row["config"], row["data"]["filter"]
        noise = f", {config['text_noise']} lines of noise a recording" if config["text_noise"] else ""
        kind = config["text_filter"].split(":")[0]
        dropped = f"{counts.get('kept', 0)}, {counts.get('dropped', 0)}" if counts else "all"
        if "sentences dropped" in counts:
            dropped += f" (sentences: {counts['sentences kept']}, {counts['sentences dropped']})"
        best = row["validation"]
        lines.append(
            f"| {name} | {config['audio']}, {row['parameters']:,} | {config['loss']} | {kind}{noise} | "
            f"{config['steps']} x {config['batch']} | {dropped} | {best['validation_auc']:.3f} (step {best['step']}) |"
        )
    return lines


def _held_out(found: dict[str, dict]) -> list[str]:
    first = next(iter(found.values()))
    titles = [f"{s}, {len(first['sets'][s]['queries'])} queries, {first['sets'][s]['candidates']} tracks" for s in SETS]
    titles += ["probe", f"triplets, {len(first['triplets'])}", "hub skewness"]
    lines = [f"| ROC-AUC | {' | '.join(titles)} |", "|---|---|---|---|---|---|---|"]
    for name, row in found.items():
        cells = [_cell(summary(row["sets"][s]["auc"])) for s in SETS]
        cells += [_cell(row["probe"]["ROC-AUC"]), _cell(summary(row["triplets"]))]
        lines.append(f"| {name} | {' | '.join(cells)} | {row['hubness']['skewness']:.2f} |")
    return lines


def _precision(found: dict[str, dict]) -> list[str]:
    lines = ["| mean average precision | albums | titles | instruments | probe PR-AUC |", "|---|---|---|---|---|"]
    for name, row in found.items():
        cells = [_cell(summary(row["sets"][s]["ap"])) for s in SETS]
        lines.append(f"| {name} | {' | '.join(cells)} | {_cell(row['probe']['PR-AUC'])} |")
    return lines


def differences(found: dict[str, dict], pairs: list[tuple[str, str]]) -> list[str]:
    """ROC-AUC of the first minus that of the second, paired by query."""
    lines = ["| ROC-AUC | albums | titles | instruments | all queries |", "|---|---|---|---|---|"]
    for one, other in pairs:
        both = [[np.array(found[name]["sets"][s]["auc"]) for s in SETS] for name in (one, other)]
        cells = [_cell(paired_bootstrap(a, b), "+") for a, b in zip(*both, strict=True)]
        cells.append(_cell(paired_bootstrap(*(np.concatenate(rows) for rows in both)), "+"))
        lines.append(f"| {one} minus {other} | {' | '.join(cells)} |")
    return lines


def page(found: dict[str, dict], pairs: list[tuple[str, str]], curves: str | None, notes: str) -> str:
    """``pairs`` are compared by query; ``curves`` is the picture's name; ``notes`` is what a person concludes."""
    lines = [HEAD, "## Runs", "", *_runs(found), ""]
    if curves:
        lines += [f"![Loss, temperature, gradient norm and validation ROC-AUC of the runs]({curves})", ""]
    lines += ["## On what was held out", "", *_held_out(found), "", *_precision(found), ""]
    lines += ["## Differences", "", *differences(found, pairs), ""] if pairs else []
    bad = {name: row["left_out"] for name, row in found.items() if row["left_out"]}
    lines += [f"Left out for {name}: {len(rows)} tracks that cannot be used." for name, rows in bad.items()]
    return "\n".join([*lines, notes.strip(), ""])
