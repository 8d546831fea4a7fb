"""ABLATION.md from the ablation command's results."""

from __future__ import annotations

from collections.abc import Iterable

from .levers import BASE, Scores, gains, means

PLACES = (
    "validation/albums", "validation/titles", "validation/instruments", "validation/styles",
    "held-out/albums", "held-out/titles", "held-out/instruments",
)  # fmt: skip
SONG_PLACES = ("validation/genres", "validation/emotions")
FREE_BASE = "heads averaged over seeds"

HEAD = """# Levers of the embedded pair's heads

Written by `python -m earshot_training ablation`.

- One setting is changed at a time; the first row of a table is what the others are compared with. One seed each in the
  first table: for the spread between seeds look at "one seed" of the second.
- **Choices are made on the validation columns**: three training packages, one training soundfont and twelve groove
  styles (`evaluation/validation.py`), taken out of head training. The student was distilled on that audio, without
  labels of ours, so these figures are higher than on new audio; the differences are what counts.
- The held-out columns come from heads trained on all training items. They are reported, not chosen by.
- A cell is the mean ROC-AUC and, for all but the first row of a table, its difference from that row with the 95 %
  interval over queries, paired by query. The intervals do not hold the spread between seeds, which is up to 0.03 on
  albums and titles of the held-out sets: read a difference of that size as none.
- genres, emotions: real songs that nothing is trained on (`evaluation/songs.py`), where `features` was given them.
"""

DECIDED = """## What was decided for version 1.2.0

- **Tag lists of two to five** instead of one to three were taken: better on validation albums and titles for both students
  they were tried with, and what others found to matter most (random lists of a track's tags).
- **Three quarters trained, one quarter start.** On the sets here that is a trade: validation albums gain what instruments
  lose. It was taken because these sets hold no singing, pop or rock. There the untrained start is better than trained
  heads (in the prototype .87 against .85 on genre phrases over real rock, pop, electronic and classical excerpts), and
  here, too, queries from titles of real tracks are ranked better by it; single instruments keep far more than they need.
- Averaging the heads of several seeds takes the luck of one seed out and costs nothing at query time.
- Pulling two views of one caption together (a contrastive loss between a caption and its aspects, weight 0.5) was tried
  outside this table and dropped: triplets .928 to .926, validation albums +.02, styles -.03, within the seeds' spread.
- Without General MIDI renders in training the instruments set falls from 0.92 to 0.62 and nothing else changes: that figure
  measures what was taught from the same generator, not how well instruments are known in real music.
- Adding the bridge's own score and hub corrections trade instruments or titles against albums.
- Not tried: ontology texts (the triplets would no longer be new), whitening of the text vectors.
"""


def _cell(value: float, gain: tuple[float, float, float] | None) -> str:
    if gain is None:
        return f"{value:.3f}"
    return f"{value:.3f} ({gain[0]:+.3f} [{gain[1]:+.3f}, {gain[2]:+.3f}])"


def table(results: dict[str, list[Scores]], base: str, kept: Iterable[str]) -> list[str]:
    """The base first, then every lever; the last column says whether the shipped heads use it."""
    differences, chosen = gains(results, base), set(kept)
    unknown = chosen - set(results)
    if unknown:
        raise ValueError(f"no result for the kept levers {sorted(unknown)}")
    places = [*(place for place in SONG_PLACES if place in results[base][0]), *PLACES]
    lines = ["| | " + " | ".join(places) + " | |", "|---|" + "---|" * (len(places) + 1)]
    for name in (base, *differences):
        cells = [
            _cell(value, differences[name][place] if name != base else None)
            for place, value in ((place, means(results[name])[place]) for place in places)
        ]
        verdict = "kept" if name in chosen else "" if name == base else "dropped"
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {verdict} |")
    return lines


def ablation_page(trained: dict[str, list[Scores]], free: dict[str, list[Scores]], kept: Iterable[str]) -> str:
    in_training = [name for name in kept if name in trained]
    without = [name for name in kept if name in free]
    lines = [HEAD, "## Levers in training", "", *table(trained, BASE, in_training)]
    lines += ["", "## Levers without training", "", "One set of heads serves every row.", ""]
    lines += table(free, FREE_BASE, without)
    return "\n".join([*lines, "", DECIDED])
