"""The pruned student and its distillation, averaging heads, and the validation split."""

from types import SimpleNamespace

import numpy as np
import torch

from earshot_training.data.dataset import Item
from earshot_training.data.labels import thirds_to_label
from earshot_training.data.patches import Patches
from earshot_training.evaluation.validation import SOUNDFONT, leave_out, validation_sets
from earshot_training.pair.augment import shift_bands
from earshot_training.pair.distil import Drawer, Schedule, Units, distil
from earshot_training.pair.heads import HeadOptions, start_heads
from earshot_training.towers.heads import average_heads
from earshot_training.towers.musicnn import LIVE, TRUNKS, MusiCNN
from earshot_training.towers.pruning import coarser, find_live, prune
from earshot_training.towers.student import Grid
from earshot_training.towers.tags import KEPT_TAGS

torch.set_num_threads(1)


def fake_weights(seed: int) -> dict[str, np.ndarray]:
    """A checkpoint in musicnn's layout; one filter in three of the first block is dead, norms of both signs occur."""
    rng = np.random.default_rng(seed)
    shapes = [(7, 38, 1, 204), (7, 67, 1, 204), (128, 1, 1, 51), (64, 1, 1, 51), (32, 1, 1, 51)]
    shapes += [(7, 561, 1, 64), (7, 64, 1, 64), (7, 64, 1, 64)]
    weights = {}
    for number, shape in enumerate(shapes):
        name = "conv2d" if number == 0 else f"conv2d_{number}"
        weights[f"{name}/kernel"] = (rng.standard_normal(shape) / np.sqrt(np.prod(shape[:3]))).astype(np.float32)
        weights[f"{name}/bias"] = rng.uniform(-0.1, 0.1, shape[3]).astype(np.float32)
    for number, shape in enumerate([(1506, 200), (200, 50)]):
        name = "dense" if number == 0 else f"dense_{number}"
        weights[f"{name}/kernel"] = (rng.standard_normal(shape) / 30).astype(np.float32)
        weights[f"{name}/bias"] = rng.uniform(-0.1, 0.1, shape[1]).astype(np.float32)
    for number, size in enumerate([1, 204, 204, 51, 51, 51, 64, 64, 64, 1506, 200]):
        name = "batch_normalization" if number == 0 else f"batch_normalization_{number}"
        sign = rng.choice([-1, 1], size) if 1 <= number <= 5 else 1
        weights[f"{name}/gamma"] = (rng.uniform(0.5, 1.5, size) * sign).astype(np.float32)
        weights[f"{name}/beta"] = rng.uniform(-0.2, 0.2, size).astype(np.float32)
        weights[f"{name}/moving_mean"] = rng.uniform(-0.1, 0.1, size).astype(np.float32)
        weights[f"{name}/moving_variance"] = rng.uniform(0.5, 1.5, size).astype(np.float32)
    weights["conv2d/kernel"][..., ::3] = 0
    return weights


def still_elsewhere(weights: dict[str, np.ndarray], live: list[list[int]], at_zero: bool) -> dict[str, np.ndarray]:
    """The same with every channel standing still that ``live`` does not list: at zero, or anywhere. At zero the input's
    norm takes off the mean of ``music_like``, so that the teacher's padding is the student's."""
    for block, rows in enumerate(live):
        name = "conv2d" if block == 0 else f"conv2d_{block}"
        dead = np.setdiff1d(np.arange(weights[f"{name}/bias"].size), rows)
        weights[f"{name}/kernel"][..., dead] = 0
        if at_zero:
            norm = f"batch_normalization_{block + 1}"
            for part in (f"{name}/bias", f"{norm}/beta", f"{norm}/moving_mean"):
                weights[part][dead] = 0
    if at_zero:
        weights["batch_normalization/moving_mean"][:] = music_like(8).mean()
        weights["batch_normalization/beta"][:] = 0
    return weights


class TwoTrunks(torch.nn.Module):
    """The teacher without its checkpoints."""

    def __init__(self, live: bool = True, at_zero: bool = False) -> None:
        super().__init__()
        rows = [still_elsewhere(fake_weights(seed), LIVE[name], at_zero) for seed, name in enumerate(TRUNKS)]
        self.trunks = torch.nn.ModuleList(
            MusiCNN(weights, LIVE[name] if live else None) for weights, name in zip(rows, TRUNKS, strict=True)
        )
        self.eval()

    def forward(self, mel):
        outputs = [trunk(mel) for trunk in self.trunks]
        return torch.cat([o[0] for o in outputs], 1), torch.cat([o[1] for o in outputs], 1)


