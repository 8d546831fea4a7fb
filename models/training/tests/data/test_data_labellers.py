"""Labellers' files, audio and answers that are wrong are named; the real networks are tried where they are at hand."""

import os
from pathlib import Path

import numpy as np
import pytest

from earshot_training.data.labellers.files import KnownFile, LabellerError, checked, finite, usable
from earshot_training.data.labellers.shards import Labels, ShardError, read_labels, write_labels
from earshot_training.data.labellers.vibenet import Vibenet
from earshot_training.data.labellers.yamnet import Yamnet, log_mean

KNOWN = KnownFile("net.bin", 4, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "nowhere")  # "test"
YAMNET_FOLDER, VIBENET_FILE = os.environ.get("EARSHOT_YAMNET"), os.environ.get("EARSHOT_VIBENET")


def test_a_file_is_known_by_size_and_hash(tmp_path):
    path = tmp_path / "net.bin"
    with pytest.raises(LabellerError, match=r"net.bin is missing: net.bin is published by nowhere"):
        checked(path, KNOWN)
    path.write_bytes(b"tests")
    with pytest.raises(LabellerError, match=r"has 5 bytes, net\.bin has 4"):
        checked(path, KNOWN)
    path.write_bytes(b"tesd")
    with pytest.raises(LabellerError, match=r"another file than net\.bin: SHA-256"):
        checked(path, KNOWN)
    path.write_bytes(b"test")
    assert checked(path, KNOWN) == path


def test_labellers_refuse_files_of_another_make(tmp_path):
    with pytest.raises(LabellerError, match=r"yamnet.tflite is missing.*model garden"):
        Yamnet(tmp_path)
    (tmp_path / "efficientnet_model.onnx").write_bytes(b"x" * 10)
    with pytest.raises(LabellerError, match="has 10 bytes"):
        Vibenet(tmp_path / "efficientnet_model.onnx")


def test_audio_that_cannot_be_labelled_is_named():
    sound = np.sin(np.arange(16_000)).astype(np.float32)
    assert usable(sound, 15_600, "X") is not None
    with pytest.raises(LabellerError, match="X needs 15600 samples at 16 kHz, the audio has 15599"):
        usable(sound[:15_599], 15_600, "X")
    with pytest.raises(LabellerError, match="X: the audio is silent"):
        usable(sound * 0, 15_600, "X")
    with pytest.raises(LabellerError, match="no numbers"):
        usable(np.where(np.arange(16_000) == 5, np.nan, sound), 15_600, "X")
    with pytest.raises(LabellerError, match=r"one channel, not an array of shape \(2, 8000\)"):
        usable(sound.reshape(2, -1), 100, "X")
    with pytest.raises(LabellerError, match="X answered with 1 scores that are no numbers"):
        finite(np.array([0.5, np.inf]), "X")


def test_the_mean_is_of_probabilities():
    steps = np.array([[1.0, 0.0], [0.0, 0.0]])
    assert log_mean(steps) == pytest.approx([np.log(0.5 + 1e-4), np.log(1e-4)])


def _labels(windows=2):
    rng = np.random.default_rng(0)
    widths = {"yamnet": 521, "embedding": 1024, "vibenet": 7}
    flat = {name: rng.normal(size=(windows, width)).astype(np.float32) for name, width in widths.items()}
    thirds = {
        name: rng.normal(size=(windows, 3, width)).astype(np.float32)
        for name, width in (("tags", 100), ("penultimate", 400))
    }
    return Labels(**thirds, **flat)


def test_labels_come_back_as_written(tmp_path):
    labels = _labels()
    write_labels(tmp_path / "a.npz", labels)
    read = read_labels(tmp_path / "a.npz")
    assert all(np.array_equal(getattr(read, name), getattr(labels, name)) for name in ("tags", "yamnet", "vibenet"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.npz"]


def test_no_shard_holds_what_is_no_number(tmp_path):
    labels = _labels()
    labels.yamnet[1, 3] = np.nan
    with pytest.raises(ShardError, match="yamnet holds 1 values that are no numbers"):
        write_labels(tmp_path / "a.npz", labels)
    assert list(tmp_path.iterdir()) == []


def test_shards_of_another_version_or_make_are_refused(tmp_path):
    path = tmp_path / "a.npz"
    labels = _labels()
    arrays = {name: getattr(labels, name) for name in ("tags", "penultimate", "yamnet", "embedding", "vibenet")}
    np.savez(path, version=np.array(1), **arrays)
    with pytest.raises(ShardError, match="written by version 1 of the label files, this is version 2"):
        read_labels(path)
    np.savez(path, **arrays)
    with pytest.raises(ShardError, match="version 0"):
        read_labels(path)
    np.savez(path, version=np.array(2), **{**arrays, "vibenet": arrays["vibenet"][:1]})
    with pytest.raises(ShardError, match=r"vibenet has shape \(1, 7\), wanted are 2 windows of 7"):
        read_labels(path)
    del arrays["embedding"]
    np.savez(path, version=np.array(2), **arrays)
    with pytest.raises(ShardError, match="holds no embedding"):
        read_labels(path)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(ShardError, match="cannot be read"):
        read_labels(path)


def _chord():
    t = np.arange(160_000) / 16_000
    return sum(0.1 * np.sin(2 * np.pi * f * t) for f in (261.6, 329.6, 392.0)).astype(np.float32)


@pytest.mark.skipif(not YAMNET_FOLDER, reason="EARSHOT_YAMNET names no folder with YAMNet")
def test_yamnet_hears_music_in_a_chord():
    labeller = Yamnet(Path(YAMNET_FOLDER))
    labels = labeller(_chord())
    assert labels.scores.shape == (521,) and labels.embedding.shape == (1024,)
    names = [one.name for one in labeller.classes]
    assert names[int(labels.scores.argmax())] in {"Music", "Musical instrument", "Organ", "Synthesizer", "Sine wave"}


@pytest.mark.skipif(not VIBENET_FILE, reason="EARSHOT_VIBENET names no file")
def test_vibenet_gives_seven_values():
    values = Vibenet(Path(VIBENET_FILE))(_chord())
    assert values.shape == (7,) and np.isfinite(values).all()
