import math

import pytest
import torch

from earshot_training.losses.contrastive import contrastive_multiview, duplicate_mask, info_nce

# Two pairs in the plane: audio (1,0), (0,1); text (1,0), (0.6,0.8). Scores [[1, 0.6], [0, 0.8]].
AUDIO = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
TEXT = torch.tensor([[1.0, 0.0], [0.6, 0.8]])


def test_info_nce_by_hand():
    rows = -math.log(math.exp(1) / (math.exp(1) + math.exp(0.6))) - math.log(math.exp(0.8) / (1 + math.exp(0.8)))
    columns = -math.log(math.exp(1) / (math.exp(1) + 1)) - math.log(math.exp(0.8) / (math.exp(0.6) + math.exp(0.8)))
    assert float(info_nce(AUDIO, TEXT, torch.tensor(1.0))) == pytest.approx((rows + columns) / 4, abs=1e-6)


def test_multiview_by_hand():
    # i = 1: positive 1, negatives 0.6 (a1.b2) and 0 (a2.b1); i = 2: positive 0.8, negatives 0 and 0.6.
    shared = math.log(math.exp(0.6) + math.exp(0.0))
    expected = ((shared - 1.0) + (shared - 0.8)) / 2
    assert float(contrastive_multiview(AUDIO, TEXT, torch.tensor(1.0))) == pytest.approx(expected, abs=1e-6)


def test_multiview_with_temperature():
    # scale 2 doubles every score.
    shared = math.log(math.exp(1.2) + 1.0)
    expected = ((shared - 2.0) + (shared - 1.6)) / 2
    assert float(contrastive_multiview(AUDIO, TEXT, torch.tensor(2.0))) == pytest.approx(expected, abs=1e-6)


def test_multiview_needs_two_pairs():
    with pytest.raises(ValueError):
        contrastive_multiview(AUDIO[:1], TEXT[:1], torch.tensor(1.0))


def test_masked_duplicates_do_not_push_apart():
    text = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    mask = duplicate_mask(text)
    assert mask.tolist() == [[False, True], [True, False]]
    assert float(info_nce(AUDIO, text, torch.tensor(1.0), mask)) == pytest.approx(0.0, abs=1e-6)
