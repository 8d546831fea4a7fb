"""RESULTS.md from the evaluate command's result."""

from __future__ import annotations

SETS = ("albums", "titles", "instruments")
SHIPPED, TEACHER = "student, trained heads", "teacher, trained heads"
PREVIOUS = "version before, as shipped"

PROTOCOL = """# Results of earshot-mulan-1 (the pair before)

Written by `python -m earshot_training evaluate`.

## Protocol
- **albums**: free-text queries whose right answers are all tracks of one package that nothing was trained on
  (warzone2100-music, widelands-data, hedgewars-data, hyperrogue-music); candidates are the tracks of all four.
- **titles**: queries written from track titles in two of those packages (a track called "pirate" answers "pirate shanty at
  sea"). Titles are weak labels: a track need not sound like its name.
- **instruments**: single General MIDI instruments, two phrases each, in a soundfont that training did not use; candidates
  are 240 renders of 120 instruments. Synthetic, and without other instruments around.
- Queries were fixed before the first evaluation and are in `evaluation/queries.json` and `evaluation/instruments.json`.
  They were written from descriptions and titles, not from listening.
- One setting was chosen with figures of these sets in view (the shares of grooves and instruments in a batch, lowered once),
  so the rows of trained heads may be a little optimistic. A stronger pull back to the start was tried afterwards and not
  taken: 4 gave .683 / .600 / .875 and 12 gave .658 / .610 / .807 (albums / titles / instruments). Since version 1.1.0
  settings are chosen on validation sets inside the training audio (`ABLATION.md`).
- The phrases of the instruments set come from the generator that made the training phrases (other seeds), whose register
  and note lengths depend on the instrument. Expect less on real recordings.
- A track's score is half the mean and half the best fifth of at most 12 windows; a query is the mean of four prompts,
  except in the bare-query row. The tag bridge uses the bare query.
- The heads are the mean of three seeds' weights, three quarters of it, and a quarter of their start. Teacher rows see one 3-s patch of each cached window (two of train
  music), student rows the whole window. The teacher's heads are trained in
  the same way, on the same items.
- Intervals resample queries 2,000 times; they say how much the mean depends on the choice of queries, not of tracks.
- Real songs and listeners' ratings of emotion: `TEXT_MAP.md`, first row. Not measured: public benchmarks (MagnaTagATune,
  MTG-Jamendo, Song Describer), whose audio was not at hand.
"""


def _interval(values: tuple[float, float, float]) -> str:
    return f"{values[0]:.3f} [{values[1]:.3f}, {values[2]:.3f}]"


def _table(result: dict, metric: str) -> list[str]:
    shipped = result["sets"][SHIPPED]
    titles = [f"{s} ({shipped[s]['queries']} queries, {shipped[s]['candidates']} candidates)" for s in SETS]
    lines = ["| | " + " | ".join(titles) + " |", "|---|" + "---|" * len(SETS)]
    for name, row in result["sets"].items():
        label = f"**{name}** (shipped)" if name == SHIPPED else name
        lines.append(f"| {label} | " + " | ".join(_interval(row[s][metric]) for s in SETS) + " |")
    return lines


def _gaps(gap: dict) -> str:
    return "; ".join(f"{s} {gap[s][0]:+.3f} [{gap[s][1]:+.3f}, {gap[s][2]:+.3f}]" for s in SETS)


def _gate(gate: dict) -> list[str]:
    summary = (
        f"AUC {gate['auc']:.4f} over {gate['windows'][0]} music and {gate['windows'][1]} non-music windows of what was kept "
        f"back; at the threshold {gate['music_kept']:.1%} of music is kept and {gate['other_rejected']:.1%} of non-music "
        "rejected."
    )
    rows = [f"| {name} | {row['windows']} | {row['rejected']:.1%} |" for name, row in gate["by_group"].items()]
    return [summary, "", "| non-music | windows | rejected |", "|---|---|---|", *rows]


def markdown(result: dict) -> str:
    gaps, student, int8 = (result[k] for k in ("shipped_minus", "student", "int8"))
    shipped = result["sets"][SHIPPED]
    lines = [
        PROTOCOL,
        f"Seed {result['seed']}; processor: {result['processor']}, two threads for training, one for timing.",
        "",
    ]
    lines += ["## Mean ROC-AUC over queries [95 % interval]", "", *_table(result, "auc"), ""]
    lines += [f"Shipped pair minus {name}, paired by query: {_gaps(gap)}." for name, gap in gaps.items()]
    lines += ["", "## Mean average precision [95 % interval]", "", *_table(result, "ap"), ""]
    lines += ["## Distillation", ""]
    lines.append(
        f"{student['parameters']:,} parameters, {student['windows']:,} windows, last cycle "
        f"{student['steps']} steps in {student['seconds']} s. Mean correlation with the teacher over "
        f"{student['held_out_thirds']:,} thirds of kept-back music, mean over columns:"
    )
    lines += ["", "| | 100 tags | 400 penultimate features |", "|---|---|---|"]
    lines += [f"| {name} | {row['tags']:.3f} | {row['penultimate']:.3f} |" for name, row in result["agreement"].items()]
    lines += ["", "## Music score", "", *_gate(result["music_score"]), "", "## Text tower", ""]
    triplets = result["triplets"]
    lines.append(
        f"Triplets (AudioSet music label, its description, another class's description): accuracy "
        f"{_interval(triplets['accuracy'])} over {triplets['count']}. Int8 against float32 over {int8['queries']} queries: mean "
        f"cosine {int8['mean_cosine']:.4f}, lowest {int8['min_cosine']:.4f}."
    )
    lines += ["", "## Cost", ""]
    lines += [
        "One 10-s window on one thread, for a student from PCM to all outputs, for the teacher both trunks over three 3-s",
        "patches from log-mel, measured on a machine that other processes were using.",
        "",
        "| audio tower | numbers in the file | median | fastest | " + " | ".join(f"{s}, AUC" for s in SETS) + " |",
        "|---|---|---|---|" + "---|" * len(SETS),
    ]
    for name, row in result["cost"].items():
        scores = " | ".join(f"{result['sets'][name][s]['auc'][0]:.3f}" for s in SETS)
        lines.append(
            f"| {name} | {row['parameters']:,} | {row['median_ms']:.1f} ms | {row['fastest_ms']:.1f} ms | {scores} |"
        )
    lines += ["", "## ROC-AUC of every query, shipped pair", ""]
    for s in SETS:
        ordered = sorted(shipped[s]["per_query"].items(), key=lambda kv: -kv[1])
        lines += [f"**{s}**: " + ", ".join(f"{q} {v:.2f}" for q, v in ordered), ""]
    return "\n".join(lines).rstrip() + "\n"
