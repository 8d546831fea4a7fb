"""Made kinds of music: each is sound of one window and repeats; voices have their pitch; mixes need what they mix."""

import numpy as np
import pytest
import soundfile

from earshot_training.data.labelled import LabelledFolder, file_name
from earshot_training.data.made_kinds import KINDS, Sources, kind_windows
from earshot_training.data.mixes import mix_windows
from earshot_training.data.synthesis import band, sung

RNG = np.random.default_rng(0)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gm")
    for program in (0, 30, 33, 52):
        soundfile.write(folder / f"{program:03d}-0-0.wav", 0.1 * RNG.standard_normal(32_000 * 11), 32_000)
    return Sources(folder, (0.1 * RNG.standard_normal((2, 160_000))).astype(np.float32))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_sound_that_repeats(kind, sources):
    made = kind_windows(kind, sources, 2, 3)
    assert made.shape == (2, 160_000) and made.dtype == np.float32 and np.isfinite(made).all()
    assert (np.abs(made).max(1) <= 0.96).all() and (np.abs(made).mean(1) > 1e-3).all()
    np.testing.assert_array_equal(kind_windows(kind, sources, 1, 3)[0], made[0])


def test_what_was_not_rendered_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="has no render of"):
        kind_windows("lo-fi", Sources(tmp_path, np.ones((1, 160_000), np.float32)), 1, 0)


def test_a_sung_voice_has_its_pitch_and_a_band_its_edges():
    voice = sung(RNG.standard_normal(160_000), np.full(160_000, 200.0))
    spectrum = np.abs(np.fft.rfft(voice))  # lines of 0.1 Hz
    assert spectrum[3800:4200].max() > 10 * np.median(spectrum[2700:3300])  # its second partial, and between
    edged = np.abs(np.fft.rfft(band(RNG.standard_normal(160_000), 500, 1000)))
    assert edged[6000:9000].mean() > 20 * max(edged[:1000].mean(), edged[40_000:].mean())


def test_mixes_are_of_training_windows_and_need_all_three(tmp_path):
    folder = LabelledFolder(tmp_path)
    with pytest.raises(ValueError, match="lacks music, speech or noises"):
        mix_windows(folder, 0)
    for key, kind, group in (("m", "music", "p"), ("s", "other", "speech"), ("n", "other", "p")):
        with (tmp_path / "items.jsonl").open("a") as file:
            file.write(f'{{"key": "{key}", "split": "train", "kind": "{kind}", "group": "{group}", "info": {{}}}}\n')
    for item in folder.items():
        np.save(tmp_path / "pcm" / f"{file_name(item.key)}.npy", RNG.integers(-900, 900, (2, 160_000), np.int16))
    mixed = mix_windows(folder, 1, 3)
    assert mixed.shape == (3, 160_000) and 0.29 < np.abs(mixed).max() < 0.96
