from pathlib import Path

import numpy as np
import pytest
import torch

from earshot_training.data.audio import tile, windows
from earshot_training.data.captions import match_captions, unique_tag_scores
from earshot_training.data.corpora import kind_of
from earshot_training.data.midi import phrase, write_midi
from earshot_training.data.strings import TextBank
from earshot_training.pair.augment import gain_and_tilt, mix
from earshot_training.pair.music_gate import fit_music_gate
from earshot_training.pair.text_sampler import tag_odds
from earshot_training.towers.heads import Head, start_as_bridge
from earshot_training.towers.tags import KEPT_TAGS, LOWER_TAGS, UNIQUE_TAGS


def test_bridge_start_ranks_a_tag_by_its_own_name():
    torch.manual_seed(0)
    audio, text = Head(500), Head(384)
    names = torch.nn.functional.normalize(torch.randn(len(KEPT_TAGS), 384), dim=1)
    start_as_bridge(audio, text, names)
    features = torch.zeros(len(KEPT_TAGS), 500)
    features[torch.arange(len(KEPT_TAGS)), torch.tensor(KEPT_TAGS)] = 5.0
    with torch.no_grad():
        best = (text(names) @ audio(features).T).argmax(1)
    assert (best == torch.arange(len(KEPT_TAGS))).float().mean() > 0.95


def test_text_bank_means_are_unit_length():
    bank = TextBank({"a": 0, "b": 1}, torch.tensor([[1.0, 0.0], [0.0, 1.0]]))
    torch.testing.assert_close(bank.means([[0], [0, 1]]), torch.tensor([[1.0, 0.0], [0.5**0.5, 0.5**0.5]]))


def test_tag_odds_are_cumulative_softmax():
    odds = tag_odds(np.array([[0.0, np.log(3) / 1.5]]))
    np.testing.assert_allclose(odds, [[0.25, 1.0]])


def test_tags_known_to_both_trunks_take_the_larger_score():
    scores = np.zeros((1, 100), np.float32)
    first, second = (i for i, tag in enumerate(LOWER_TAGS) if tag == "rock")
    scores[0, first], scores[0, second] = 0.5, 2.0
    assert unique_tag_scores(scores)[0, UNIQUE_TAGS.index("rock")] == 2.0


def test_caption_matching_prefers_the_same_profile():
    hits = np.eye(3, dtype=np.float32)
    assert match_captions(np.array([[0.1, 3.0, -1.0]]), hits, best=1).tolist() == [[1]]


def test_augmentation_identities():
    mel = torch.rand(2, 5, 96) * 3
    torch.testing.assert_close(gain_and_tilt(mel, torch.Generator().manual_seed(0), 0.0, 0.0), mel, atol=1e-4, rtol=0)
    torch.testing.assert_close(mix(mel, mel.flip(0), torch.ones(2)), mel, atol=1e-4, rtol=0)


def test_music_gate_separates_and_works_on_raw_features():
    torch.manual_seed(0)
    features = torch.randn(200, 8) * 3 + 10
    labels = (features[:, 2] > 10).float()
    gate = fit_music_gate(features, labels)
    assert ((gate(features)[:, 0] > 0) == (labels > 0)).float().mean() > 0.95


@pytest.mark.parametrize(
    ("path", "seconds", "kind"),
    [
        ("p/usr/share/music/a.ogg", 60, "music"), ("p/usr/share/music/a.ogg", 5, None),
        ("p/sounds/bird.ogg", 90, "other"), ("p/sound/music/a.ogg", 90, "music"), ("p/sfx/hit.wav", 0.1, None),
    ],
)  # fmt: skip
def test_kinds(path, seconds, kind):
    assert kind_of(Path(path), seconds) == kind


def test_short_audio_is_tiled_and_long_audio_cut():
    assert tile(np.array([1.0, 2.0, 3.0]), 7).tolist() == [1, 2, 3, 1, 2, 3, 1]
    assert windows(np.zeros(160_000 * 3 + 5, np.float32)).shape == (3, 160_000)
    assert windows(np.zeros(160_000 * 30, np.float32), 4).shape == (4, 160_000)


def test_midi_phrases_repeat_and_are_well_formed(tmp_path):
    notes, tempo = phrase(40, 1)
    assert (notes, tempo) == phrase(40, 1)
    write_midi(tmp_path / "a.mid", [(40, notes)], tempo)
    data = (tmp_path / "a.mid").read_bytes()
    assert data[:4] == b"MThd" and data.endswith(b"\xff\x2f\x00")
    assert int.from_bytes(data[18:22], "big") == len(data) - 22
