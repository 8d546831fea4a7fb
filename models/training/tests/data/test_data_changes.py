"""Changed windows: faster is shorter and higher, a curve over the bands keeps the length, all repeat by their seed."""

import numpy as np
import pytest

from earshot_training.data.changes import changed, changed_windows, replayed, shaped
from earshot_training.data.labelled import LabelledFolder, file_name

TIME = np.arange(160_000) / 16_000


def loudest(wave):
    return np.abs(np.fft.rfft(wave)).argmax() * 16_000 / len(wave)


def test_faster_is_shorter_and_higher():
    tone = np.sin(2 * np.pi * 400 * TIME)
    faster, slower = replayed(tone, 1.25), replayed(tone, 0.8)
    assert (len(faster), len(slower)) == (128_000, 200_000)
    assert loudest(faster) == pytest.approx(500, abs=1) and loudest(slower) == pytest.approx(320, abs=1)
    assert np.abs(faster).max() == pytest.approx(1, abs=0.05)


def test_bands_change_by_what_was_drawn_and_no_more():
    noise = np.random.default_rng(1).standard_normal(160_000)
    found = np.abs(np.fft.rfft(shaped(noise, np.random.default_rng(0)))) / np.abs(np.fft.rfft(noise))
    decibels = 20 * np.log10(found[200:40_000])
    assert decibels.max() < 9.1 and decibels.std() > 0.5


def test_windows_repeat_and_need_music(tmp_path):
    folder = LabelledFolder(tmp_path)
    with pytest.raises(ValueError, match="has no music to change"):
        changed_windows(folder, 0)
    (tmp_path / "items.jsonl").write_text(
        '{"key": "a", "split": "train", "kind": "music", "group": "p", "info": {}}\n', encoding="utf-8"
    )
    pcm = np.random.default_rng(0).integers(-9000, 9000, (2, 160_000), np.int16)
    np.save(tmp_path / "pcm" / f"{file_name('a')}.npy", pcm)
    found = changed_windows(folder, 3, 4)
    assert found.shape == (4, 160_000) and found.dtype == np.float32 and np.abs(found).max() <= 1
    np.testing.assert_array_equal(found, changed_windows(folder, 3, 4))
    assert not np.array_equal(found, changed_windows(folder, 4, 4))
    assert changed(pcm[0] / 32767, pcm[1] / 32767, np.random.default_rng(2)).shape == (160_000,)
