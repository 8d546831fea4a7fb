import logging
import math

import numpy as np
import pytest
import soundfile
import torch

from earshot_training.__main__ import main
from earshot_training.data.audio import AudioError
from earshot_training.data.sources.base import Recording, TextRow
from earshot_training.data.sources.opening import open_source
from earshot_training.mulan.config import make_config
from earshot_training.mulan.model import make_model
from earshot_training.mulan.run_folder import RunFolder
from earshot_training.mulan.validation import Retrieval
from earshot_training.towers.wordpiece import Wordpiece

RATE = 16_000


def tone(number):
    return 0.3 * np.sin(np.arange(11 * RATE) / (5 + number))


def model():
    return make_model(make_config("tiny-ast"), Wordpiece.learn(["low hum", "high hum"], 100, 64)).eval()


def test_silent_damaged_and_missing_audio_is_counted_and_the_run_goes_on(tmp_path, monkeypatch, capsys, caplog):
    lines = ["path,source,text"]
    for number in range(20):
        soundfile.write(tmp_path / f"{number}.wav", tone(number), RATE)
        lines.append(f"{number}.wav,SF,{('low', 'high')[number % 2]} hum")
    soundfile.write(tmp_path / "silent.wav", np.zeros(11 * RATE), RATE)
    (tmp_path / "junk.wav").write_bytes(b"RIFF not audio")
    (tmp_path / "t.csv").write_text("\n".join([*lines, "silent.wav,SF,hum", "junk.wav,SF,hum", "gone.wav,SF,hum"]))
    settings = ("steps=4", "batch=10", "validate_every=4", "validation=0", "warm_up=1")
    command = ["train", "--run", str(tmp_path / "run"), "--data", f"table={tmp_path / 't.csv'}", "--preset", "tiny-ast"]
    command += ["--threads", "1", "--no-curves", *(part for s in settings for part in ("--set", s))]
    monkeypatch.setattr("sys.argv", ["earshot_training", *command])
    with caplog.at_level(logging.WARNING):
        main()
    assert "3 recordings left out" in capsys.readouterr().out
    assert RunFolder(tmp_path / "run").metrics()[-1]["left_out"] == 3
    for name in ("silent", "junk", "gone"):
        assert f"left out {name}.wav" in caplog.text


def test_validation_counts_what_it_cannot_use(caplog):
    def clip(recording):
        if recording.key == "bad":
            raise AudioError("the clip is silent")
        return tone(int(recording.key)).astype(np.float32)

    rows = [Recording(key, None, (TextRow("SF", f"hum {key}"),)) for key in ("1", "bad", "2")]
    with caplog.at_level(logging.WARNING):
        check = Retrieval(rows, clip)
    with torch.inference_mode():
        figures = check(model())
    assert (figures["recordings"], figures["left_out"]) == (2, 1)
    assert "left out of validation: bad" in caplog.text
    with pytest.raises(AudioError, match="none of the 1"):
        Retrieval(rows[1:2], clip)


def test_a_text_of_ten_thousand_characters_is_cut_counted_and_gives_a_vector():
    towers = model()
    with torch.inference_mode():
        vectors = towers.embed_text(["low hum " * 1250, "low hum", ""])
    assert towers.text.tokens.cut == 1
    assert torch.allclose(vectors.norm(dim=1), torch.ones(3), atol=1e-5)


def test_silence_and_full_scale_noise_give_finite_vectors_and_gradients():
    towers = model().train()
    pcm = torch.stack([torch.zeros(160_000), torch.ones(160_000), torch.rand(160_000) * 2 - 1])
    audio, text, scale = towers(pcm, ["low hum", "high hum", "hum"])
    (audio * text).sum().mul(scale).backward()
    assert audio.isfinite().all()
    assert all(p.grad is None or math.isfinite(float(p.grad.norm())) for p in towers.parameters())


def test_empty_tags_are_no_texts(tmp_path, caplog):
    for name, title, genre in (("a.flac", "   ", " ; / ;"), ("b.flac", "Slow Waltz", " ")):
        with soundfile.SoundFile(tmp_path / name, "w", RATE, 1) as file:
            file.title, file.genre, file.comment = title, genre, " "
            file.write(tone(1))
    with caplog.at_level(logging.WARNING):
        (found,) = open_source(f"folder={tmp_path}")
    assert [(t.kind, t.text) for t in found.texts] == [("SF", "Slow Waltz")]
    assert "1 files below" in caplog.text
    with pytest.raises(ValueError, match="'' is not one of"):
        TextRow("", "text")


def test_a_library_without_a_single_text_is_an_error(tmp_path, monkeypatch):
    soundfile.write(tmp_path / "a.wav", tone(1), RATE)
    command = ["train", "--run", str(tmp_path / "run"), "--data", f"folder={tmp_path}", "--preset", "tiny-ast"]
    monkeypatch.setattr("sys.argv", ["earshot_training", *command])
    with pytest.raises(ValueError, match="too few"):
        main()
