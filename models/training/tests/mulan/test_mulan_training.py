import argparse
import json
import socket

import numpy as np
import pytest
import soundfile
import torch
from torch import multiprocessing

from earshot_training.__main__ import main
from earshot_training.cli.training import build
from earshot_training.data.loading import Batches
from earshot_training.data.mixing import TextMixer
from earshot_training.data.sources.base import Recording, TextRow
from earshot_training.mulan import distributed
from earshot_training.mulan.config import make_config, read_config
from earshot_training.mulan.distributed import Group
from earshot_training.mulan.model import make_model
from earshot_training.mulan.run_folder import RunFolder
from earshot_training.mulan.trainer import BadGradients, Trainer, rate_at, seed_all
from earshot_training.mulan.validation import split
from earshot_training.towers.wordpiece import SPECIAL, Wordpiece

RATE = 16_000
TEXTS = ("low hum", "high whistle", "white noise", "slow pulse")
ALONE = Group(0, 1, torch.device("cpu"))


def sound(kind: int, rng: np.random.Generator, length: float = 10) -> np.ndarray:
    time = np.arange(int(length * RATE)) / RATE
    pitch = (110, 2500, 0, 400)[kind] * rng.uniform(0.9, 1.1)
    wave = rng.standard_normal(time.size) * 0.2 if kind == 2 else 0.3 * np.sin(2 * np.pi * pitch * time)
    return (wave * (np.sin(2 * np.pi * time) > 0 if kind == 3 else 1)).astype(np.float32)


def recordings(count: int = 32) -> list[Recording]:
    return [Recording(str(i), None, (TextRow("SF", TEXTS[i % 4]),)) for i in range(count)]


def clip(recording: Recording) -> np.ndarray:
    number = int(recording.key)
    return sound(number % 4, np.random.default_rng(number))


def trainer(path, group=ALONE, resume=False, **settings) -> Trainer:
    config = make_config("tiny-ast", settings=[f"{k}={json.dumps(v)}" for k, v in settings.items()])
    folder = RunFolder(path)
    if group.first:
        folder.begin(config, resume)
    seed_all(config.seed)
    vocabulary = path.with_name("vocab.txt")  # learning one may number its words differently from call to call
    if not vocabulary.exists():  # processes that train together read it at the same time: only the first call writes
        vocabulary.write_text("\n".join([*SPECIAL, *" ".join(TEXTS).split()]))
    model = make_model(config, Wordpiece.from_file(vocabulary, 64))
    batches = Batches(recordings(), clip, TextMixer(), config.batch, config.seed, group.rank, group.world, workers=1)
    return Trainer(config, model, batches, folder, group, report=lambda _: None, report_every=1)


def weights(run: Trainer) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in run.model.parameters()])


def test_a_resumed_run_equals_one_that_went_through(tmp_path):
    settings = {"steps": 4, "warm_up": 1, "batch": 8, "augment": True, "dropout": 0.1, "validate_every": 100}
    through = trainer(tmp_path / "a", **settings)
    through.run()
    cut = trainer(tmp_path / "b", **settings)
    cut.stop = lambda: cut.step == 2
    cut.run()
    resumed = trainer(tmp_path / "b", resume=True, **settings)
    resumed.resume()
    assert resumed.step == 2
    resumed.run()
    assert torch.equal(weights(through), weights(resumed))
    rows = [row["step"] for row in RunFolder(tmp_path / "b").metrics()]
    assert rows == [1, 2, 3, 4]


def _process(rank: int, world: int, port: int, folder, out) -> None:
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{port}", rank=rank, world_size=world)
    run = trainer(folder, Group(rank, world, torch.device("cpu")), steps=3, warm_up=1, batch=8)
    run.run()
    if rank == 0:
        torch.save(weights(run), out)
    distributed.leave_group(run.group)


def test_two_processes_equal_one_with_the_joint_batch(tmp_path):
    one = trainer(tmp_path / "one", steps=3, warm_up=1, batch=8)
    start = weights(one).clone()
    one.run()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    multiprocessing.spawn(_process, (2, port, tmp_path / "two", tmp_path / "weights.pt"), nprocs=2)
    two = torch.load(tmp_path / "weights.pt")
    moved = float((weights(one) - start).abs().max())
    assert moved > 1e-3
    assert float((weights(one) - two).abs().max()) < 1e-2 * moved


