import hashlib
import json

import numpy as np
import pytest
import torch

from earshot_training.__main__ import main
from earshot_training.data.sources.base import Recording, TextRow
from earshot_training.evaluation.benchmark.joint_model import ExportedPair, TrainedRun
from earshot_training.export import onnx_run
from earshot_training.export.golden import SIGNALS, make_pcm
from earshot_training.export.onnx_run import ParityError
from earshot_training.export.pack_facts import PackFacts
from earshot_training.export.run_pack import write_pack
from earshot_training.export.run_towers import ConvolvedLogMel
from earshot_training.frontends.paper import LogMelSpectrogram
from earshot_training.mulan.config import make_config
from earshot_training.mulan.model import make_model
from earshot_training.mulan.open_run import open_run
from earshot_training.mulan.run_folder import RunFolder
from earshot_training.towers.wordpiece import Wordpiece

TEXTS = ["slow strings rise over a drone", "fast drums and a loud guitar", "rain on a tin roof"]
FACTS = PackFacts("made-1", "0.1.0", "Made", "CC0-1.0")


def make_run(path, preset="tiny-resnet"):
    """A run folder as `train` leaves it, with the weights a new model has."""
    torch.manual_seed(0)
    folder, config = RunFolder(path), make_config(preset)
    folder.begin(config, resume=False)
    tokens = Wordpiece.learn(TEXTS, 200, config.text_positions)
    tokens.save(path / "tokenizer.json")
    folder.save("best.pt", {"model": make_model(config, tokens).state_dict(), "step": 60})
    figures = {"auc": 0.8125, "recall_at_10": 0.5, "median_rank": 3, "texts": 7, "recordings": 9}
    folder.record({"step": 60, **{f"validation_{k}": v for k, v in figures.items()}})
    recording = Recording("a", None, (TextRow("SF", "slow"), TextRow("LF", "slow strings")))
    folder.record_data(["folder=/home/someone/music"], [recording], [], {"kept": 2})
    return path


@pytest.mark.parametrize("bands", [64, 128])
def test_the_convolved_log_mel_is_the_fft_one(bands):
    pcm = torch.from_numpy(np.stack([make_pcm(signal) for signal in SIGNALS]))
    expected, found = LogMelSpectrogram(bands)(pcm), ConvolvedLogMel(bands)(pcm)
    assert found.shape == (4, bands, 1000)
    torch.testing.assert_close(found, expected, atol=2e-3, rtol=0)


@pytest.mark.parametrize("preset", ["tiny-resnet", "tiny-ast"])
def test_a_run_becomes_a_model_folder_that_gives_what_the_run_gives(tmp_path, preset):
    run = make_run(tmp_path / "run", preset)
    manifest = write_pack(run, tmp_path / "made-1", FACTS)
    exported, trained = ExportedPair(tmp_path / "made-1"), TrainedRun(run)
    pcm = np.stack([make_pcm(signal) for signal in SIGNALS[:3]])
    np.testing.assert_allclose(exported.embed_audio(pcm), trained.embed_audio(pcm), atol=1e-3)
    cosines = (exported.embed_text(TEXTS) * trained.embed_text(TEXTS)).sum(1)
    assert (cosines > 0.97).all()
    assert exported.embed_audio(pcm).shape == (3, 128)
    roles = {part["role"] for part in manifest["files"]}
    assert roles == {"audio", "text", "tokenizer", "tokenizer-config", "scoring", "card"}
    for part in (*manifest["files"], *manifest["variants"]):
        data = (tmp_path / "made-1" / part["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (part["bytes"], part["sha256"])
    assert json.loads((tmp_path / "made-1/manifest.json").read_text()) == manifest
    assert [part["name"] for part in manifest["variants"]] == ["variants/text.float32.onnx"]
    card = (tmp_path / "made-1/MODEL_CARD.md").read_text()
    assert "CC0-1.0" in card and "0.812" in card and "`folder=music`" in card and "someone" not in card
    scoring = json.loads((tmp_path / "made-1/scoring.json").read_text())
    assert scoring["musicThreshold"] == 0 and scoring["prompts"] == ["{}"] and len(scoring["nullPhrases"]) == 300


def test_texts_longer_than_the_positions_of_a_small_bert_are_cut_in_the_graph(tmp_path):
    run = make_run(tmp_path / "run")
    write_pack(run, tmp_path / "made", PackFacts("made", "1", "Made", "CC0-1.0", "float32"))
    exported = ExportedPair(tmp_path / "made")  # its tokenizer is set to cut at 256 tokens, as the application does
    _, model = open_run(run)
    long = " ".join(TEXTS * 400)
    assert len(long) > 10_000
    with torch.inference_mode():
        expected = model.embed_text([long]).numpy()
    np.testing.assert_allclose(exported.embed_text([long]), expected, atol=1e-4)


def test_what_does_not_agree_is_not_exported(tmp_path, monkeypatch):
    run = make_run(tmp_path / "run")
    monkeypatch.setattr(onnx_run, "FLOAT_TOLERANCE", 0.0)
    with pytest.raises(ParityError, match=r"audio.onnx differs"):
        write_pack(run, tmp_path / "made", FACTS)
    assert not (tmp_path / "made/manifest.json").exists()


def test_bad_input_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds no run"):
        write_pack(tmp_path, tmp_path / "made", FACTS)
    run = make_run(tmp_path / "run")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").touch()
    with pytest.raises(FileExistsError, match="not empty"):
        write_pack(run, tmp_path / "full", FACTS)
    state = RunFolder(run).load("best.pt")
    name = next(iter(state["model"]))
    state["model"][name] = state["model"][name] * float("nan")
    RunFolder(run).save("best.pt", state)
    with pytest.raises(ValueError, match="not finite"):
        open_run(run)
    RunFolder(run).save("best.pt", {"model": {}, "step": 1})
    with pytest.raises(ValueError, match="does not fit"):
        open_run(run)
    (run / "best.pt").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ValueError, match="damaged"):
        open_run(run)
    (run / "best.pt").unlink()
    with pytest.raises(FileNotFoundError, match="no checkpoint"):
        open_run(run)
    with pytest.raises(ValueError, match="no model id"):
        PackFacts("Made 1", "1", "Made", "CC0-1.0")
    with pytest.raises(ValueError, match="licence"):
        PackFacts("made", "1", "Made", " ")


def test_the_command(tmp_path, monkeypatch, capsys):
    run = make_run(tmp_path / "run", "tiny-ast")
    command = ["earshot_training", "export-run", str(run), "--to", str(tmp_path / "my-model"), "--licence", "CC0-1.0"]
    monkeypatch.setattr("sys.argv", [*command, "--threads", "1"])
    main()
    assert "holds my-model 1.0.0" in capsys.readouterr().out
    assert json.loads((tmp_path / "my-model/manifest.json").read_text())["id"] == "my-model"
