"""The page of a pair's results, and the music score's figures on made windows."""

from pathlib import Path

import numpy as np
import pytest

from earshot_training.data.dataset import Item
from earshot_training.evaluation.shipped import Heard, Shipped, music_figures
from earshot_training.evaluation.shipped_page import results_page

FIGURE = (0.5, 0.25, 0.75)


class Folder:
    def items(self):
        kinds = (
            ("a", "songs", "music"),
            ("b", "held-out", "other"),
            ("c", "train", "other"),
            ("d", "held-out", "made"),
        )
        return [Item(key, split, kind, key, {}) for key, split, kind in kinds]


class Pair(Shipped):
    def __init__(self) -> None: ...

    def hear(self, folder, items):
        """Nine windows of music that are sure and one that is not; four of noise of which one is taken for music; two
        of made music, of which one is refused."""
        assert [item.key for item in items] == ["a", "b", "d"]
        music = np.array([0.9] * 9 + [0.2] + [0.1] * 3 + [0.8, 0.9, 0.01])
        return Heard(np.zeros((16, 2)), music, np.array([0] * 10 + [1] * 4 + [2] * 2))


def test_what_is_kept_and_what_is_refused_is_told_by_group():
    found = music_figures(Pair(), Folder(), 0.5)
    assert found["groups"] == {"a": (10, 0.9), "d": (2, 0.5), "b (not music)": (4, 0.25)}
    assert (found["kept"], found["refused"]) == (0.9, 0.75)
    assert found["auc"] == pytest.approx((9 * 4 + 3) / 40)
    assert 0.2 < found["strict"] < 0.5 and found["refused_strict"] == 0.75


def test_the_page_holds_every_figure():
    metrics = {"auc": FIGURE, "ap": (0.1, 0.0, 0.2)}
    cost = {
        "new": {"fastest": 4.0, "median": 5.0, "bytes": 3e7},
        "old": {"fastest": 12.0, "median": 15.0, "bytes": 2e7},
    }
    page = results_page(
        ("new", "old"), {"genres": {"new": metrics, "old": metrics, "gain": metrics}},
        music_figures(Pair(), Folder(), 0.5), (945, FIGURE), {**cost, "ratio": FIGURE, "fastest_ratio": 0.33},
    )  # fmt: skip
    for line in (
        "| genres | auc | 0.500 [0.250, 0.750] | 0.500 [0.250, 0.750] | +0.500 [+0.250, +0.750] |",
        "| b (not music) | 4 | 25.0% |", "| new | 4.00 ms | 5.00 ms | 30.0 MB |", "of the fastest 0.33.", "of 945.",
    ):  # fmt: skip
        assert line in page


def test_a_folder_without_towers_is_refused(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"audio\.onnx"):
        Shipped(tmp_path)
