"""RESULTS.md of a pair from the figures of ``shipped``."""

from __future__ import annotations

from ..scoring.metrics import Figure
from .text_map_page import spread

HEAD = """# Results of the pair

Written by `python -m earshot_training results`: the exported files, as the application runs them, beside the pair
before.

- **genres, emotions**: 174 real songs that nothing was trained on (`evaluation/songs.py`), 56 phrases written
  before the first look at a score. An emotion's right answers are the quarter that most listeners felt it in.
  Intervals hold other songs and other phrases.
- **albums**: free text whose right answers are all tracks of one package that nothing was trained on; **titles**:
  queries written from track titles, weak labels; **instruments**: single General MIDI instruments in a soundfont
  that training did not use (precision at 3); **ensembles**: the instrument of the melody, in that soundfont, while
  others play beside it (`data/ensembles.py`; precision at 3). Intervals over queries.
- A track has at most 3 (songs), 8 (packages) or 1 (instruments, ensembles) windows; its score is half their mean
  and half their best fifth; a query is the mean of four prompts.
- The heads' weights were chosen with the first five columns in view: these are validation figures. Other songs may
  gain less.
"""
MADE = (
    'What is "made:" is music made for this (`data/made_kinds.py`), of renders, a speech synthesiser and arithmetic. '
    "It is in no sum above, and it is no recording: a monk, a singer or a metal band may be heard otherwise."
)
Names = tuple[str, str]


def gained(figure: Figure) -> str:
    return f"{figure[0]:+.3f} [{figure[1]:+.3f}, {figure[2]:+.3f}]"


def ranking_lines(names: Names, sets: dict[str, dict]) -> list[str]:
    new, old = names
    lines = [f"## {new} and {old}", "", f"| set | metric | {new} | {old} | gain, paired |", "|---|---|---|---|---|"]
    for name, row in sets.items():
        for metric, value in row["gain"].items():
            lines.append(
                f"| {name} | {metric} | {spread(row['new'][metric])} | {spread(row['old'][metric])} | {gained(value)} |"
            )
    return lines


def music_lines(music: dict) -> list[str]:
    kept, refused = f"{music['kept']:.2%}", f"{music['refused']:.1%}"
    told = (
        f"ROC-AUC over windows {music['auc']:.4f}. At the shipped threshold {music['threshold']:.4f} {kept} of the "
        f"music is kept and {refused} of the rest refused; at {music['strict']:.4f}, which keeps 99.5 % of these "
        f"windows, {music['refused_strict']:.1%}."
    )
    lines = ["## Music score", "", told, "", "| windows of | how many | called music |", "|---|---|---|"]
    lines += [f"| {name} | {size} | {share:.1%} |" for name, (size, share) in music["groups"].items()]
    return [*lines, "", MADE]


def cost_lines(names: Names, cost: dict) -> list[str]:
    lines = ["## Cost", "", "| | fastest | median | bytes of the folder |", "|---|---|---|---|"]
    for name, side in zip(names, ("new", "old"), strict=True):
        row = cost[side]
        lines.append(f"| {name} | {row['fastest']:.2f} ms | {row['median']:.2f} ms | {row['bytes'] / 1e6:.1f} MB |")
    ratio = f"ratio of the medians {spread(cost['ratio'])}, of the fastest {cost['fastest_ratio']:.2f}."
    return [*lines, "", f"A window on one thread, in turns; {ratio}"]


def results_page(
    names: Names, sets: dict[str, dict], music: dict, triplets: tuple[int, Figure], cost: dict
) -> str:  # fmt: skip
    count, right = triplets
    told = f"Text triplets of the AudioSet ontology: {spread(right)} of {count}."
    lines = [HEAD, *ranking_lines(names, sets), "", told, "", *music_lines(music), "", *cost_lines(names, cost)]
    return "\n".join(lines) + "\n"
