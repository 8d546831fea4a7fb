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

## On the shipped tower (tried outside this page)

The shipped tower has musicnn's tags, and a ridge on its pooled features gives YAMNet's classes with a mean correlation of .65
on the real songs (1,925 to 2,238 training windows). A space of 160 numbers, the shipped pair's 128 and 32 of the maps at .7 of
their weight, scored with four prompts and at most eight windows; differences from the shipped pair paired, as in
`TEXT_MAP.md`:

| | genres | emotions | albums | titles | instruments |
|---|---|---|---|---|---|
| the shipped pair | 0.814 | 0.653 | 0.721 | 0.581 | 0.929 |
| the start, untrained | 0.851 (+0.037 [+0.011, +0.073]) | 0.674 (+0.021 [+0.004, +0.037]) | 0.720 (-0.002 [-0.027, +0.022]) | 0.597 (+0.017 [-0.046, +0.076]) | 0.909 (-0.020 [-0.037, -0.006]) |
| trained with a pull to the start | 0.809 (-0.004 [-0.042, +0.030]) | 0.672 (+0.019 [-0.009, +0.046]) | 0.689 (-0.032 [-0.079, +0.008]) | 0.616 (+0.036 [-0.034, +0.106]) | 0.959 (+0.030 [+0.007, +0.051]) |
| 20 % trained, the rest start | 0.847 (+0.033 [+0.009, +0.068]) | 0.677 (+0.024 [+0.005, +0.045]) | 0.711 (-0.011 [-0.045, +0.020]) | 0.609 (+0.028 [-0.030, +0.088]) | 0.941 (+0.013 [-0.008, +0.029]) |
| 10 % trained, the rest start | 0.850 (+0.036 [+0.011, +0.071]) | 0.676 (+0.023 [+0.006, +0.042]) | 0.714 (-0.008 [-0.038, +0.021]) | 0.605 (+0.024 [-0.037, +0.084]) | 0.931 (+0.002 [-0.016, +0.016]) |

So training on game music takes from real songs again what the start gave them, and a tenth to a fifth of it is enough to keep
the instruments. Such heads gain on real songs by intervals that leave out 0 and lose nowhere by more than noise, on a tower
that costs as much as before. They are not shipped: the next pair is to have the cheaper tower, too. Three
weights of the maps, three settings of the training and five shares were compared with all these columns in view: they are
validation figures, and the gain on other sets may be smaller.
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
