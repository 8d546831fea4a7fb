import io
import json
import logging
import tarfile

import numpy as np
import pytest
import soundfile

from earshot_training.__main__ import main
from earshot_training.data.audio import AudioError
from earshot_training.data.clips import ClipCache
from earshot_training.data.loading import Batches
from earshot_training.data.mixing import TextMixer
from earshot_training.data.shard_loading import ShardBatches, clip_of, make_batches
from earshot_training.data.shards import write_shards
from earshot_training.data.sources.base import Recording, TextRow
from earshot_training.data.sources.opening import open_source
from earshot_training.data.sources.shards import ShardError
from earshot_training.data.text_rules import filter_recordings

RATE = 16_000


def recordings(count):
    return [
        Recording(f"r{i}", None, (TextRow("SF", f"Waltz {chr(97 + i)}"), TextRow("LF", "calm strings")))
        for i in range(count)
    ]


def clip(recording):
    """A ramp whose height says which recording it is."""
    number = int(recording.key[1:])
    return (np.arange(11 * RATE) / RATE / 1000 * (number + 1) + 0.001).astype(np.float32)


def made(tmp_path, count=10, size=3, kind="flac"):
    write_shards(recordings(count), clip, tmp_path / "s", size, kind)
    return tmp_path / "s"


@pytest.mark.parametrize(("kind", "exact"), [("flac", 1e-4), ("npy", 1e-4)])
def test_what_was_written_is_read_back(tmp_path, kind, exact):
    folder = made(tmp_path, kind=kind)
    assert sorted(p.name for p in folder.iterdir()) == [f"shard-00000{i}.tar" for i in range(4)]
    found = open_source(f"shards={folder / 'shard-*.tar'}")
    assert sorted(r.key for r in found) == sorted(r.key for r in recordings(10))
    for recording in found:
        assert [(t.kind, t.text) for t in recording.texts][1] == ("LF", "calm strings")
        np.testing.assert_allclose(clip_of(recording, ClipCache(tmp_path / "c")), clip(recording), atol=exact)
    cleaned, _ = filter_recordings(found)
    assert np.array_equal(cleaned[0].clip(), found[0].clip())  # the rules change texts and keep the place


def test_the_names_are_those_of_webdataset_and_the_same_input_gives_the_same_bytes(tmp_path):
    folder = made(tmp_path)
    with tarfile.open(folder / "shard-000000.tar") as tar:
        names = tar.getnames()
        facts = json.load(tar.extractfile(names[1]))
    # The library groups neighbours by the part before the first dot and decodes by the rest.
    assert names == [f"00000000{i}.{ending}" for i in range(3) for ending in ("flac", "json")]
    assert set(facts) == {"key", "texts", "crc32"}
    write_shards(recordings(10), clip, tmp_path / "again", 3)
    assert all((tmp_path / "again" / p.name).read_bytes() == p.read_bytes() for p in folder.iterdir())


@pytest.mark.parametrize("left", [0.5, 0.9, "between members", "no end"])
def test_a_shard_cut_short_is_an_error(tmp_path, left):
    shard = made(tmp_path, count=3) / "shard-000000.tar"
    data = shard.read_bytes()
    with tarfile.open(shard) as tar:
        members = tar.getmembers()
    ends = {"between members": members[2].offset, "no end": members[-1].offset_data + 512}
    shard.write_bytes(data[: ends[left] if left in ends else int(len(data) * left)])
    with pytest.raises(ShardError, match=r"shard-000000.tar"):
        open_source(f"shards={shard}")


def test_a_damaged_header_and_what_is_no_tar_are_errors(tmp_path):
    shard = made(tmp_path, count=3) / "shard-000000.tar"
    data = bytearray(shard.read_bytes())
    with tarfile.open(shard) as tar:
        data[tar.getmembers()[2].offset + 5] ^= 0xFF  # the checksum no longer fits: tarfile stops here, silently
    shard.write_bytes(data)
    with pytest.raises(ShardError, match="cut short or damaged"):
        open_source(f"shards={shard}")
    shard.write_bytes(b"not a tar file at all" * 100)
    with pytest.raises(ShardError, match="no whole tar"):
        open_source(f"shards={shard}")
    with pytest.raises(FileNotFoundError, match="no shards"):
        open_source(f"shards={tmp_path / 'none*.tar'}")


def rewrite(shard, change):
    """The shard again, with ``change(name, data)`` for every member; None leaves it out."""
    with tarfile.open(shard) as tar:
        members = [(m.name, tar.extractfile(m).read()) for m in tar.getmembers()]
    with tarfile.open(shard, "w") as tar:
        for name, data in members:
            if (data := change(name, data)) is not None:
                member = tarfile.TarInfo(name)
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))


def test_damaged_samples_are_named_and_counted(tmp_path, caplog):
    folder = made(tmp_path, count=8, size=8)
    spoilt = {
        "000000000.json": b"{cut",
        "000000001.flac": None,
        "000000002.json": b'{"texts": [{"kind": "SF"}]}',
        "000000003.json": b'{"texts": []}',
        "000000004.json": b'{"texts": [{"kind": "XX", "text": "a"}]}',
    }
    rewrite(folder / "shard-000000.tar", spoilt.get)
    with caplog.at_level(logging.WARNING):
        found = open_source(f"shards={folder}")
    assert len(found) == 3
    assert "5 of 8 samples in 1 shards are left out" in caplog.text
    for number in range(5):
        assert f"left out 00000000{number} in" in caplog.text


