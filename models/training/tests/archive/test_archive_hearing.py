"""What is heard and kept: the same windows, outline and content key as the application's."""

import hashlib
import io
import json
import shutil

import numpy as np
import pytest
import soundfile

from earshot_training.archive.content_key import content_key
from earshot_training.archive.decoding import find_decoder
from earshot_training.archive.hearing import Spent, hear
from earshot_training.archive.parts import ArchiveError
from earshot_training.archive.sounds import open_sounds
from earshot_training.archive.tower import Tower, read_model
from earshot_training.archive.windows import Cutter, Outline
from earshot_training.cli.options import MODELS
from earshot_training.data.audio import AudioError
from earshot_training.data.shards import write_shards
from earshot_training.data.sources.base import Recording, TextRow

RATE = 16_000
DECODERS = [
    "soundfile",
    pytest.param("ffmpeg", marks=pytest.mark.skipif(not shutil.which("ffmpeg"), reason="no ffmpeg")),
]
SHIPPED = MODELS / json.loads((MODELS / "registry.json").read_text())["default"]


def tone(seconds, hz=440.0):
    return (0.5 * np.sin(np.arange(int(seconds * RATE)) * 2 * np.pi * hz / RATE)).astype(np.float32)


@pytest.fixture(scope="module")
def tower():
    return Tower(*read_model(SHIPPED))


