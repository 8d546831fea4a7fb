"""The maps from text to classes, on captions of a made world: what is learned there can be worked out by hand."""

import json

import numpy as np
import pytest

from earshot_training.data.captions import Caption
from earshot_training.data.ontology import AudioClass, Ontology
from earshot_training.pair.text_map.evidence import labelled, lift, written
from earshot_training.pair.text_map.maps import LearnedMap, bridge, caption_texts
from earshot_training.pair.text_map.score import Tagger, map_scores

WORDS = ["a piano song", "keys", "a drum song", "beats", "piano", "drum"]


def encode(texts):
    """Piano words along the first axis, drum words along the second."""
    rows = np.zeros((len(texts), 384), np.float32)
    for row, text in zip(rows, texts, strict=True):
        row[0 if "piano" in text or "keys" in text else 1] = 1
        row[2 + WORDS.index(text) if text in WORDS else 300] = 0.2
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


CAPTIONS = [Caption("a piano song", (), ("keys",), ("/p",)), Caption("a drum song", (), ("beats",), ("/d",))] * 20


def _ontology(tmp_path):
    rows = [("/i", "Instrument", ["/p", "/d"]), ("/p", "Piano", []), ("/d", "Drum", [])]
    path = tmp_path / "o.json"
    path.write_text(json.dumps([{"id": mid, "name": name, "child_ids": below} for mid, name, below in rows]))
    return Ontology(path)


def test_labels_hold_their_parents(tmp_path):
    classes = [AudioClass("/p", "Piano"), AudioClass("/i", "Instrument")]
    assert labelled(CAPTIONS[:2], classes, _ontology(tmp_path)).tolist() == [[1, 1], [0, 1]]


def test_words_are_found_where_they_begin():
    captions = [Caption("Drums and a Female vocal.", (), ()), Caption("a conundrum", (), ("loud",))]
    assert written(captions, ["drums", "female vocalists"]).tolist() == [[1, 1], [0, 0]]


def test_a_class_that_hardly_any_caption_has_says_nothing():
    found = np.zeros((40, 2), np.float32)
    found[:14, 0], found[:15, 1] = 1, 1
    lifted = lift(found)
    assert not lifted[:, 0].any() and lifted[0, 1] > 0 > lifted[39, 1]


def test_the_bridge_prefers_the_nearest_name():
    weights = bridge(encode(["keys"]), encode(["piano", "drum"]))
    assert weights[0, 0] > 0.95 and weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("kind", ["near", "ridge"])
def test_captions_teach_words_that_are_no_class_name(kind):
    learned = LearnedMap(caption_texts(CAPTIONS, encode), lift(written(CAPTIONS, ["piano", "drum"])))
    tagger = Tagger("made", np.arange(2), encode(["piano", "drum"]), learned, 0.1)
    weights = tagger.weights(encode(["keys", "beats"]), kind)
    assert weights[0, 0] > 0 > weights[0, 1] and weights[1, 1] > 0 > weights[1, 0]
    with pytest.raises(ValueError, match="unknown map 'far'"):
        tagger.weights(encode(["keys"]), "far")


def test_near_is_the_mean_lift_of_its_neighbours_by_hand():
    texts = caption_texts(CAPTIONS, encode)
    assert texts.weight.tolist() == [20, 20, 20, 20]
    lifted = lift(written(CAPTIONS, ["piano"]))
    near = LearnedMap(texts, lifted).near(encode(["keys"]), 0.01)
    assert near[0, 0] == pytest.approx(lifted[0, 0], rel=1e-3)


def test_tracks_are_scored_by_the_sum_of_maps():
    learned = LearnedMap(caption_texts(CAPTIONS, encode), lift(written(CAPTIONS, ["piano", "drum"])))
    tagger = Tagger("made", np.array([0, 2]), encode(["piano", "drum"]), learned, 0.1)
    windows = np.array([[2, 9, -1], [1, 9, -1], [-2, -9, 1]], np.float32)
    scores = map_scores([tagger], ("bridge", "near"), encode, windows, np.array([4, 4, 7]), ["keys", "beats"])
    assert scores.shape == (2, 2) and scores[0, 0] > scores[1, 0] and scores[1, 1] > scores[0, 1]
