"""archive-costs: what an archive costs to make, to keep and to search, measured here and worked out for more."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from .embed import RUNS
from .index import blocks
from .made_vectors import MadeVectors, nearest_cosines
from .measure import measure_size
from .parts import ArchiveError
from .shard_file import same_model, shard_paths

KEPT = "costs.json"
COMPARED = 4000
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def real_vectors(archive: Path) -> tuple[np.ndarray, int]:
    """Those of all windows, and of how many sounds."""
    paths = shard_paths(archive)
    model = same_model(paths)
    found = list(blocks(paths, "windows", model.dimension))
    return np.concatenate([vectors for _, _, vectors in found]), len({key for keys, _, _ in found for key in keys})


def hearing_costs(archive: Path) -> dict[str, float]:
    """Sums over the runs that made an archive, with the bytes of its files. Raises ArchiveError where none is told."""
    path = archive / RUNS
    runs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []
    names = ("sounds", "tower", "whole", "windows", "sound")
    sums = {name: float(sum(run[name] for run in runs)) for name in names}
    if not sums["windows"]:
        raise ArchiveError(f"{path} tells of no sound that was heard")
    rows = list(blocks(shard_paths(archive), "windows", same_model(shard_paths(archive)).dimension))
    kept = {"rows": len({key for keys, _, _ in rows for key in keys}), "kept": sum(len(keys) for keys, _, _ in rows)}
    return {**sums, **kept, "bytes": sum(one.stat().st_size for one in shard_paths(archive))}


def likeness(made: MadeVectors, real: np.ndarray) -> dict[str, list[float]]:
    """How made vectors are like real ones, as many of each: cosine to the nearest other, and share of the variance in
    the first 8, 16, 32 and 64 directions."""
    some = np.random.default_rng(0).permutation(len(real))[:COMPARED]
    told: dict[str, list[float]] = {}
    for kind, vectors in (("real", real[some]), ("made", made.block(0, len(some)))):
        values = np.linalg.eigvalsh(np.cov(vectors.T))[::-1]
        told[f"{kind} nearest"] = np.quantile(nearest_cosines(vectors), QUANTILES).tolist()
        told[f"{kind} shares"] = [float(values[:n].sum() / values.sum()) for n in (8, 16, 32, 64)]
    return told


def run_costs(
    real: np.ndarray, texts: np.ndarray | None, wanted: dict[int, list[int]], work: Path, seed: int,
    report: Callable[[str], None] = print,
) -> dict[str, Any]:  # fmt: skip
    """``wanted``: codes by size. What ``work`` holds already of the same vectors and seed is not measured again."""
    work.mkdir(parents=True, exist_ok=True)
    made = MadeVectors(real, seed)
    path, about = work / KEPT, {"real": list(real.shape), "sum": float(real.astype(np.float64).sum()), "seed": seed}
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if kept.get("about") != about:
        kept = {"about": about, "likeness": likeness(made, real), "rows": []}
    for vectors, codes in sorted(wanted.items()):
        known = {row["code"] for row in kept["rows"] if row["vectors"] == vectors}
        lacking = [code for code in codes if code not in known]
        if lacking:
            rows = measure_size(made, texts, vectors, lacking, work, report)
            # By the way of JSON, so that what was just measured looks like what was read.
            kept["rows"] += json.loads(json.dumps([asdict(row) for row in rows]))
            path.write_text(json.dumps(kept), encoding="utf-8")
    return kept


def machine() -> str:
    """Processor, threads and memory."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        name = next(
            (line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line), name
        )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{name}, {os.cpu_count()} threads, {memory:.0f} GB"