def test_damaged_audio_is_found_when_it_is_read_and_counted(tmp_path, caplog):
    folder = made(tmp_path, count=6, size=2)
    found = open_source(f"shards={folder}")
    shard = bytearray(found[0].path.read_bytes())
    shard[found[0].offset + found[0].size // 2] ^= 0xFF
    found[0].path.write_bytes(shard)
    with pytest.raises(AudioError, match="damaged"):
        found[0].clip()
    batches = ShardBatches(found, lambda r: r.clip(), TextMixer(), 3, seed=0)
    with caplog.at_level(logging.WARNING):
        keys = {key for number in range(4) for key in batches.batch(number).keys}
    assert keys == {r.key for r in found[1:]}
    assert batches.bad == {found[0].key: 1}
    rewrite(found[0].path, lambda name, data: b"\x93NUMPY junk" if name.endswith("flac") else data)
    with pytest.raises(AudioError):
        open_source(f"shards={folder}")[0].clip()


def test_processes_share_the_shards_and_go_on_at_any_batch(tmp_path):
    found = open_source(f"shards={made(tmp_path, count=24, size=3)}")

    def batches(rank, world, workers=1):
        return ShardBatches(found, lambda r: r.clip(), TextMixer(), 4, 7, rank, world, workers)

    parts = [batches(rank, 2) for rank in (0, 1)]
    assert [p.per_epoch for p in parts] == [6, 6]
    for epoch in (0, 1):
        seen = [[key for n in range(6) for key in p.batch(6 * epoch + n).keys] for p in parts]
        assert sorted(seen[0] + seen[1]) == sorted(r.key for r in found)  # each sample once, in one process
    first = [r.path for r in found if r.key in parts[0].batch(0).keys]
    assert all(r.path not in first for r in found if r.key in parts[1].batch(0).keys)
    assert parts[0].batch(0).keys != parts[0].batch(6).keys
    stream = batches(1, 2, workers=3).iterate(8)
    again = [next(stream).keys for _ in range(3)]
    stream.close()
    assert again == [parts[1].batch(n).keys for n in (8, 9, 10)]
    with pytest.raises(ValueError, match="cannot be shared"):
        ShardBatches(found, lambda r: r.clip(), TextMixer(), 18, 7, 0, 9)
    with pytest.raises(ValueError, match="may have only"):
        ShardBatches(found[:7], lambda r: r.clip(), TextMixer(), 6, 7, 0, 2)


def test_uneven_shards_give_every_process_the_same_number_of_batches(tmp_path):
    found = open_source(f"shards={made(tmp_path, count=11, size=4)}")  # 4, 4 and 3 samples for two processes
    parts = [ShardBatches(found, lambda r: r.clip(), TextMixer(), 2, 0, rank, 2) for rank in (0, 1)]
    assert [p.per_epoch for p in parts] == [3, 3]


def test_shards_beside_other_sources_are_mixed_with_them(tmp_path):
    found = open_source(f"shards={made(tmp_path, count=4)}")
    plain = recordings(2)
    assert type(make_batches([*found, *plain], clip, TextMixer(), 2, 0)) is Batches
    assert type(make_batches(found, clip, TextMixer(), 2, 0)) is ShardBatches


def test_writing_names_what_it_leaves_out_and_overwrites_nothing(tmp_path):
    def some(recording):
        if recording.key == "r1":
            raise AudioError("the clip is silent")
        return clip(recording)

    done = write_shards(recordings(3), some, tmp_path / "s", 2)
    assert (done.samples, done.bad, len(done.shards)) == (2, ["r1"], 1)
    with pytest.raises(FileExistsError, match="shards already"):
        write_shards(recordings(3), clip, tmp_path / "s", 2)
    with pytest.raises(ValueError, match="flac or npy"):
        write_shards(recordings(3), clip, tmp_path / "t", 2, "mp3")


def test_foreign_shards_need_no_crc_and_are_resampled(tmp_path):
    wave, out = 0.3 * np.sin(np.arange(50 * 22_050) / 20), io.BytesIO()
    soundfile.write(out, wave, 22_050, format="WAV")
    facts = json.dumps({"texts": [{"kind": "SF", "text": "hum"}]}).encode()
    with tarfile.open(tmp_path / "theirs.tar", "w") as tar:
        for name, data in (("a/b.c.wav", b""), ("a/x.wav", out.getvalue()), ("a/x.json", facts)):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    (found,) = open_source(f"shards={tmp_path / 'theirs.tar'}")
    assert found.key == "theirs.tar/a/x"
    assert found.clip().size == 30 * RATE


def test_the_commands_write_shards_and_train_on_them(tmp_path, monkeypatch, capsys):
    lines = ["path,source,text"]
    for number in range(24):
        soundfile.write(tmp_path / f"{number}.wav", 0.3 * np.sin(np.arange(11 * RATE) / (5 + number)), RATE)
        lines.append(f"{number}.wav,SF,{('low', 'high')[number % 2]} hum")
    soundfile.write(tmp_path / "silent.wav", np.zeros(11 * RATE), RATE)
    lines.append("silent.wav,SF,nothing")
    (tmp_path / "t.csv").write_text("\n".join(lines))
    write = ["shards", "--data", f"table={tmp_path / 't.csv'}", "--to", str(tmp_path / "s"), "--size", "6"]
    monkeypatch.setattr("sys.argv", ["earshot_training", *write])
    main()
    assert "24 samples in 4 shards" in (out := capsys.readouterr().out) and "1 recordings left out" in out
    train = ["train", "--run", str(tmp_path / "run"), "--data", f"shards={tmp_path / 's'}/*.tar", "--preset"]
    settings = [part for s in ("steps=2", "batch=8", "validate_every=2", "validation=0.2") for part in ("--set", s)]
    monkeypatch.setattr("sys.argv", ["earshot_training", *train, "tiny-resnet", "--threads", "1", *settings])
    main()
    assert "done at step 2; 0 recordings left out" in capsys.readouterr().out
