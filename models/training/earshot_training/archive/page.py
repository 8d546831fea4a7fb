"""ARCHIVE.md from what archive-costs measured."""

from __future__ import annotations

from typing import Any

CLIPS, CLIP_SECONDS, WINDOW_SECONDS = 44_000_000, 30, 10
MACHINE_THREADS = 32
MACHINES = (1, 10, 100)
LARGE = 10_000_000
ROW_BYTES = 16 + 8 * 5 + 100 + 800  # key, numbers, a path, the outline

HEAD = """# An archive of many sounds

Written by `python -m earshot_training archive-costs`. Seconds and milliseconds are those of one processor, counted by the
system: other processes that used the machine may have made them longer; waiting is not in them.

Machine: {machine}.
"""

READING = """
## How to read it
- **made vectors**: as many as a row says, around {centres} centres of {real} real window vectors of {dimension} numbers ({source}), with
  the real spread around each. They are like real ones in these respects and not in others (no two are the same music):

{likeness}

- **recall**: share of the exact best 10 (50) that are among the first 10 (50) found, mean over queries [95 % interval over
  queries]. Queries are {queries} made vectors that are not in the index, and {texts} phrases through the text tower, which
  lie farther from all sounds and are harder. *compared again*: the first {candidates} found, put in order by their whole
  vectors (float16, from a file).
- **lists**: the power of two nearest to the square root of the number of vectors. **code**: bytes a vector in the index.
"""


def figure(values: list[float]) -> str:
    value, low, high = values
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"


def size(number: float) -> str:
    for unit, most in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6)):
        if number >= most:
            return f"{number / most:.1f} {unit}"
    return f"{number / 1e3:.0f} kB"


def archive_page(costs: dict[str, Any], hearing: dict[str, float], facts: dict[str, Any]) -> str:
    """``costs`` of run_costs, ``hearing`` of hearing_costs; ``facts``: machine, model, centres, queries, texts,
    candidates, decoder."""
    rows = sorted(costs["rows"], key=lambda row: (row["vectors"], row["code"]))
    parts = [HEAD.format(machine=facts["machine"]), hearing_lines(hearing, facts), "## An index (FAISS IVF-PQ)\n"]
    parts += [build_lines(rows), search_lines(rows)]
    count, dimension = costs["about"]["real"]
    parts.append(
        READING.format(**facts, real=f"{count:,}", dimension=dimension, likeness=likeness_lines(costs["likeness"]))
    )
    parts.append(paper_lines(rows[-1], hearing))
    return "\n".join(parts)


def hearing_lines(hearing: dict[str, float], facts: dict[str, Any]) -> str:
    windows = hearing["windows"]
    return f"""## Hearing (`embed`)

{facts["model"]}, {facts["decoder"].partition(" Copyright")[0]}: {hearing["sounds"]:,.0f} sounds, {hearing["sound"] / 3600:.1f} hours, {windows:,.0f} windows.

| | |
|---|---|
| tower, a window | {1000 * hearing["tower"] / windows:.1f} ms |
| decoding, hashing, outline and tower, a window | {1000 * hearing["whole"] / windows:.1f} ms |
| sound a second of one processor | {hearing["sound"] / hearing["whole"]:,.0f} s |
| Parquet, a window | {hearing["bytes"] / hearing["kept"]:,.0f} bytes |
| Parquet, a sound | {hearing["bytes"] / hearing["rows"]:,.0f} bytes |
"""


