"""The listener of pair 2 on made weights: front end, trunk, caches, ridge start, training, joint heads, int8."""

import copy

import numpy as np
import pytest
import torch

from earshot_training.data.dataset import Item
from earshot_training.data.labelled import LabelledFolder
from earshot_training.data.labellers.shards import Labels
from earshot_training.data.patch_maps import add_maps, maps_cache
from earshot_training.data.window_cache import CacheError, WindowCache
from earshot_training.export.equalise import equalise
from earshot_training.export.int8 import quantise
from earshot_training.export.listener_pack import parity
from earshot_training.export.listener_tower import AUDIO_OUTPUTS, ListenerTower
from earshot_training.frontends.patch_mel import HEARD, STARTS, PatchMel, htk_filters
from earshot_training.pair.joint.file import Joint, read_joint, save_joint
from earshot_training.pair.joint.run import standards_of, threshold_of
from earshot_training.pair.joint.start import JointHeads, blend
from earshot_training.pair.listening.start import ridge
from earshot_training.pair.listening.targets import TargetError, listening_loss, standard_of, targets_of
from earshot_training.pair.listening.training import ListeningSchedule, train_listener
from earshot_training.towers.joint_heads import AudioJoint, TextJoint
from earshot_training.towers.listener import (
    GROUPS,
    TARGETS,
    HearingListener,
    Listener,
    ListenerPlan,
    groups_of,
    read_listener,
    save_listener,
)
from earshot_training.towers.mobilenet import MobileNet, TrunkPlan
from earshot_training.towers.onnx_graphs import session, write_graph
from earshot_training.towers.yamnet_weights import TrunkError, dequantised, filled

torch.set_num_threads(1)
SMALL = ListenerPlan(TrunkPlan(4, ((8, 2), (8, 1), (12, 2), (12, 1))), frozen=2, middle=2, hidden=8)


def made_listener():
    torch.manual_seed(0)
    return Listener(SMALL).eval()


def sound(windows, seed=0):
    rng = np.random.default_rng(seed)
    return (10 ** rng.uniform(-2, -0.5, (windows, 1)) * rng.standard_normal((windows, 160_000))).astype(np.float32)


def made_labels(windows):
    level = np.log10(np.abs(windows).mean(1) + 1e-3).astype(np.float32)[:, None]
    flat = {name: np.repeat(level, width, 1) for name, width in (("yamnet", 521), ("embedding", 1024), ("vibenet", 7))}
    thirds = {
        name: np.repeat(level[:, None], 3, 1).repeat(width, 2) for name, width in (("tags", 100), ("penultimate", 400))
    }
    return Labels(**thirds, **flat)


def test_the_patch_mel_is_that_of_the_plain_formula():
    pcm = sound(1)
    found = PatchMel()(torch.from_numpy(pcm)).numpy()
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 400)
    for number, patch in enumerate(HEARD):
        part = pcm[0, STARTS[patch] : STARTS[patch] + 15_600]
        frames = np.lib.stride_tricks.sliding_window_view(part, 400)[::160][:96] * hann
        expected = np.log(np.abs(np.fft.rfft(frames, 512)) @ htk_filters() + 0.001)
        np.testing.assert_allclose(found[number], expected, atol=2e-3)


def test_a_window_that_is_too_short_is_named():
    with pytest.raises(ValueError, match="a window has 160000 samples, this one has 159999"):
        PatchMel()(torch.zeros(1, 159_999))


def test_weights_that_are_not_the_trunks_are_refused():
    trunk = MobileNet(SMALL.trunk)
    weights = [
        (layer.weight.detach().numpy().transpose(2, 3, 1, 0), layer.bias.detach().numpy())
        for layer in made_listener().trunk.convolutions()
    ]
    assert torch.equal(filled(trunk, weights).stem.weight, made_listener().trunk.stem.weight)
    with pytest.raises(TrunkError, match="has 8 convolutions, the trunk 9"):
        filled(trunk, weights[1:])
    with pytest.raises(TrunkError, match="convolution 0 has shape"):
        filled(trunk, weights[::-1])
    with pytest.raises(TrunkError, match="no numbers"):
        filled(trunk, [(weights[0][0] * np.nan, weights[0][1]), *weights[1:]])
    values = dequantised(np.array([[3, 5], [1, 1]], np.int8), np.array([0.5, 2.0]), np.array([1, 0]), 1)
    assert values.tolist() == [[1.0, 10.0], [0.0, 2.0]]


def test_cached_maps_and_sound_give_the_same(tmp_path):
    folder, listener, pcm = LabelledFolder(tmp_path), made_listener(), sound(2)
    item = Item("a", "train", "music", "p", {})
    folder.add(item, lambda: pcm.clip(-1, 1), made_labels)
    cache = maps_cache(folder, listener)
    assert add_maps(cache, [item], listener) == 1 and add_maps(cache, [item], listener) == 0
    maps = torch.from_numpy(cache.read([item]))
    with torch.inference_mode():
        cached = listener(maps[:, list(HEARD)].float())[1]
        direct = HearingListener(listener)(torch.from_numpy(folder.pcm(item)))[1]
    torch.testing.assert_close(cached, direct, atol=5e-3, rtol=1e-2)
    with pytest.raises(CacheError, match="made by another network"):
        WindowCache(folder, "patch-maps", "other")
    with pytest.raises(CacheError, match=r"lacks 1 items \(b\); run patch-maps first"):
        cache.read([Item("b", "train", "music", "p", {})])
    with pytest.raises(CacheError, match="no numbers"):
        WindowCache(folder, "x", "m").add([item], lambda pcm: np.full((len(pcm), 1), np.nan), print)


