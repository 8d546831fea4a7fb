import json
from pathlib import Path

import numpy as np
import pytest
import torch

from earshot_training.export.golden import SIGNALS, make_pcm
from earshot_training.export.onnx_files import AUDIO_OUTPUTS, audio_parity, export_audio
from earshot_training.export.registry import describe
from earshot_training.towers.audio import AudioTower
from earshot_training.towers.heads import Head
from earshot_training.towers.onnx_graphs import session
from earshot_training.towers.student import Student

MODEL = Path(__file__).resolve().parents[2] / "earshot-mulan-2"


def test_audio_tower_exports_with_parity_and_dynamic_batch(tmp_path):
    torch.manual_seed(0)
    tower = AudioTower(Student(), Head(500)).eval()
    path = tmp_path / "audio.onnx"
    export_audio(tower, path)
    pcm = (np.random.default_rng(0).standard_normal((3, 160_000)) * 0.1).astype(np.float32)
    differences = audio_parity(tower, path, pcm)
    assert max(differences.values()) < 1e-3, differences
    one, three = (session(path).run(["embedding"], {"pcm": pcm[:n]})[0] for n in (1, 3))
    np.testing.assert_allclose(one[0], three[0], atol=1e-5)
    assert np.allclose(np.linalg.norm(three, axis=1), 1, atol=1e-5)


def test_registry_refuses_incomplete_folders(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"audio.onnx"):
        describe(tmp_path, "1", "t", "MIT")


def test_golden_pcm_is_stable():
    pcm = make_pcm(SIGNALS[1])
    assert pcm.dtype == np.float32 and pcm.shape == (160_000,)
    state = (1664525 * 2 + 1013904223) % 2**32
    assert pcm[0] == np.float32(0.3 * (state / 2**31 - 1))


@pytest.mark.skipif(not (MODEL / "audio.onnx").is_file(), reason="the shipped model is not in this checkout")
def test_shipped_towers_meet_the_golden_fixtures():
    golden = MODEL.parents[1] / "tests/golden/towers"
    audio = json.loads((golden / "audio.json").read_text())
    tolerances = audio["tolerances"]
    towers = session(MODEL / "audio.onnx")
    for row in audio["signals"]:
        embedding, tags, music, mel = towers.run(list(AUDIO_OUTPUTS), {"pcm": make_pcm(row)[None]})
        assert float(embedding[0] @ np.array(row["embedding"])) > tolerances["audioEmbeddingCosine"]
        np.testing.assert_allclose(tags[0], row["tags"], atol=tolerances["tags"])
        assert abs(float(music[0, 0]) - row["music"]) < tolerances["music"]
        for frame, values in row["logMelFrames"].items():
            np.testing.assert_allclose(mel[0, int(frame)], values, atol=tolerances["logMel"])
    text = json.loads((golden / "text.json").read_text())
    tower = session(MODEL / "text.onnx")
    for row in text["texts"]:
        ids = np.array([row["inputIds"]], np.int64)
        vector = tower.run(["embedding"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
        assert float(vector[0] @ np.array(row["embedding"])) > tolerances["textEmbeddingCosine"], row["text"]