def music_like(count: int, frames: int = 187) -> torch.Tensor:
    """Log-mels that change slowly along both axes."""
    rough = torch.rand(count, 1, frames // 12, 12, generator=torch.Generator().manual_seed(3)) * 3
    return torch.nn.functional.interpolate(rough, (frames, 96), mode="bilinear")[:, 0]


def test_a_trunk_without_its_dead_channels_computes_the_same():
    mel = music_like(2)
    with torch.inference_mode():
        for got, expected in zip(TwoTrunks()(mel), TwoTrunks(live=False)(mel), strict=True):
            torch.testing.assert_close(got, expected, atol=2e-3, rtol=1e-3)


def test_dead_channels_are_found():
    trunk = MusiCNN(fake_weights(0))
    found = find_live(SimpleNamespace(trunks=[trunk, trunk]), music_like(4))
    assert set(found) == set(LIVE)
    assert not any(channel % 3 == 0 for channel in found["MTT_musicnn"][0])
    assert len(found["MTT_musicnn"][0]) > 60  # of 136; where the norm is negative most lie at their minimum


def test_the_fine_student_is_the_teacher_and_the_coarse_one_begins_close_to_it():
    mel, units, every_frame = music_like(24), music_like(8), Grid(7, 1, (1, 1, 1, 1, 1))
    with torch.inference_mode():
        teacher = TwoTrunks(at_zero=True)
        expected = torch.cat(teacher(mel), 1)
        torch.testing.assert_close(prune(teacher, units, every_frame)(mel), expected, atol=5e-3, rtol=1e-2)
        assert 0.5 < correlation(prune(teacher, units)(mel), expected) < 0.999


def correlation(first: torch.Tensor, second: torch.Tensor) -> float:
    a, b = first - first.mean(0), second - second.mean(0)
    r = (a * b).sum(0) / torch.sqrt((a**2).sum(0) * (b**2).sum(0) + 1e-9)
    return float(r[:100].mean())


def test_a_kernel_on_every_second_frame_keeps_its_sum_and_centre():
    kernel = torch.zeros(1, 1, 7)
    kernel[0, 0, 3], kernel[0, 0, 0] = 2.0, 1.0  # the middle frame, and three before it: between two of the coarser
    torch.testing.assert_close(coarser(kernel), torch.tensor([[[0.5, 0.5, 2.0, 0.0, 0.0]]]))


def test_moved_bands_hold_their_edge():
    mel = torch.arange(96.0).expand(1, 2, 96)
    assert shift_bands(mel, 2)[0, 0, :4].tolist() == [0, 0, 0, 1]
    assert shift_bands(mel, -2)[0, 0, -3:].tolist() == [95, 95, 95]


def test_distillation_follows_the_teacher_and_leaves_the_moving_average_in_the_student():
    rng = np.random.default_rng(0)
    windows = rng.random((4, 624, 96)).astype(np.float16)
    check = Patches(windows, np.array([[w, w % 3] for w in range(4)]), rng.standard_normal((4, 500)).astype(np.float32))
    units = Units(torch.zeros(500), torch.ones(500))
    saved, teacher = [], TwoTrunks()
    student = prune(teacher, torch.from_numpy(windows).float())
    before = student.trunks[0].tags.weight.detach().clone()
    result = distil(
        student, teacher, windows, check, units, Schedule(2, batch=4), report=lambda _: None,
        save=lambda model, step: saved.append((step, model.trunks[0].tags.weight.detach().clone())),
    )  # fmt: skip
    after = student.trunks[0].tags.weight.detach()
    assert result["steps"] == 2 and [step for step, _ in saved] == [2]
    assert 0 < (after - before).abs().max() < 5e-4  # two steps at 1e-3; the average hardly follows
    torch.testing.assert_close(after, saved[-1][1])


def test_training_patches_repeat_with_their_seed():
    windows = np.random.default_rng(0).random((4, 624, 96)).astype(np.float16)
    first, second = Drawer(windows, 1), Drawer(windows, 1)
    assert all(torch.equal(first(3), second(3)) for _ in range(4))
    assert not torch.equal(first(3), Drawer(windows, 2)(3))


def test_heads_of_every_seed_start_alike_and_average_by_weight():
    names = torch.nn.functional.normalize(torch.randn(len(KEPT_TAGS), 384), dim=1)
    first, _ = start_heads(names, HeadOptions(seed=0))
    second, _ = start_heads(names, HeadOptions(seed=7))
    torch.testing.assert_close(first.linear.weight, second.linear.weight)
    with torch.no_grad():
        second.linear.weight.add_(1.0)
    merged = average_heads([first, second], [0.25, 0.75])
    torch.testing.assert_close(merged.linear.weight, first.linear.weight + 0.75)
    assert not merged.training


def test_the_centre_is_taken_off_before_the_norm():
    torch.manual_seed(0)
    names, centre = torch.randn(len(KEPT_TAGS), 384), torch.randn(384)
    _, plain = start_heads(names, HeadOptions(), centre=centre)
    _, centred = start_heads(names, HeadOptions(centre_text=True), centre=centre)
    x = torch.randn(3, 384)
    torch.testing.assert_close(centred(x + centre), plain(x), atol=1e-5, rtol=1e-4)


def test_validation_takes_whole_packages_fonts_and_styles_out_of_training():
    items = [
        Item("supertuxkart-data/music/egypt.ogg", "train", "music", "supertuxkart-data", {}),
        Item("ufoai-music/a.ogg", "train", "music", "ufoai-music", {}),
        Item("hedgewars-data/a.ogg", "held-out", "music", "hedgewars-data", {}),
        Item("g", "train", "gm", SOUNDFONT, {"program": 0}),
        Item("p", "train", "mma", "mma", {"stem": "FastPolka"}),
        Item("q", "train", "mma", "mma", {"stem": "bebop"}),
    ]
    moved = leave_out(items)
    assert [i.split for i in moved] == ["validation", "train", "held-out", "validation", "validation", "train"]
    sets = validation_sets(moved)
    assert sets["albums"][0] == {0} and sets["instruments"][0] == {3} and sets["styles"][0] == {4}
    assert dict(sets["titles"][1])["egyptian arabian music"] == {0}
    assert dict(sets["styles"][1])["polka"] == {4} and dict(sets["styles"][1])["waltz"] == set()


def test_a_second_pass_labels_another_third_and_keeps_the_first():
    assert thirds_to_label(4).astype(int).tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]
    assert thirds_to_label(3, 2).astype(int).tolist() == [[1, 1, 0], [0, 1, 1], [1, 0, 1]]