def test_targets_that_are_no_numbers_are_refused():
    labels, earlier = made_labels(sound(2)), np.zeros((2, 128), np.float32)
    assert targets_of(labels, list(range(148)), earlier).shape == (2, TARGETS)
    with pytest.raises(TargetError, match="2 windows have labels, 1 an embedding"):
        targets_of(labels, list(range(148)), earlier[:1])
    earlier[0, 0] = np.nan
    with pytest.raises(TargetError, match="1 of the teachers' scores are no numbers"):
        targets_of(labels, list(range(148)), earlier)


def test_every_group_counts():
    target = torch.randn(4, TARGETS)
    assert float(listening_loss(target, target)) == pytest.approx(0, abs=1e-5)
    for name in GROUPS:
        worse = target.clone()
        groups_of(worse)[name].add_(1)
        assert float(listening_loss(worse, target)) > 0.3
    assert np.abs(standard_of(np.zeros((2, TARGETS))).scale(np.full((1, TARGETS), 0.01)).numpy()[:, :100]).max() < 0.5


def test_the_ridge_finds_a_linear_answer():
    features, weight = torch.randn(200, 5, dtype=torch.float64), torch.randn(3, 5, dtype=torch.float64)
    found = ridge(features - features.mean(0), features @ weight.T, torch.ones(200, 1, dtype=torch.float64), 1e-6)
    torch.testing.assert_close(found, weight, atol=1e-4, rtol=1e-4)


def test_training_repeats_by_steps_and_leaves_the_lower_blocks(tmp_path):
    maps, targets = torch.randn(16, 8, 8, 12, 8).relu().half(), torch.randn(16, TARGETS)
    is_music, plan = torch.arange(16) < 12, ListeningSchedule(12, batch=8, rate=3e-3, average=0.5)
    before = listening_loss(made_listener()(maps[:, :4].float())[0], targets)
    runs = [
        train_listener(made_listener(), maps, targets, is_music, (maps, targets), plan, lambda _: None)
        for _ in range(2)
    ]
    assert all(torch.equal(a, b) for a, b in zip(runs[0].parameters(), runs[1].parameters(), strict=True))
    assert torch.equal(runs[0].trunk.depth[1].weight, made_listener().trunk.depth[1].weight)
    assert not torch.equal(runs[0].trunk.depth[2].weight, made_listener().trunk.depth[2].weight)
    assert listening_loss(runs[0](maps[:, :4].float())[0], targets) < before
    save_listener(tmp_path / "l.pt", runs[0], torch.zeros(TARGETS), torch.ones(TARGETS))
    read, _, _ = read_listener(tmp_path / "l.pt")
    assert read.plan == SMALL and torch.equal(read.straight.weight, runs[0].straight.weight)


def made_joint(listener):
    torch.manual_seed(1)
    heads = JointHeads(AudioJoint(245, SMALL.width, 32, 1.5).eval(), TextJoint(32, 16, 1.5).eval())
    gate = torch.nn.Linear(SMALL.width, 1).requires_grad_(False)
    return Joint(heads, gate, standards_of(torch.randn(50, TARGETS)), 0.1)


def test_joint_heads_come_back_and_blend(tmp_path):
    joint = made_joint(made_listener())
    save_joint(tmp_path / "j.pt", joint)
    read, sentence = read_joint(tmp_path / "j.pt"), torch.randn(2, 384)
    torch.testing.assert_close(read.heads.text(sentence), joint.heads.text(sentence))
    assert read.heads.text(sentence).shape == (2, 160)
    other = copy.deepcopy(joint.heads)
    with torch.no_grad():
        other.audio.space.weight.add_(1)
    moved = blend(joint.heads, other, 0.25).audio.space.weight - joint.heads.audio.space.weight
    torch.testing.assert_close(moved, torch.full_like(moved, 0.25), atol=1e-5, rtol=0)
    with pytest.raises(ValueError, match="numbers"):
        threshold_of(np.array([0.5, np.nan]))


def test_equalised_and_int8_say_what_the_float_tower_says(tmp_path):
    listener = made_listener()
    tower = ListenerTower(listener, made_joint(listener), torch.zeros(TARGETS), torch.ones(TARGETS)).eval()
    even, pcm = copy.deepcopy(tower), sound(12).clip(-1, 1)
    equalise(even.listener, even.mel(torch.from_numpy(pcm[:4])))
    assert not torch.equal(even.listener.trunk.stem.weight, tower.listener.trunk.stem.weight)
    with torch.inference_mode():
        expected, found = tower(torch.from_numpy(pcm[:2])), even(torch.from_numpy(pcm[:2]))
    for a, b in zip(expected, found, strict=True):
        torch.testing.assert_close(a, b, atol=1e-4, rtol=1e-4)
    write_graph(even, (torch.from_numpy(pcm[:2]),), ("pcm",), AUDIO_OUTPUTS, tmp_path / "float.onnx")
    outputs = session(tmp_path / "float.onnx").run(list(AUDIO_OUTPUTS), {"pcm": pcm[:2]})
    for a, b in zip(expected, outputs, strict=True):
        np.testing.assert_allclose(a.numpy(), b, atol=2e-3)
    quantise(tmp_path / "float.onnx", tmp_path / "int8.onnx", pcm)
    assert parity(tower, tmp_path / "int8.onnx", pcm)["cosine"] > 0.98
