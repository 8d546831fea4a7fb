"""The joint space of maps and class scores, and heads distilled into it."""

import numpy as np
import pytest
import torch

from earshot_training.evaluation.text_heads import Judged, judge
from earshot_training.evaluation.text_heads_page import text_heads_page
from earshot_training.evaluation.text_map_page import SETS
from earshot_training.pair.text_map.head import HeadSchedule, fit_text_head
from earshot_training.pair.text_map.space import even, library_of, make_space
from earshot_training.towers.text_head import TextHead

torch.set_num_threads(1)
RNG = np.random.default_rng(0)
SCORES = RNG.standard_normal((500, 6)) @ RNG.standard_normal((6, 6)) * 3 + 5
LIBRARY = library_of(SCORES)


def test_class_scores_are_standardised_and_kept_within_limits():
    rows = LIBRARY.standard(np.vstack([SCORES, 1e9 * np.ones((1, 6))]))
    np.testing.assert_allclose(rows[:-1].mean(0), 0, atol=1e-2)
    assert rows[-1].tolist() == [6] * 6


def test_even_weights_spread_every_texts_scores_alike():
    weights = np.array([[1.0, 0, 0, 0, 0, 0], [30.0, -20, 4, 0, 1, 2]])
    scores = LIBRARY.standard(SCORES) @ even(weights, LIBRARY).T
    np.testing.assert_allclose(scores.std(0), 1, atol=0.1)


def test_the_whole_space_gives_the_same_scores_and_a_part_of_it_nearly():
    weights = RNG.standard_normal((40, 2)) @ RNG.standard_normal((2, 6)) + 0.01 * RNG.standard_normal((40, 6))
    rows, shares = LIBRARY.standard(SCORES), np.ones(40)
    exact = rows @ weights.T
    whole = make_space(weights, shares, LIBRARY, 6)
    np.testing.assert_allclose((rows @ whole.audio) @ (weights @ whole.text).T, exact, atol=1e-3)
    part = make_space(weights, shares, LIBRARY, 2)
    assert whole.kept == pytest.approx(1) and 0.99 < part.kept < 1
    found = (rows @ part.audio) @ (weights @ part.text).T
    assert np.corrcoef(found.ravel(), exact.ravel())[0, 1] > 0.99


@pytest.mark.parametrize("hidden", [0, 16])
def test_a_head_learns_where_texts_lie(hidden):
    vectors = np.linalg.qr(RNG.standard_normal((384, 30)))[0].T.astype(np.float32)
    points = RNG.standard_normal((30, 16))
    head = fit_text_head(vectors, points, np.ones(30), hidden, HeadSchedule(steps=300, batch=32))
    found = head(torch.from_numpy(vectors)).detach().numpy()
    assert np.sum(found * points / np.linalg.norm(points, axis=1, keepdims=True), 1).mean() > 0.9
    again = fit_text_head(vectors, points, np.ones(30), hidden, HeadSchedule(steps=300, batch=32))
    assert torch.equal(head.straight.weight, again.straight.weight)


def test_a_head_begins_as_its_straight_layer():
    head, x = TextHead(8, 32), torch.randn(3, 384)
    head.bent[2].bias.data.zero_()
    torch.testing.assert_close(head.raw(x), head.straight(x))


def test_a_set_is_judged_by_windows_of_unit_length():
    space = make_space(np.eye(6), np.ones(6), LIBRARY, 6)
    scores = LIBRARY.standard(SCORES[:8])
    relevant = (scores[:, :1] >= np.sort(scores[:, 0])[-3]).astype(bool)
    judged = Judged(scores, np.arange(8), ["first"], relevant)
    figures = judge({"albums": judged}, [], {"albums": np.eye(6)[:1] @ space.text}, space)
    assert figures["albums"][0] > 0.8


def test_the_page_has_a_row_a_size():
    figures = dict.fromkeys(SETS, (0.7, 0.6, 0.8))
    base = {"parameters": 1234, "kept": 0.99, "search_ms": 1.26, "figures": figures}
    page = text_heads_page([{"dimension": 245, "hidden": None, **base}, {"dimension": 128, "hidden": 0, **base}])
    assert "| 245 | the maps | 1,234 | 0.990 | 0.700 [0.600, 0.800] |" in page
    assert "| 128 | none |" in page and "| 1.3 ms | 51 MB |" in page
