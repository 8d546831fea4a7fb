"""index: a FAISS IVF-PQ index over the vectors of an archive, with its recall against exact search."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..scoring.metrics import bootstrap
from .exact import ExactTop, recalls
from .parts import ArchiveError, optional
from .shard_file import same_model, shard_paths

INDEX, ROWS, ABOUT = "index.faiss", "rows.parquet", "index.json"
CODE_BITS = 8
LEAST = 2**CODE_BITS  # vectors: a code book has so many entries, each of which needs one to learn from
TRAINING = 32  # vectors a list that the lists are learned from
QUERIES, DEPTHS = 200, (10, 50)
OF = ("tracks", "windows")


@dataclass(frozen=True)
class IndexSettings:
    """``of``: a vector a track (the mean of its windows, scaled to unit length) or one a window. ``code``: bytes a
    vector; ``probes``: lists that a search looks into. Where ``lists`` or ``code`` is None it follows from the size."""

    of: str = "tracks"
    lists: int | None = None
    code: int | None = None
    probes: int = 32
    seed: int = 0


def usual_lists(vectors: int) -> int:
    """The power of two nearest to √n; never so many that there is too little to learn them from."""
    return max(1, min(2 ** round(math.log2(vectors) / 2), vectors // TRAINING))


def usual_code(dimension: int) -> int:
    """Half a byte a number: two numbers a code."""
    return dimension // 2


def blocks(paths: list[Path], of: str, dimension: int) -> Iterator[tuple[list[bytes], np.ndarray, np.ndarray]]:
    """A shard at a time: content keys, starts (NaN for a track) and unit vectors float32 [n, d]. Raises ArchiveError
    for vectors of another length, or that are no unit vectors."""
    parquet = optional("pyarrow.parquet")
    for path in paths:
        table = parquet.read_table(path, columns=["content_key", "starts", "vectors"])
        keys = table["content_key"].to_pylist()
        starts, flat = table["starts"].combine_chunks(), table["vectors"].combine_chunks()
        counts = np.diff(starts.offsets.to_numpy())
        vectors = flat.flatten().to_numpy(zero_copy_only=False)
        if not np.array_equal(np.diff(flat.offsets.to_numpy()), counts * dimension):
            raise ArchiveError(f"{path} holds vectors that are not of {dimension} numbers")
        vectors = vectors.reshape(-1, dimension)
        if not np.abs(np.linalg.norm(vectors, axis=1) - 1).max(initial=0) < 1e-2:
            raise ArchiveError(f"{path} holds vectors that are not finite or not of unit length")
        if of == "windows":
            yield np.repeat(np.array(keys, object), counts).tolist(), starts.flatten().to_numpy(), vectors
        else:
            means = np.add.reduceat(vectors.astype(np.float64), np.cumsum(counts) - counts)
            means = (means / np.linalg.norm(means, axis=1, keepdims=True)).astype(np.float32)
            yield keys, np.full(len(keys), np.nan, np.float32), means


def make_index(dimension: int, lists: int, code: int) -> Any:
    """Untrained. Raises ArchiveError for a code that does not divide the vector."""
    faiss = optional("faiss")
    if code < 1 or dimension % code:
        raise ArchiveError(f"a code of {code} bytes does not divide a vector of {dimension} numbers")
    made = faiss.index_factory(dimension, f"IVF{lists},PQ{code}x{CODE_BITS}", faiss.METRIC_INNER_PRODUCT)
    # What is learned from is chosen here; the library would take a part of it again.
    made.cp.max_points_per_centroid = 10**9
    made.cp.min_points_per_centroid = 1
    return made


def build_index(archive: Path, target: Path, settings: IndexSettings) -> dict[str, Any]:
    """Writes index.faiss, rows.parquet (content key and start of each of its numbers) and index.json; returns what
    index.json holds. Raises ArchiveError for an archive of several models or versions, or with too few vectors."""
    faiss, arrow, parquet = optional("faiss"), optional("pyarrow"), optional("pyarrow.parquet")
    if settings.of not in OF:
        raise ArchiveError(f"an index is of {' or '.join(OF)}, not of {settings.of}")
    paths = shard_paths(archive)
    model = same_model(paths)
    total = sum(len(keys) for keys, _, _ in blocks(paths, settings.of, model.dimension))
    if total < LEAST:
        raise ArchiveError(
            f"{archive} holds {total} vectors; below {LEAST} nothing can be learned, and nothing be gained"
        )
    lists, code = settings.lists or usual_lists(total), settings.code or usual_code(model.dimension)
    rng = np.random.default_rng(settings.seed)
    wanted = min(total, max(LEAST, TRAINING * lists))
    chosen = np.zeros(total, bool)
    chosen[rng.choice(total, wanted, replace=False)] = True
    asked = rng.choice(total, min(QUERIES, total), replace=False)
    index, queries = make_index(model.dimension, lists, code), np.empty((len(asked), model.dimension), np.float32)
    sample, at = [], 0
    for keys, _, vectors in blocks(paths, settings.of, model.dimension):
        sample.append(vectors[chosen[at : at + len(keys)]])
        here = (asked >= at) & (asked < at + len(keys))
        queries[here] = vectors[asked[here] - at]
        at += len(keys)
    index.train(np.concatenate(sample))
    target.mkdir(parents=True, exist_ok=True)
    exact = ExactTop(queries, max(DEPTHS) + 1)
    shape = arrow.schema([("content_key", arrow.binary(16)), ("start", arrow.float32())])
    with parquet.ParquetWriter(target / ROWS, shape) as rows:
        for keys, starts, vectors in blocks(paths, settings.of, model.dimension):
            index.add(vectors)
            exact.add(vectors)
            rows.write_table(arrow.table({"content_key": keys, "start": starts}, schema=shape))
    index.nprobe = min(settings.probes, lists)
    faiss.write_index(index, str(target / INDEX))
    _, found = index.search(queries, max(DEPTHS) + 1)
    others = [others_than(found, asked), others_than(exact.ids, asked)]
    about = {
        "model": model.row(), "of": settings.of, "vectors": total, "lists": lists, "code": code, "probes": index.nprobe,
        "bytes": (target / INDEX).stat().st_size, "settings": asdict(settings),
        "recall": {str(k): bootstrap(recalls(*others, k)) for k in DEPTHS if total > k}, "queries": len(asked),
    }  # fmt: skip
    (target / ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")
    return about


def others_than(found: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Without the query itself, which finds itself: [n, k + 1] -> [n, k]."""
    rows = [row[row != one][: found.shape[1] - 1] for row, one in zip(found, own, strict=True)]
    return np.stack(rows)