def test_gradients_that_are_not_finite_are_skipped_counted_and_end_the_run(tmp_path):
    run = trainer(tmp_path / "a", steps=30, warm_up=1, batch=8)
    before = weights(run).clone()
    run.model.audio.projection.weight.register_hook(lambda g: g * float("nan"))
    with pytest.raises(BadGradients, match="10 steps in a row"):
        run.run()
    assert run.skipped == 10
    assert torch.equal(before, weights(run))


def test_checkpoints_that_lack_or_are_damaged_and_changed_settings_are_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="no run to resume"):
        trainer(tmp_path / "none", resume=True)
    run = trainer(tmp_path / "a", steps=2, warm_up=1, batch=8)
    with pytest.raises(FileNotFoundError, match="no checkpoint"):
        run.resume()
    (tmp_path / "a/latest.pt").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ValueError, match="damaged"):
        run.resume()
    with pytest.raises(FileExistsError, match="resume it"):
        trainer(tmp_path / "a", steps=2, warm_up=1, batch=8)
    with pytest.raises(ValueError, match="another batch"):
        trainer(tmp_path / "a", resume=True, steps=2, warm_up=1, batch=16)


def test_settings():
    config = make_config("small-ast", settings=["batch=32", "loss=infonce", 'mix={"SF": 1}'])
    assert (config.batch, config.loss, config.audio, config.mix) == (32, "infonce", "ast", {"SF": 1})
    for settings, message in ((["colour=1"], "unknown setting"), (["loss=l2"], "multiview"), (["batch"], "name=value")):
        with pytest.raises(ValueError, match=message):
            make_config("tiny-ast", settings=settings)
    with pytest.raises(ValueError, match="preset"):
        make_config("huge")


def test_the_rate_warms_up_and_falls_to_nothing():
    config = make_config("tiny-ast", settings=["steps=100", "warm_up=10", "learning_rate=1"])
    assert [rate_at(config, s) for s in (0, 9, 10, 55, 100)] == pytest.approx([0.1, 1, 1, 0.5, 0])


def test_the_split_does_not_move_when_files_come():
    few, many = recordings(50), recordings(400)
    kept_of_many = {r.key for r in split(many, 0.2)[1]}
    assert {r.key for r in split(few, 0.2)[1]} == {k for k in kept_of_many if int(k) < 50}
    assert 40 < len(kept_of_many) < 120


@pytest.mark.parametrize(("preset", "steps", "least"), [("tiny-ast", 60, 0.7), ("tiny-resnet", 30, 0.85)])
def test_the_command_trains_until_texts_find_their_sound(tmp_path, capsys, monkeypatch, preset, steps, least):
    lines = ["path,source,text"]
    for number in range(40):
        soundfile.write(tmp_path / f"{number}.wav", sound(number % 4, np.random.default_rng(number), 10.5), RATE)
        lines.append(f"{number}.wav,SF,{TEXTS[number % 4]}")
    (tmp_path / "texts.csv").write_text("\n".join(lines))
    run = tmp_path / "run"
    settings = (f"steps={steps}", f"validate_every={steps}", "validation=0.3")
    command = ["earshot_training", "train", "--run", str(run), "--data", f"table={tmp_path / 'texts.csv'}"]
    command += ["--preset", preset, "--threads", "1", *(part for s in settings for part in ("--set", s))]
    monkeypatch.setattr("sys.argv", command)
    main()
    assert f"done at step {steps}" in capsys.readouterr().out
    rows = RunFolder(run).metrics()
    assert rows[-1]["validation_auc"] > least  # 0.5 is chance
    losses = [row["loss"] for row in rows if "loss" in row]
    assert losses[-1] < losses[0] - 0.2
    assert read_config(run / "config.json").steps == steps
    for name in ("latest.pt", "best.pt", "tokenizer.json", "curves.png"):
        assert (run / name).stat().st_size > 100


def test_public_weights_fill_the_tower_of_a_new_run(tmp_path):
    config = make_config("tiny-resnet")
    made = make_model(config, Wordpiece.learn(TEXTS, 100, 64))
    trunk = {k: v + 1 for k, v in made.audio.state_dict().items() if not k.startswith("projection.")}
    torch.save(trunk, tmp_path / "resnet.pth")
    options = argparse.Namespace(vocabulary=None, audio_weights=tmp_path / "resnet.pth", text_weights=None)
    model = build(config, tmp_path, recordings(), options, ALONE)
    assert torch.equal(model.audio.conv1.weight, trunk["conv1.weight"])
    options.text_weights = tmp_path / "none.bin"
    with pytest.raises(FileNotFoundError, match=r"none.bin"):
        build(config, tmp_path, recordings(), options, ALONE)
