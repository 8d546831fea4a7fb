"""The folder of labelled audio: goes on where it was, and names what it leaves out."""

import numpy as np
import pytest
import soundfile

from earshot_training.data.audio import AudioError
from earshot_training.data.corpora import Track
from earshot_training.data.dataset import Item
from earshot_training.data.labelled import LabelledFolder
from earshot_training.data.labellers.files import SILENCE, LabellerError
from earshot_training.data.labellers.shards import Labels, ShardError
from earshot_training.data.labelling import heard, label_tasks, noise_tasks, spread_out, with_sound


def teachers(windows):
    """Every label is the loudest sample of its window."""
    peak = np.abs(windows).max(1)
    flat = {
        name: np.repeat(peak[:, None], width, 1)
        for name, width in (("yamnet", 521), ("embedding", 1024), ("vibenet", 7))
    }
    thirds = {
        name: np.tile(peak[:, None, None], (1, 3, width)) for name, width in (("tags", 100), ("penultimate", 400))
    }
    return Labels(**thirds, **flat)


def tone(seconds, level):
    return (level * np.sin(np.arange(int(16_000 * seconds)) / 5)).astype(np.float32)


@pytest.fixture
def tasks(tmp_path):
    soundfile.write(tmp_path / "long.wav", tone(45, 0.5), 16_000)
    soundfile.write(tmp_path / "silent.wav", tone(12, 0.0), 16_000)
    (tmp_path / "broken.wav").write_bytes(b"no audio")
    return [
        (Item(name, "train", "music", "p", {}), lambda p=tmp_path / name: heard(p, 3))
        for name in ("long.wav", "silent.wav", "broken.wav")
    ]


def test_what_can_be_heard_is_labelled_once_and_the_rest_is_named(tmp_path, tasks):
    folder, lines = LabelledFolder(tmp_path / "labels"), []
    assert label_tasks(folder, iter(tasks), teachers, lines.append) == 1
    assert [line.split(":")[1].strip() for line in lines[:-1]] == ["silent.wav", "broken.wav"]
    assert lines[-1] == "1 items labelled, 2 left out"
    again = LabelledFolder(tmp_path / "labels")
    assert label_tasks(again, iter(tasks[:1]), teachers, lines.append) == 0
    labels, owner = again.labels(again.items())
    assert owner.tolist() == [0, 0, 0] and labels.yamnet[0, 0] == pytest.approx(0.5, abs=1e-3)
    assert again.pcm(again.items()[0]).shape == (3, 160_000)


def test_an_answer_that_is_no_number_leaves_the_item_out(tmp_path, tasks):
    def broken(windows):
        labels = teachers(windows)
        labels.vibenet[0, 2] = np.nan
        return labels

    folder = LabelledFolder(tmp_path / "labels")
    assert label_tasks(folder, iter(tasks[:1]), broken, lambda _: None) == 0
    assert "vibenet holds 1 values that are no numbers" in folder.left_out["long.wav"]
    assert folder.items() == [] and list((tmp_path / "labels/pcm").iterdir()) == []


def test_a_labeller_that_refuses_leaves_the_item_out(tmp_path, tasks):
    def refuses(_):
        raise LabellerError("X: the audio is silent")

    folder = LabelledFolder(tmp_path / "labels")
    label_tasks(folder, iter(tasks[:1]), refuses, lambda _: None)
    assert folder.left_out == {"long.wav": "X: the audio is silent"}


def test_a_line_cut_short_and_a_shard_cut_short(tmp_path, tasks):
    folder = LabelledFolder(tmp_path / "labels")
    label_tasks(folder, iter(tasks[:1]), teachers, lambda _: None)
    with (tmp_path / "labels/items.jsonl").open("a") as file:
        file.write('{"key": "hal')
    assert [item.key for item in folder.items()] == ["long.wav"]
    shard = next((tmp_path / "labels/labels").iterdir())
    shard.write_bytes(shard.read_bytes()[:50])
    with pytest.raises(ShardError, match="cannot be read"):
        folder.labels(folder.items())


def test_audio_without_sound_is_an_error(tmp_path, tasks):
    assert heard(tmp_path / "long.wav", 2).shape == (2, 160_000)
    with pytest.raises(AudioError, match="silent audio"):
        heard(tmp_path / "silent.wav", 2)


def test_a_package_that_is_cut_keeps_files_from_all_over_its_list():
    tracks = [Track(str(number), "p", "music", 60.0) for number in range(9)]
    assert [track.key for track in spread_out(tracks, 3)] == ["0", "4", "8"]
    assert spread_out(tracks, None) == tracks == spread_out(tracks, 20)


def test_made_noise_holds_no_silence_and_keeps_what_is_faint():
    made = next(windows() for item, windows in noise_tasks() if item.key == "made/held-out")
    peaks = np.abs(made).max(1)
    assert len(made) >= 60 and peaks.min() >= SILENCE and (peaks < 1e-2).any()
    assert with_sound(np.array([[0.0, 0], [0.5, -0.002]])).tolist() == [[0.5, -0.002]]