@pytest.mark.parametrize("size", [0, 1, 49_152, 49_153, 200_001])
def test_the_content_key_is_of_size_head_middle_and_tail(size):
    data = np.random.default_rng(size).bytes(size)
    parts = data if size <= 49_152 else data[:16_384] + data[(size - 16_384) // 2 :][:16_384] + data[-16_384:]
    right = hashlib.sha256(f"{size}\n".encode() + parts).digest()[:16]
    assert content_key(io.BytesIO(data), size) == right
    assert content_key(io.BytesIO(b"shard" + data + b"more"), size, start=5) == right


@pytest.mark.parametrize(
    ("seconds", "starts"),
    [
        (3, [0]),
        (10, [0]),
        (10.9, [0]),
        (25, [0, 10, 15]),
        (20, [0, 10]),
        (3605, [10 * n for n in range(0, 360, 2)] + [3595]),
    ],
)
def test_windows_follow_each_other_and_the_last_ends_with_the_track(seconds, starts):
    pcm, cutter = tone(seconds), Cutter()
    found = list(cutter.cut(pcm[at : at + 37_001] for at in range(0, len(pcm), 37_001)))
    assert [start for start, _ in found if cutter.kept(start)] == starts
    for start, window in found:
        part = pcm[int(start * RATE) :][: 10 * RATE]
        assert np.array_equal(window, np.resize(part, 10 * RATE))


def test_what_is_too_short_is_told_and_what_is_no_number_is_silence():
    with pytest.raises(AudioError, match=r"only 0\.40 seconds"):
        list(Cutter().cut([tone(0.4)]))
    ((_, window),) = Cutter().cut([np.array([np.nan, np.inf, -np.inf, 2, 0.5] * RATE, np.float32)])
    assert window[:5].tolist() == [0, 1, -1, 1, 0.5]


def slots_by_hand(pcm):
    """As the application goes about it, sample by sample."""
    peaks, span, filled, peak = [], 8, 0, 0.0
    for sample in np.abs(pcm):
        peak, filled = max(peak, float(sample)), filled + 1
        if filled == span:
            peaks.append(peak)
            peak, filled = 0.0, 0
            if len(peaks) == 4096:
                peaks, span = [max(peaks[i : i + 2]) for i in range(0, 4096, 2)], 2 * span
    return peaks + ([peak] if filled else [])


@pytest.mark.parametrize("samples", [0, 5, 8, 4000, 32_767, 32_768, 32_769, 65_543, 140_001])
def test_the_outline_is_the_applications(samples):
    pcm = np.random.default_rng(samples).uniform(-1, 1, samples).astype(np.float32)
    outline, slots = Outline(), slots_by_hand(pcm)
    for at in range(0, samples, 7001):
        outline.add(pcm[at : at + 7001])
    right = [
        max(
            slots[
                bucket * len(slots) // 800 : max(bucket * len(slots) // 800 + 1, -(-(bucket + 1) * len(slots) // 800))
            ]
        )
        for bucket in range(800 if slots else 0)
    ]
    assert list(outline.bytes()) == [int(np.floor(255 * min(1.0, top) + 0.5)) for top in right or [0.0] * 800]


@pytest.mark.parametrize("decoder", DECODERS)
def test_a_file_and_the_same_file_in_a_shard_are_heard_alike(tmp_path, tower, decoder):
    (tmp_path / "music").mkdir()
    pcm = tone(14)
    write_shards([Recording("r", None, (TextRow("SF", "A tone"),))], lambda _: pcm, tmp_path / "shards")
    soundfile.write(tmp_path / "music/tone.flac", np.round(pcm * 32767).astype(np.int16), RATE)
    (tmp_path / "music/notes.txt").write_text("no sound")
    program = find_decoder(decoder)
    (file,) = open_sounds([f"folder={tmp_path / 'music'}"])
    (sample,) = open_sounds([f"shards={tmp_path / 'shards'}"])
    spent = Spent()
    one, other = (hear(sound, tower, program, spent) for sound in (file, sample))
    assert one.key == content_key((tmp_path / "music/tone.flac").open("rb"), file.size)
    assert sample.name.endswith("shard-000000.tar!000000000.flac")
    for heard in (one, other):
        assert heard.starts.tolist() == [0, 4] and heard.seconds == 14
        assert heard.vectors.shape == (2, read_model(SHIPPED)[0].dimension)
        assert np.linalg.norm(heard.vectors, axis=1) == pytest.approx(1, abs=1e-3)
        assert heard.tags.shape == (len(read_model(SHIPPED)[0].tags),) and 0 <= heard.music <= 1
    np.testing.assert_allclose(one.vectors, other.vectors, atol=1e-6)
    assert spent.windows == 4 and spent.sound == 28 and 0 < spent.tower <= spent.whole


@pytest.mark.parametrize("decoder", DECODERS)
def test_what_cannot_be_heard_is_told(tmp_path, tower, decoder):
    (tmp_path / "bad.mp3").write_bytes(b"no sound " * 500)
    soundfile.write(tmp_path / "blip.wav", tone(0.2), RATE)
    bad, blip = open_sounds([f"folder={tmp_path}"])
    for sound in (bad, blip):
        with pytest.raises(AudioError, match=sound.name if sound is bad else "too short"):
            hear(sound, tower, find_decoder(decoder), Spent())
    soundfile.write(tmp_path / "blip.wav", tone(12), RATE)
    with pytest.raises(AudioError, match="changed while it was heard"):
        hear(blip, tower, find_decoder(decoder), Spent())
    (tmp_path / "blip.wav").unlink()
    with pytest.raises(AudioError, match="cannot read"):
        hear(blip, tower, find_decoder(decoder), Spent())


def test_sources_and_decoders_that_are_none_are_told(tmp_path):
    for spec, said in (("music", "unknown source"), (f"folder={tmp_path}/none", "is no folder")):
        with pytest.raises(ArchiveError, match=said):
            list(open_sounds([spec]))
    with pytest.raises(FileNotFoundError, match="no shards"):
        list(open_sounds([f"shards={tmp_path}/*.tar"]))
    with pytest.raises(ArchiveError, match="take --decoder soundfile"):
        find_decoder("no-such-program")


def test_a_model_is_what_its_registry_lists(tmp_path):
    facts, _ = read_model(SHIPPED)
    entry = next(e for e in json.loads((MODELS / "registry.json").read_text())["models"] if e["id"] == facts.id)
    assert (facts.version, facts.dimension) == (entry["version"], entry["dimension"])
    with pytest.raises(ArchiveError, match="is no model folder"):
        read_model(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps({**entry, "family": "clap"}))
    with pytest.raises(ArchiveError, match="of the family clap"):
        read_model(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps(entry))
    with pytest.raises(ArchiveError, match="holds no audio tower"):
        read_model(tmp_path)
    (tmp_path / "audio.onnx").write_bytes(b"another")
    with pytest.raises(ArchiveError, match=r"is not the file that .* lists"):
        read_model(tmp_path)
