"""What an index costs and finds at a size: made vectors, IVF-PQ, exact search beside it, one thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ..scoring.metrics import Figure, bootstrap
from .exact import ExactTop, recalls
from .index import DEPTHS, LEAST, TRAINING, make_index, usual_lists
from .made_vectors import MadeVectors
from .parts import optional

BLOCK = 100_000
QUERIES, TIMED = 200, 100
QUERY_BLOCK = 10**9  # a number that no block of the archive has
PROBES = (8, 16, 32, 64, 128)
CANDIDATES = 200  # of a search whose best are compared once more by their whole vectors


@dataclass
class Searched:
    """Of one number of lists looked into. ``again``: with the first CANDIDATES compared by their whole vectors. Times
    are milliseconds of a processor a query, asked one at a time; ``recalls[kind][k]`` of both kinds of query."""

    probes: int
    ms: float
    ms_again: float
    recalls: dict[str, dict[int, Figure]]
    again: dict[str, dict[int, Figure]]


@dataclass
class Measured:
    """Of one size and code. Seconds of one processor; ``exact_ms`` a query, many at a time."""

    vectors: int
    dimension: int
    lists: int
    code: int
    train: float
    add: float
    bytes: int
    exact_ms: float
    searches: list[Searched] = field(default_factory=list)


def measure_size(
    made: MadeVectors, texts: np.ndarray | None, vectors: int, codes: list[int], work: Path,
    report: Callable[[str], None] = print,
) -> list[Measured]:  # fmt: skip
    """One row a code. The vectors lie in ``work`` (float16) while it goes on."""
    faiss = optional("faiss")
    faiss.omp_set_num_threads(1)
    queries = {"sounds": made.block(QUERY_BLOCK, QUERIES)} | ({} if texts is None else {"texts": texts})
    path = work / f"made-{vectors}.f16"
    dimension = made.centres.shape[1]
    kept = np.lib.format.open_memmap(path, "w+", np.float16, (vectors, dimension))
    try:
        for number, start in enumerate(range(0, vectors, BLOCK)):
            kept[start : start + BLOCK] = made.block(number, min(BLOCK, vectors - start))
        exact, seconds = exact_of(kept, queries)
        report(f"{vectors} vectors made, exact search {1000 * seconds:.1f} ms a query")
        rows = []
        for code in codes:
            row = measure_code(kept, queries, exact, code, work)
            row.exact_ms = 1000 * seconds
            report(f"{vectors} vectors, {code} bytes: trained {row.train:.0f} s, added {row.add:.0f} s")
            rows.append(row)
        return rows
    finally:
        path.unlink()


def pieces(kept: np.ndarray) -> Iterator[np.ndarray]:
    for start in range(0, len(kept), BLOCK):
        yield kept[start : start + BLOCK].astype(np.float32)


def exact_of(kept: np.ndarray, queries: dict[str, np.ndarray]) -> tuple[dict[str, np.ndarray], float]:
    """The best of each query, and seconds a query."""
    tops = {kind: ExactTop(asked, max(DEPTHS)) for kind, asked in queries.items()}
    spent = 0.0
    for block in pieces(kept):
        began = time.process_time()
        for top in tops.values():
            top.add(block)
        spent += time.process_time() - began
    return {kind: top.ids for kind, top in tops.items()}, spent / sum(len(asked) for asked in queries.values())


def measure_code(
    kept: np.ndarray, queries: dict[str, np.ndarray], exact: dict[str, np.ndarray], code: int, work: Path
) -> Measured:
    faiss = optional("faiss")
    lists = usual_lists(len(kept))
    index = make_index(kept.shape[1], lists, code)
    sample = kept[np.linspace(0, len(kept) - 1, min(len(kept), max(LEAST, TRAINING * lists))).astype(np.int64)].astype(
        np.float32
    )
    began = time.process_time()
    index.train(sample)
    trained = time.process_time()
    added = 0.0
    for block in pieces(kept):
        before = time.process_time()
        index.add(block)
        added += time.process_time() - before
    path = work / "made.faiss"
    faiss.write_index(index, str(path))
    size = path.stat().st_size
    path.unlink()
    row = Measured(len(kept), kept.shape[1], lists, code, trained - began, added, size, 0.0)
    for probes in PROBES:
        if probes <= lists:
            index.nprobe = probes
            row.searches.append(search(index, kept, queries, exact))
    return row


def search(index: Any, kept: np.ndarray, queries: dict[str, np.ndarray], exact: dict[str, np.ndarray]) -> Searched:
    found = {kind: index.search(asked, CANDIDATES)[1] for kind, asked in queries.items()}
    better = {kind: again(kept, asked, found[kind]) for kind, asked in queries.items()}
    timed = queries["sounds"][:TIMED]
    began = time.process_time()
    for query in timed:
        index.search(query[None], max(DEPTHS))
    plain = time.process_time()
    for query in timed:
        again(kept, query[None], index.search(query[None], CANDIDATES)[1])
    ended = time.process_time()
    found_and_better = (
        {kind: {k: bootstrap(recalls(ids[kind], exact[kind], k)) for k in DEPTHS} for kind in queries}
        for ids in (found, better)
    )
    ms, ms_again = (1000 * seconds / len(timed) for seconds in (plain - began, ended - plain))
    return Searched(index.nprobe, ms, ms_again, *found_and_better)


def again(kept: np.ndarray, queries: np.ndarray, found: np.ndarray) -> np.ndarray:
    """The found ids, best first by their whole vectors; -1 (nothing more was found) stays last."""
    ordered = np.empty_like(found)
    for number, (query, ids) in enumerate(zip(queries, found, strict=True)):
        scores = kept[np.maximum(ids, 0)].astype(np.float32) @ query
        scores[ids < 0] = -np.inf
        ordered[number] = ids[np.argsort(-scores, kind="stable")]
    return ordered
