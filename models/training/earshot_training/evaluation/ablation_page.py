"""ABLATION.md from the ablation command's results."""

from __future__ import annotations

from collections.abc import Iterable

from ..pair.ablation import BASE, Scores, gains, means

PLACES = (
    "validation/albums", "validation/titles", "validation/instruments", "validation/styles",
    "held-out/albums", "held-out/titles", "held-out/instruments",
)  # fmt: skip
FREE_BASE = "heads averaged over seeds"

HEAD = """# Levers of the embedded pair's heads

Written by `python -m earshot_training ablation`.

- One setting is changed at a time; everything else is as in version 1.0.0, and so are the student's features. One seed
  each: for the spread between seeds compare the first row of this table with "one seed" of the second.
- **Choices are made on the validation columns**: three training packages, one training soundfont and twelve groove
  styles (`evaluation/validation.py`), taken out of head training. The student was distilled on that audio, without
  labels of ours, so these figures are higher than on new audio; the differences are what counts.
- The held-out columns come from heads trained on all training items. They are reported, not chosen by.
- A cell is the mean ROC-AUC and, for all but the first row of a table, its difference from that row with the 95 %
  interval over queries, paired by query. The intervals do not hold the spread between seeds, which is up to 0.03 on
  albums and titles of the held-out sets: read a difference of that size as none.
- Emotions are not in the table: there are no listeners' ratings here to score against.
"""

DECIDED = """## What was decided for version 1.1.0

Averaging the heads of several seeds was kept: it costs nothing at query time and takes the luck of one seed out. Of the
other settings none is better on the validation sets by more than the seeds differ. What the tables do show:

- Virtual windows and captions carry titles and styles; without either, validation titles lose 0.06 to 0.07.
- Without General MIDI renders in training the instruments set falls from 0.92 to 0.62 and nothing else changes: that
  figure measures what was taught from the same generator, not how well instruments are known in real music.
- Starting as the tag bridge and pulling back to it gains nothing that can be measured here. It is kept because these
  sets hold no singing, pop or rock, which is where it was seen to matter.
- Adding the bridge's own score, hub corrections and heads moved back to their start trade instruments or titles against
  albums.
- Not tried: ontology texts (the triplets would no longer be new), whitening of the text vectors, more than one seed each.
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
    lines = ["| | " + " | ".join(PLACES) + " | |", "|---|" + "---|" * (len(PLACES) + 1)]
    for name in (base, *differences):
        cells = [
            _cell(value, differences[name][place] if name != base else None)
            for place, value in ((place, means(results[name])[place]) for place in PLACES)
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
