import numpy as np
import pytest

from earshot_training.scoring.metrics import auc, average_precision, bootstrap
from earshot_training.scoring.rules import pool_windows, with_negatives


def test_auc_by_hand():
    # Positives score 0.9 and 0.4; negatives 0.5 and 0.1: three of the four pairs are in order.
    assert auc(np.array([0.9, 0.5, 0.4, 0.1]), np.array([1, 0, 1, 0])) == pytest.approx(0.75)
    assert auc(np.array([0.5, 0.5]), np.array([1, 0])) == pytest.approx(0.5)
    assert np.isnan(auc(np.array([0.5, 0.6]), np.array([1, 1])))


def test_average_precision_by_hand():
    assert average_precision(np.array([0.9, 0.5, 0.4, 0.1]), np.array([1, 0, 1, 0])) == pytest.approx((1 + 2 / 3) / 2)


def test_pooling_is_half_mean_half_top_fifth():
    scores = np.arange(10, dtype=np.float32)[:, None]
    pooled = pool_windows(scores, np.zeros(10, int), [0])
    assert pooled[0, 0] == pytest.approx(0.5 * 4.5 + 0.5 * 8.5)


def test_negatives_take_the_worst():
    got = with_negatives(np.array([1.0]), [np.array([0.2]), np.array([0.6])])
    assert got[0] == pytest.approx(1 - 0.35 * 0.6)


def test_bootstrap_holds_the_mean():
    mean, low, high = bootstrap(np.array([0.2, 0.4, 0.6, np.nan]))
    assert low <= mean <= high and mean == pytest.approx(0.4)
