"""Going on from an exported student, averaging heads, and the validation split."""

import numpy as np
import onnx
import pytest
import torch

from earshot_training.data.dataset import Item
from earshot_training.data.labels import thirds_to_label
from earshot_training.evaluation.validation import SOUNDFONT, leave_out, validation_sets
from earshot_training.export.onnx_files import export_audio
from earshot_training.pair.distil import Patches, distil
from earshot_training.pair.from_onnx import convolutions, read_folded, unfold_norms
from earshot_training.pair.heads import HeadOptions, start_heads
from earshot_training.towers.audio import AudioTower
from earshot_training.towers.heads import KEPT_TAGS, Head, average_heads
from earshot_training.towers.student import Student

torch.set_num_threads(1)


def varied_student() -> Student:
    """Norms away from their initial values, as after training."""
    torch.manual_seed(0)
    student = Student(0.7, 1.3).eval()
    for _, norm in convolutions(student):
        torch.nn.init.uniform_(norm.weight, 0.5, 1.5)
        torch.nn.init.normal_(norm.bias, 0, 0.2)
        torch.nn.init.normal_(norm.running_mean, 0, 0.05)
        torch.nn.init.uniform_(norm.running_var, 0.1, 0.4)
    return student


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    student, path = varied_student(), tmp_path_factory.mktemp("tower") / "audio.onnx"
    export_audio(AudioTower(student, Head(500)), path)
    return student, path


def test_the_exported_student_is_read_back_and_keeps_its_function_with_norms(exported):
    student, path = exported
    mel = torch.rand(6, 208, 96) * 2
    with torch.inference_mode():
        expected = student(mel)
    again = read_folded(path)
    with torch.inference_mode():
        torch.testing.assert_close(again(mel), expected, atol=1e-3, rtol=1e-3)
    unfold_norms(again, [mel[:3], mel[3:]])
    with torch.inference_mode():
        torch.testing.assert_close(again(mel), expected, atol=1e-3, rtol=1e-3)
    for convolution, norm in convolutions(again):
        spread = convolution.weight.detach().square().mean((1, 2, 3)).sqrt()
        torch.testing.assert_close(spread, torch.full_like(spread, (3 * convolution.weight[0].numel()) ** -0.5))
        assert not torch.equal(norm.running_mean, torch.zeros_like(norm.running_mean))


def test_a_tower_of_another_size_is_refused(exported, tmp_path):
    model = onnx.load(str(exported[1]))
    first = next(node for node in model.graph.node if node.op_type == "Conv")
    model.graph.node.remove(first)
    onnx.save(model, str(tmp_path / "other.onnx"))
    with pytest.raises(ValueError, match="15 convolutions for 16"):
        read_folded(tmp_path / "other.onnx")


def test_distillation_leaves_the_moving_average_in_the_student():
    rng = np.random.default_rng(0)
    data = Patches(
        rng.random((4, 624, 96)).astype(np.float16), np.array([[w, w % 3] for w in range(4)]),
        rng.standard_normal((4, 500)).astype(np.float32),
    )  # fmt: skip
    saved = []
    torch.manual_seed(0)
    student = Student()
    before = student.out[-1].weight.detach().clone()
    distil(
        student, data, data, 0.0, batch=4, planned_steps=2, report=lambda _: None,
        save=lambda model, step: saved.append((step, model.out[-1].weight.detach().clone())),
    )  # fmt: skip
    moved = (student.out[-1].weight.detach() - before).abs().max()
    assert [step for step, _ in saved] == [2]
    assert 0 < moved < 1e-3  # two steps at 2e-3 move a weight by up to 4e-3; the average hardly follows
    torch.testing.assert_close(student.out[-1].weight.detach(), saved[-1][1])


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
