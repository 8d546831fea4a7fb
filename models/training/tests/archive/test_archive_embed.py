"""embed, whole: a Ray of its own on this machine, the shipped tower, and every kind of stop."""

import json

import numpy as np
import pytest
import soundfile

from earshot_training.__main__ import main
from earshot_training.archive.costs import hearing_costs, real_vectors
from earshot_training.cli.options import MODELS

pytest.importorskip("ray.data", reason="the extra archive is not installed")
parquet = pytest.importorskip("pyarrow.parquet", reason="the extra archive is not installed")
SHIPPED = MODELS / json.loads((MODELS / "registry.json").read_text())["default"]


def write(path, seconds, hz):
    soundfile.write(path, 0.5 * np.sin(np.arange(int(16_000 * seconds)) * 2 * np.pi * hz / 16_000), 16_000)


@pytest.fixture
def embed(tmp_path, monkeypatch):
    (tmp_path / "music").mkdir()

    def run(*more, source="folder=music"):
        words = [
            "embed",
            "--source",
            source,
            "--to",
            "archive",
            "--model",
            SHIPPED,
            "--decoder",
            "soundfile",
            "--size",
            2,
        ]
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("sys.argv", ["earshot_training", *map(str, [*words, *more])])
        main()

    return run


def paths(folder):
    return sorted(row for file in folder.glob("*.parquet") for row in parquet.read_table(file)["path"].to_pylist())


def test_it_goes_on_where_it_was_and_names_what_it_leaves_out(tmp_path, embed, capsys):
    for n in range(3):
        write(tmp_path / f"music/{n}.wav", 11 + n, 200 + 100 * n)
    (tmp_path / "music/bad.flac").write_bytes(b"no sound")
    with pytest.raises(SystemExit, match="the same command tries it again"):
        embed()
    out = capsys.readouterr().out
    assert "left out: " in out and "bad.flac: cannot decode" in out
    assert "3 sounds in 2 shards, 0 were there already, 0 damaged, 1 left out" in out
    first = {path: path.stat().st_mtime_ns for path in (tmp_path / "archive").glob("*.parquet")}
    assert paths(tmp_path / "archive") == [str(tmp_path / f"music/{n}.wav") for n in range(3)]
    (left,) = map(json.loads, (tmp_path / "archive/left-out.jsonl").read_text().splitlines())
    assert left["path"] == str(tmp_path / "music/bad.flac")

    write(tmp_path / "music/bad.flac", 12, 700)  # mended
    write(tmp_path / "music/1.wav", 15, 900)  # another file now
    embed()
    assert "2 sounds in 1 shards, 2 were there already, 0 damaged, 0 left out" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in first} == first
    costs, (vectors, sounds) = hearing_costs(tmp_path / "archive"), real_vectors(tmp_path / "archive")
    assert costs["sounds"] == 5 and costs["windows"] == costs["kept"] == len(vectors) == 10 and sounds == 5
    embed()
    assert "0 sounds in 0 shards, 4 were there already" in capsys.readouterr().out


def test_an_archive_of_another_model_or_version_is_refused_before_anything_is_heard(tmp_path, embed):
    write(tmp_path / "music/0.wav", 11, 200)
    embed()
    (file,) = (tmp_path / "archive").glob("*.parquet")
    table = parquet.read_table(file)
    facts = json.loads(table.schema.metadata[b"earshot"])
    for other, said in (
        ({**facts, "version": 2}, "was written by version 2"),
        ({**facts, "model": {**facts["model"], "version": "0.9"}}, "vectors of two models do not mix"),
    ):
        parquet.write_table(table.replace_schema_metadata({"earshot": json.dumps(other)}), file)
        with pytest.raises(SystemExit, match=said):
            embed()
