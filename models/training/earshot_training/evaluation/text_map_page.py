"""TEXT_MAP.md from the text-map command's results."""

from __future__ import annotations

from ..scoring.metrics import Figure

HEAD = """# What words mean for sound

Written by `python -m earshot_training text-map`.

Maps from a text to a tagger's classes, learned from captions alone (`pair/text_map`), beside the shipped pair. No row was
trained on audio but the pair's. Sound alone: no tags, no names.

- **genres, emotions**: real songs (`evaluation/songs.py`), 56 phrases written before the first look
  (`evaluation/songs.json`). An emotion's right answers are the quarter that most listeners felt it in. Intervals hold both
  other songs and other phrases. Choices are made here, and on the kept-back packages; nothing is trained on either.
- **albums, titles, instruments**: as in `RESULTS.md`, with at most eight windows a track; intervals over queries.
- A cell is the mean ROC-AUC, and its difference from the first row with the 95 % interval, paired.
- The taggers' scores are the teachers' own, not a student's: what a student distilled from them could reach.
- The lexicon was written after the phrases, by the same hand, without a look at a score; some of its words are theirs.
"""
DECIDED = """## What follows for the next pair

- **The learned map (near) is kept**: on genres it gains .036 over the bridge for musicnn and .027 for YAMNet, on emotions .054
  and .042, and both taggers together are better than each. As one linear map (ridge) it gains half of that.
- **The lexicon is kept, at twice the weight of a map**: emotions +.031 over H, titles +.033, genres -.011, instruments -.039.
  The last two are lost where a phrase is about an instrument or a genre, which the lexicon does not know.
- **So it has a say only where a phrase is nearer to it than to a class's name** (`LexiconMap.gate`): genres .853 to
  .871, among their ten best .750 to .805, emotions as before. Widths of .05 and .1 and shares from 2 to 4 were tried.
- **Energy and valence by the lexicon's scales are not taken as a part of their own**: emotions +.005, albums -.021.
- **Four prompts are for the pair only**: on H they cost .007 of the genres and give nothing (outside this table).
- **The pair's own score stays in**: it was taught General MIDI instruments, and no map reaches it there. Real songs gain .039
  (genres) and .037 (emotions) over the pair alone, by intervals that leave out 0; what albums lose lies within noise,
  and what instruments lose nearly so (-.027 [-.061, +.002]): heads that start here have to be taught them again.
"""
SETS = ("genres", "emotions", "albums", "titles", "instruments")


def cell(row: dict[str, Figure]) -> str:
    value, (gain, low, high) = row["auc"][0], row["gain"]
    return f"{value:.3f} ({gain:+.3f} [{low:+.3f}, {high:+.3f}])" if low != high else f"{value:.3f}"


def spread(figure: Figure) -> str:
    return f"{figure[0]:.3f} [{figure[1]:.3f}, {figure[2]:.3f}]"


def text_map_page(results: dict[str, dict]) -> str:
    rows = list(results["genres"])
    lines = [HEAD, "## Mean ROC-AUC", "", "| | " + " | ".join(SETS) + " |", "|---" * (len(SETS) + 1) + "|"]
    lines += [f"| {row} | " + " | ".join(cell(results[name][row]) for name in SETS) + " |" for row in rows]
    lines += ["", "## Real songs: average precision and precision at 10", ""]
    lines += ["| | genres, AUC | AP | P@10 | emotions, AUC | AP | P@10 |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        cells = [spread(results[g][row][m]) for g in ("genres", "emotions") for m in ("auc", "ap", "p10")]
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", DECIDED])
