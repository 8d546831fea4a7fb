"""TEXT_HEADS.md from the text-heads command's rows."""

from __future__ import annotations

from .text_map_page import SETS, spread

HEAD = """# Text heads distilled from the maps

Written by `python -m earshot_training text-heads`.

The maps of `TEXT_MAP.md` (bridge, near, twice the lexicon) need all captions at query time. A text head says the same in one
small network: it is trained on texts alone (captions, the lexicon, the glossaries' English), to give a text's point in a joint
space in which a window's class scores have one, too. Windows' points have unit length, and scores are standardised by the
training music, not by the set, as an application has to. The first row is the maps themselves.

- Sets and intervals as in `TEXT_MAP.md`; mean ROC-AUC. Scores are the teachers' own.
- "texts kept": the share of the texts' differences that so many numbers hold.
- Search: one query against 100,000 vectors by NumPy on one thread of a machine in use by others, and their bytes in float32.
"""
DECIDED = """
**128 numbers and a hidden layer of 512 are taken as the start of the next pair's text head.** 32 numbers hold nearly all that
the maps know, so a wider space gains nothing here and costs search time and memory; what the bottleneck was is the linear
layer. 128 leave room for what training adds.
"""


def text_heads_page(rows: list[dict]) -> str:
    head = "| numbers | hidden | parameters | texts kept | " + " | ".join(SETS) + " | search | bytes |"
    lines = [HEAD, head, "|---" * (len(SETS) + 6) + "|"]
    for row in rows:
        hidden = "the maps" if row["hidden"] is None else row["hidden"] or "none"
        figures = " | ".join(spread(row["figures"][name]) for name in SETS)
        cost = f"{row['search_ms']:.1f} ms | {4 * 100_000 * row['dimension'] / 1e6:.0f} MB"
        lines.append(
            f"| {row['dimension']} | {hidden} | {row['parameters']:,} | {row['kept']:.3f} | {figures} | {cost} |"
        )
    return "\n".join([*lines, DECIDED])
