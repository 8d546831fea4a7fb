"""The next student: its front end against the plain formula, and its training on made labels."""

import numpy as np
import pytest
import torch

from earshot_training.data.dataset import Item
from earshot_training.data.labelled import LabelledFolder
from earshot_training.data.labellers.shards import Labels
from earshot_training.frontends.coarse import FRAMES, CoarseMel, tukey
from earshot_training.frontends.logmel import mel_filters
from earshot_training.pair.listening import (
    ListeningSchedule,
    groups_of,
    listening_loss,
    read_listener,
    run_listener,
    standard_of,
)
from earshot_training.towers.listener import GROUPS, TARGETS, Listener, Plan

torch.set_num_threads(1)
SMALL = Plan(4, ((8, 1), (8, 2)), 32)


def test_the_coarse_log_mel_is_that_of_the_plain_transform():
    pcm = np.random.default_rng(0).standard_normal((1, 160_000)).astype(np.float32) * 0.1
    found = CoarseMel()(torch.from_numpy(pcm)).numpy()[0]
    frames = pcm[0, : FRAMES * 512].reshape(FRAMES, 512) * tukey()
    expected = np.log10(10_000 * (np.abs(np.fft.rfft(frames)) ** 2 @ mel_filters(64).T) + 1)
    assert found.shape == (312, 64)
    np.testing.assert_allclose(found, expected, atol=2e-3)


def test_every_group_has_its_columns_and_counts():
    output, pooled = Listener(SMALL).eval()(torch.rand(2, FRAMES, 64))
    assert output.shape == (2, TARGETS) and pooled.shape == (2, 32)
    assert {name: part.shape[1] for name, part in groups_of(output).items()} == GROUPS
    target = torch.randn(2, TARGETS)
    assert float(listening_loss(target, target)) == pytest.approx(0, abs=1e-5)
    worse = {name: target.clone() for name in GROUPS}
    for name, start in zip(GROUPS, np.cumsum([0, *GROUPS.values()]), strict=False):
        worse[name][:, start : start + GROUPS[name]] += 1
    assert all(float(listening_loss(changed, target)) > 0.3 for changed in worse.values())


def test_a_target_that_hardly_moves_has_a_floor():
    standard = standard_of(np.stack([np.zeros(TARGETS), np.full(TARGETS, 1e-4)]))
    assert np.abs(standard.scale(np.full((1, TARGETS), 0.01))).max() < 0.5


def _label(windows):
    """What is loud has high scores."""
    level = np.log10(np.abs(windows).mean(1) + 1e-3).astype(np.float32)[:, None]
    flat = {name: np.repeat(level, width, 1) for name, width in (("yamnet", 521), ("embedding", 1024), ("vibenet", 7))}
    thirds = {
        name: np.repeat(level[:, None], 3, 1).repeat(width, 2) for name, width in (("tags", 100), ("penultimate", 400))
    }
    return Labels(**thirds, **flat)


def test_it_learns_from_a_folder_saves_and_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr("earshot_training.pair.listening.Listener", lambda plan=None: Listener(plan or SMALL))
    rng, folder = np.random.default_rng(0), LabelledFolder(tmp_path)
    for number in range(24):
        pcm = (10 ** rng.uniform(-3, -0.5, (2, 1)) * rng.standard_normal((2, 160_000))).astype(np.float32).clip(-1, 1)
        split = "held-out" if number % 4 == 0 else "train"
        folder.add(Item(str(number), split, "music", "p", {}), lambda p=pcm: p, _label)
    lines, path = [], tmp_path / "listener.pt"
    run_listener(folder, list(range(148)), path, ListeningSchedule(80, batch=8, average=0.8), report=lines.append)
    assert lines[0].endswith("36 windows")
    run_listener(
        folder, list(range(148)), path, ListeningSchedule(20, batch=8, average=0.8), start=path, report=lines.append
    )
    student, standard = read_listener(path)
    loud = torch.from_numpy((0.2 * rng.standard_normal((1, 160_000))).astype(np.float32))
    with torch.inference_mode():
        high, low = (student(CoarseMel()(pcm))[0][:, :100].mean() for pcm in (loud, loud / 100))
    assert high > low + 0.5 and standard.mean.shape == (TARGETS,)
