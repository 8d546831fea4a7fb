import numpy as np
import pytest

from earshot_training.evaluation.benchmark.tasks import (
    hubness,
    linear_probe,
    macro,
    negation,
    retrieval,
    wording_spread,
    zero_shot,
)

AXES = np.eye(4, dtype=np.float32)


def test_macro_is_the_mean_over_tags_and_lies_in_its_interval():
    # Tag 0 is ranked perfectly, tag 1 the wrong way round: the mean is one half.
    scores = np.array([[4, 1], [3, 2], [2, 3], [1, 4]], float)
    labels = np.array([[1, 1], [1, 1], [0, 0], [0, 0]], bool)
    value, low, high = macro(scores, labels)
    assert value == 0.5 and low <= value <= high


def test_zero_shot_counts_negated_tags_apart():
    tracks, labels = AXES[[0, 0, 1, 1]], np.array([[1, 0], [1, 0], [0, 1], [0, 1]], bool)
    # The text of "no vocals" points at the tracks with vocals (column 0), as texts of real towers do.
    figures = zero_shot(tracks, AXES[[0, 0]], labels, ["vocals", "no vocals"])
    assert figures["ROC-AUC"][0] == 0.5
    assert figures["ROC-AUC without negated tags"][0] == 1.0


def test_a_linear_probe_learns_what_is_linear():
    rng = np.random.default_rng(0)
    train, test = rng.standard_normal((2, 200, 8)).astype(np.float32)
    labels = [np.stack([x[:, 0] > 0, x[:, 1] + x[:, 2] > 0, rng.random(200) > 0.5], 1) for x in (train, test)]
    figures = linear_probe(train, labels[0], test, labels[1])
    assert figures["ROC-AUC"][0] == pytest.approx((1 + 1 + 0.5) / 3, abs=0.06)


def test_retrieval_by_hand():
    # Text 0 finds track 0 first; text 1 wants track 3 and finds it third.
    texts = np.array([[1, 0.5, 0, 0], [0.9, 0.8, 0.1, 0.5]])
    figures = retrieval(AXES, texts, [{0}, {3}])
    assert figures["R@1"][0] == 0.5 and figures["R@5"][0] == 1.0
    assert figures["median rank"][0] == 2.0
    assert figures["mAP"][0] == pytest.approx((1 + 1 / 3) / 2)
    assert figures["ROC-AUC"][0] == pytest.approx((1 + 1 / 3) / 2)


def test_a_hub_is_seen():
    rng = np.random.default_rng(0)
    tracks = rng.standard_normal((60, 8))
    tracks /= np.linalg.norm(tracks, axis=1, keepdims=True)
    even = hubness(tracks, tracks[:50], k=1)
    hub = hubness(np.vstack([tracks, 50 * np.ones((1, 8))]), np.abs(tracks[:50]), k=1)
    assert even["largest share"] < 0.2
    assert hub["largest share"] == 1.0 and hub["skewness"] > even["skewness"]


def test_wordings_and_negation():
    right = np.array([True, False, False, False])
    assert wording_spread(AXES, AXES[[0, 1]], right) == {"lowest": pytest.approx(1 / 3), "highest": 1.0,
                                                         "mean": pytest.approx(2 / 3)}  # fmt: skip
    # "without drums" lies near "drums", so the track with drums comes first, until its score is taken away.
    drums, without = AXES[0], np.array([0.3, 0.25, 0.25, 0.25])
    assert negation(AXES, drums, without, right) == {"as a text": 0.0, "by the scorer": 1.0}
