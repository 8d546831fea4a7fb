import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
import soundfile

from earshot_training.data.audio import AudioError
from earshot_training.data.clips import ClipCache, cut_clip, fixed_windows, random_window
from earshot_training.data.loading import Batches
from earshot_training.data.mixing import TextMixer
from earshot_training.data.sources.base import Recording, TextRow
from earshot_training.data.sources.opening import open_source

RATE = 16_000


def seconds(count: float) -> np.ndarray:
    """Every sample says when it is."""
    return (np.arange(int(count * RATE)) / RATE / 1000 + 0.001).astype(np.float32)


@pytest.mark.parametrize(("length", "first", "kept"), [(120, 30, 30), (50, 20, 30), (25, 0, 25)])
def test_clips_are_thirty_seconds_from_second_thirty(length, first, kept):
    clip = cut_clip(seconds(length))
    assert clip.size == kept * RATE
    assert clip[0] == pytest.approx(first / 1000 + 0.001, abs=1e-6)


def test_short_audio_is_repeated_and_silence_refused():
    clip = cut_clip(seconds(4))
    assert clip.size == 10 * RATE and clip[4 * RATE] == clip[0]
    with pytest.raises(AudioError, match="silent"):
        cut_clip(np.zeros(20 * RATE, np.float32))


def test_windows():
    clip = cut_clip(seconds(120))
    assert fixed_windows(clip).shape == (3, 10 * RATE)
    first = random_window(clip, np.random.default_rng(1))
    assert first.size == 10 * RATE and np.array_equal(first, random_window(clip, np.random.default_rng(1)))


def test_clips_are_decoded_once_and_a_damaged_cache_is_made_again(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, 0.5 * np.sin(np.arange(12 * RATE) / 20), RATE)
    cache = ClipCache(tmp_path / "clips")
    clip = cache.load(path)
    kept = next((tmp_path / "clips").glob("*.npy"))
    kept.write_bytes(b"cut off")
    assert np.array_equal(cache.load(path), clip)
    with pytest.raises(AudioError):
        cache.load(tmp_path / "none.wav")


def test_two_that_decode_the_same_file_at_once_do_not_disturb_each_other(tmp_path, monkeypatch):
    path = tmp_path / "a.wav"
    soundfile.write(path, 0.5 * np.sin(np.arange(12 * RATE) / 20), RATE)
    cache, both, save = ClipCache(tmp_path / "clips"), Barrier(2, timeout=30), np.save

    def save_and_wait(*arguments):
        save(*arguments)
        both.wait()  # now both have written, and neither has moved its file into place

    monkeypatch.setattr(np, "save", save_and_wait)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(cache.load, [path, path])
    assert np.array_equal(first, second)
    assert [p.suffixes for p in (tmp_path / "clips").iterdir()] == [[".npy"]]


def recordings(count: int) -> list[Recording]:
    return [Recording(str(i), None, (TextRow("SF", f"text {i}"),)) for i in range(count)]


def clip_of(recording: Recording) -> np.ndarray:
    return np.full(11 * RATE, (int(recording.key) + 1) / 100, np.float32)


def test_batches_repeat_go_on_and_are_shared_between_processes():
    whole = Batches(recordings(12), clip_of, TextMixer(), 4, seed=3)
    stream = whole.iterate(2)
    again = [next(stream) for _ in range(3)]
    stream.close()
    assert [b.keys for b in again] == [whole.batch(n).keys for n in (2, 3, 4)]
    assert sorted(whole.batch(0).keys + whole.batch(1).keys + whole.batch(2).keys, key=int) == [
        str(i) for i in range(12)
    ]
    parts = [Batches(recordings(12), clip_of, TextMixer(), 4, 3, rank, 2).batch(5) for rank in (0, 1)]
    assert sorted(parts[0].keys + parts[1].keys) == sorted(whole.batch(5).keys)
    assert all(b.texts == [f"text {k}" for k in b.keys] for b in parts)


def test_bad_audio_is_named_counted_and_replaced(caplog):
    def clip(recording: Recording) -> np.ndarray:
        if recording.key == "3":
            raise AudioError("cannot decode")
        return np.full(10 * RATE, np.nan) if recording.key == "4" else clip_of(recording)

    batches = Batches(recordings(8), clip, TextMixer(), 8, seed=0)
    with caplog.at_level(logging.WARNING):
        for number in range(3):
            assert not {"3", "4"} & set(batches.batch(number).keys)
    assert batches.bad == {"3": 1, "4": 1}
    assert len(caplog.records) == 2
    with pytest.raises(ValueError, match="too few"):
        Batches(recordings(3), clip, TextMixer(), 8, seed=0)


def test_a_folder_of_music_gives_its_tags_and_playlists(tmp_path, caplog):
    tone = 0.3 * np.sin(np.arange(RATE) / 10)
    for name, tags in (("one.flac", {"title": "Slow Waltz", "genre": "Folk; Waltz", "comment": "calm strings"}),
                       ("two.flac", {})):  # fmt: skip
        with soundfile.SoundFile(tmp_path / name, "w", RATE, 1) as file:
            for field, value in tags.items():
                setattr(file, field, value)
            file.write(tone)
    (tmp_path / "broken.mp3").write_bytes(b"not audio at all")
    (tmp_path / "rainy_day.m3u8").write_text("one.flac\n", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        found = open_source(f"folder={tmp_path}")
    assert [r.key for r in found] == ["one.flac"]
    texts = {(t.kind, t.text) for t in found[0].texts}
    assert {
        ("SF", "Slow Waltz"),
        ("SF", "Folk"),
        ("ASET", "Waltz"),
        ("LF", "calm strings"),
        ("PL", "rainy day"),
    } <= texts
    assert "2 files" in caplog.text