def build_lines(rows: list[dict[str, Any]]) -> str:
    lines = [
        "| made vectors | lists | code | learning | adding | adding, a vector | index | a vector | exact search, a query |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        n = row["vectors"]
        lines.append(
            f"| {n:,} | {row['lists']:,} | {row['code']} bytes | {row['train']:,.0f} s | {row['add']:,.0f} s "
            f"| {1e6 * row['add'] / n:.1f} µs | {size(row['bytes'])} | {row['bytes'] / n:.1f} bytes "
            f"| {row['exact_ms']:.1f} ms |"
        )
    if max(row["vectors"] for row in rows) < LARGE:
        lines.append(f"\nNot measured in this run: {LARGE:,} vectors (`--made {LARGE}`).")
    return "\n".join(lines) + "\n"


def search_lines(rows: list[dict[str, Any]]) -> str:
    kinds = list(rows[0]["searches"][0]["recalls"])
    lines: list[str] = []
    for kind in kinds:
        lines += [
            f"Queries: {kind}.\n",
            "| made vectors | code | lists looked into | a query | recall@10 | recall@50 | compared again, a query "
            "| recall@10 | recall@50 |",
            "|---|---|---|---|---|---|---|---|---|",
        ]
        for row in rows:
            for one in row["searches"]:
                plain, again = one["recalls"][kind], one["again"][kind]
                lines.append(
                    f"| {row['vectors']:,} | {row['code']} bytes | {one['probes']} | {one['ms']:.1f} ms "
                    f"| {figure(plain['10'])} | {figure(plain['50'])} | {one['ms_again']:.1f} ms "
                    f"| {figure(again['10'])} | {figure(again['50'])} |"
                )
        lines.append("")
    return "\n".join(lines)


def likeness_lines(likeness: dict[str, list[float]]) -> str:
    lines = [
        "  | | cosine to the nearest other: 5 %, 25 %, 50 %, 75 %, 95 % | variance in the first 8, 16, 32, 64 directions |",
        "  |---|---|---|",
    ]
    for kind in ("real", "made"):
        nearest, shares = (", ".join(f"{v:.2f}" for v in likeness[f"{kind} {name}"]) for name in ("nearest", "shares"))
        lines.append(f"  | {kind} | {nearest} | {shares} |")
    return "\n".join(lines)


def paper_lines(row: dict[str, Any], hearing: dict[str, float]) -> str:
    """44 million clips of 30 s, worked out from the largest row."""
    windows = CLIPS * CLIP_SECONDS / WINDOW_SECONDS
    hours = windows * hearing["whole"] / hearing["windows"] / 3600
    dimension, n = row["dimension"], row["vectors"]
    parquet = windows * 4 * (dimension + 1) + CLIPS * (ROW_BYTES + 4 * hearing.get("tags", 0))
    lists = 2 ** round(CLIPS.bit_length() / 2)
    add = CLIPS * row["add"] / n * max(1, lists / row["lists"]) / 3600
    train = row["train"] * (lists / row["lists"]) ** 2 / 3600
    index = CLIPS * row["bytes"] / n
    scanned = (CLIPS / lists) / (n / row["lists"])
    best = row["searches"][-1]
    spread = ", ".join(
        f"{m} {'machine' if m == 1 else 'machines'}: {hours / MACHINE_THREADS / m:,.1f} h" for m in MACHINES
    )
    return f"""## 44 million clips, on paper

The paper trains on 44 million clips of 30 s: {CLIPS * CLIP_SECONDS / 3600:,.0f} hours of sound, {windows:,.0f} windows. Nothing of this was run;
each line multiplies what is measured above.

| | | from |
|---|---|---|
| hearing | {hours:,.0f} hours of one processor; on machines of {MACHINE_THREADS} threads {spread} | ms a window times windows, if {MACHINE_THREADS} threads are {MACHINE_THREADS} times one |
| Parquet (window vectors, tags, outline) | {size(parquet)} | {dimension + 1} floats a window, and the rest of a row |
| reading the sound | {size(CLIPS * CLIP_SECONDS * 16_000)} at 128 kbit/s | so much goes through the network of the machines |
| learning {lists:,} lists | {train:,.1f} hours of one processor | the row of {n:,}, with the square of the lists |
| adding a vector a clip | {add:,.1f} hours of one processor; it divides among machines, each with its own part of the index | the row of {n:,}, with the lists |
| index in memory | {size(index)} | bytes a vector: one machine holds it |
| a search in {best["probes"]} lists | {best["ms"] * scanned:,.0f} ms of one processor | the row of {n:,}, with the vectors a list |
| whole vectors, to compare again | {size(CLIPS * 2 * dimension)} (float16) | on a disk; {size(2 * 200 * dimension)} of it a search |

An index of windows in place of clips has three times the vectors: three times the memory and the adding.
"""
