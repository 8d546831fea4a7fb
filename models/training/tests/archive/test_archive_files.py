"""Shards of an archive, the index over them, and the page: what needs the libraries of the extra `archive`."""

import json
import re

import numpy as np
import pytest

from earshot_training.archive.exact import ExactTop, recalls
from earshot_training.archive.hearing import Heard
from earshot_training.archive.index import IndexSettings, build_index, usual_code, usual_lists
from earshot_training.archive.parts import ArchiveError, optional
from earshot_training.archive.shard_file import (
    ShardFacts,
    checksum,
    read_facts,
    same_model,
    shard_paths,
    write_shard,
)
from earshot_training.archive.sounds import Sound
from earshot_training.archive.tower import ModelFacts

MODEL = ModelFacts("tiny", "1.0", "ab" * 32, 16, ("piano", "drums"))
FACTS = ShardFacts(MODEL, "soundfile", ("energy",))


def unit(rng, count, dimension=16):
    made = rng.standard_normal((count, dimension))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def rows(count, seed=0, windows=2):
    rng = np.random.default_rng(seed)
    return [
        Heard(
            Sound(f"/music/{seed}-{n}.flac", 1000 + n, 5), rng.bytes(16), 20.0,
            np.arange(windows, dtype=np.float32) * 10, unit(rng, windows),
            rng.standard_normal(2).astype(np.float32), 0.5, {"energy": 0.25}, bytes(800), "",
        )
        for n in range(count)
    ]  # fmt: skip


def test_a_library_that_is_missing_is_told_with_what_brings_it():
    with pytest.raises(ArchiveError, match=r"nothing_of_the_kind is not installed: pip install '\.\[archive\]'"):
        optional("nothing_of_the_kind.part")


def test_exact_search_by_blocks_is_search_in_one():
    pytest.importorskip("faiss", reason="the extra archive is not installed")
    rng = np.random.default_rng(0)
    vectors, queries = unit(rng, 300), unit(rng, 5)
    top = ExactTop(queries, 20)
    for start, end in ((0, 7), (7, 200), (200, 300)):
        top.add(vectors[start:end])
    right = np.argsort(-(queries @ vectors.T), axis=1)[:, :20]
    assert np.array_equal(top.ids, right)
    assert recalls(right[:, ::-1], right, 10).tolist() == [0.0] * 5
    assert recalls(right, right, 10).tolist() == [1.0] * 5


@pytest.mark.parametrize(("vectors", "lists"), [(10, 1), (1000, 31), (10**6, 1024), (10**7, 4096), (44 * 10**6, 8192)])
def test_lists_follow_from_the_size(vectors, lists):
    assert usual_lists(vectors) == lists
    assert usual_code(128) == 64 and usual_code(160) == 80


@pytest.fixture
def parquet():
    return pytest.importorskip("pyarrow.parquet", reason="the extra archive is not installed")


def test_what_is_written_is_read_back(tmp_path, parquet):
    heard = rows(3)
    write_shard(tmp_path / "part-1.parquet", FACTS, heard)
    assert [path.name for path in tmp_path.iterdir()] == ["part-1.parquet"]
    assert read_facts(tmp_path / "part-1.parquet") == FACTS
    found = parquet.read_table(tmp_path / "part-1.parquet").to_pylist()
    for row, one in zip(found, heard, strict=True):
        assert (row["content_key"], row["path"], row["size"], row["mtime"]) == (one.key, *one.sound.identity)
        assert np.array_equal(np.float32(row["vectors"]).reshape(2, 16), one.vectors)
        assert row["energy"] == 0.25
        assert row["check"] == checksum(one.key, one.starts, one.vectors, one.tags, one.outline)


def test_shards_of_another_version_model_or_kind_are_refused(tmp_path, parquet):
    write_shard(tmp_path / "part-1.parquet", FACTS, rows(1))
    other = ModelFacts("tiny", "2.0", "cd" * 32, 16, ("piano", "drums"))
    with pytest.raises(ArchiveError, match=r"heard by tiny 1\.0 \(abababab\), not by tiny 2\.0 \(cdcdcdcd\)"):
        same_model(shard_paths(tmp_path), other)
    write_shard(tmp_path / "part-2.parquet", ShardFacts(other, "soundfile"), [])
    with pytest.raises(ArchiveError, match="do not mix"):
        same_model(shard_paths(tmp_path))
    arrow = pytest.importorskip("pyarrow")
    bare = arrow.table({"a": [1]})
    parquet.write_table(bare, tmp_path / "bare.parquet")
    with pytest.raises(ArchiveError, match="was not written by the command embed"):
        read_facts(tmp_path / "bare.parquet")
    parquet.write_table(
        bare.replace_schema_metadata({"earshot": json.dumps({"version": 7})}), tmp_path / "later.parquet"
    )
    with pytest.raises(ArchiveError, match="written by version 7 of the archive's files, this is version 1"):
        read_facts(tmp_path / "later.parquet")
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "part-1.parquet").read_bytes()[:-50])
    with pytest.raises(ArchiveError, match="cannot be read as Parquet"):
        read_facts(tmp_path / "cut.parquet")


@pytest.mark.parametrize("of", ["tracks", "windows"])
def test_an_index_finds_what_exact_search_finds(tmp_path, parquet, of):
    faiss = pytest.importorskip("faiss", reason="the extra archive is not installed")
    for part in range(3):
        write_shard(tmp_path / f"part-{part}.parquet", FACTS, rows(120, seed=part))
    about = build_index(tmp_path, tmp_path / "index", IndexSettings(of=of, lists=4, probes=4, code=16))
    assert about["vectors"] == {"tracks": 360, "windows": 720}[of]
    assert about["recall"]["10"][0] > 0.8 and about["recall"]["50"][0] > 0.8
    index = faiss.read_index(str(tmp_path / "index/index.faiss"))
    kept = parquet.read_table(tmp_path / "index/rows.parquet").to_pylist()
    assert index.ntotal == len(kept) == about["vectors"]
    last = rows(120, seed=2)[-1]
    asked = (
        last.vectors[1:]
        if of == "windows"
        else last.vectors.mean(0, keepdims=True) / np.linalg.norm(last.vectors.mean(0))
    )
    found = kept[index.search(asked.astype(np.float32), 1)[1][0, 0]]
    assert found["content_key"] == last.key
    assert found["start"] == 10 if of == "windows" else np.isnan(found["start"])


def test_an_archive_that_cannot_be_indexed_is_told(tmp_path, parquet):
    pytest.importorskip("faiss", reason="the extra archive is not installed")
    with pytest.raises(ArchiveError, match="there is no shard"):
        build_index(tmp_path, tmp_path / "index", IndexSettings())
    write_shard(tmp_path / "part-1.parquet", FACTS, rows(20))
    with pytest.raises(ArchiveError, match=re.escape("holds 20 vectors; below 256")):
        build_index(tmp_path, tmp_path / "index", IndexSettings())
    write_shard(tmp_path / "part-2.parquet", FACTS, rows(300, seed=1))
    with pytest.raises(ArchiveError, match="a code of 5 bytes does not divide a vector of 16 numbers"):
        build_index(tmp_path, tmp_path / "index", IndexSettings(code=5))
    spoilt = rows(1, seed=3)
    spoilt[0].vectors[0, 0] = np.nan
    write_shard(tmp_path / "part-3.parquet", FACTS, spoilt)
    with pytest.raises(ArchiveError, match=r"part-3\.parquet holds vectors that are not finite or not of unit length"):
        build_index(tmp_path, tmp_path / "index", IndexSettings())
    assert not (tmp_path / "index").exists()
