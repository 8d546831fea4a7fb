"""RESULTS.md of a pair from the figures of ``shipped``."""

from __future__ import annotations

from .text_map_page import spread

HEAD = """# Results of the pair

Written by `python -m earshot_training results`: the exported files, as the application runs them, beside the pair before.

- **genres, emotions**: 174 real songs that nothing was trained on (`evaluation/songs.py`), 56 phrases written before the first
  look at a score. An emotion's right answers are the quarter that most listeners felt it in. Intervals hold other songs and
  other phrases.
- **albums**: free text whose right answers are all tracks of one package that nothing was trained on; **titles**: queries written
  from track titles, weak labels; **instruments**: single General MIDI instruments in a soundfont that training did not use
  (precision at 3). Intervals over queries.
- A track has at most 3 (songs), 8 (packages) or 1 (instruments) windows; its score is half their mean and half their best fifth;
  a query is the mean of four prompts.
- The heads' weights were chosen with the first five columns in view: these are validation figures. Other songs may gain less.
"""


def gained(figure: tuple[float, float, float]) -> str:
    return f"{figure[0]:+.3f} [{figure[1]:+.3f}, {figure[2]:+.3f}]"


def results_page(names: tuple[str, str], songs: dict, sets: dict, music: dict, triplets: tuple, cost: dict) -> str:
    new, old = names
    lines = [HEAD, f"## {new} and {old}", "", f"| set | metric | {new} | {old} | gain, paired |", "|---|---|---|---|---|"]
    for name, row in {**songs, **sets}.items():
        lines += [
            f"| {name} | {metric} | {spread(row['new'][metric])} | {spread(row['old'][metric])} | {gained(value)} |"
            for metric, value in row["gain"].items()
        ]
    count, right = triplets
    lines += ["", f"Text triplets of the AudioSet ontology: {spread(right)} of {count}.", "", "## Music score", ""]
    lines += [
        f"ROC-AUC over windows {music['auc']:.4f}. At the shipped threshold {music['threshold']:.4f} {music['kept']:.2%} of the "
        f"music is kept and {music['refused']:.1%} of the rest refused; at {music['strict']:.4f}, which keeps 99.5 % of these "
        f"windows, {music['refused_strict']:.1%}.", "", "| windows of | how many | called music |", "|---|---|---|",
    ]  # fmt: skip
    lines += [f"| {name} | {size} | {share:.1%} |" for name, (size, share) in music["groups"].items()]
    lines += ["", "## Cost", "", "| | fastest | median | bytes of the folder |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {cost[side]['fastest']:.2f} ms | {cost[side]['median']:.2f} ms | {cost[side]['bytes'] / 1e6:.1f} MB |"
        for name, side in ((new, "new"), (old, "old"))
    ]
    lines.append(
        f"\nA window on one thread, in turns; ratio of the medians {spread(cost['ratio'])}, of the fastest "
        f"{cost['fastest_ratio']:.2f}."
    )
    return "\n".join(lines) + "\n"
