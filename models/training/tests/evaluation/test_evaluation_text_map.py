"""The rows of the text map's page on a made world, and the page itself."""

import numpy as np

from earshot_training.data.captions import Caption
from earshot_training.data.lexicon.entries import Entry
from earshot_training.evaluation.songs import QUERIES
from earshot_training.evaluation.text_map import Maps, Part, scorers, set_results, standard
from earshot_training.evaluation.text_map_page import SETS, cell, text_map_page
from earshot_training.pair.text_map.evidence import lift, written
from earshot_training.pair.text_map.lexicon import LexiconMap
from earshot_training.pair.text_map.maps import LearnedMap, caption_texts
from earshot_training.pair.text_map.score import Tagger
from earshot_training.pair.text_map.space import even, library_of
from earshot_training.pair.text_map.texts import LEXICON_SHARE, weights_of

SCALES = dict.fromkeys(("energy", "valence", "tempo", "mode", "loudness"), 0.0)


def encode(texts):
    rows = np.zeros((len(texts), 384), np.float32)
    for row, text in zip(rows, texts, strict=True):
        row[[0 if "piano" in text else 1, 9]] = 1, 0.1
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Towers:
    """A pair whose space is piano against drum."""

    def embed_audio(self, pcm):
        raise AssertionError("embeddings are given")

    def embed_text(self, texts):
        return encode(texts)[:, :2]


def made_maps():
    captions = [Caption("a piano song", (), ("piano",)), Caption("a drum song", (), ("drum",))] * 20
    learned = LearnedMap(caption_texts(captions, encode), lift(written(captions, ["piano", "drum"])))
    taggers = [Tagger(n, np.array([0, 1]) + 2 * k, encode(["piano", "drum"]), learned, 0.1) for k, n in enumerate("ab")]
    lexicon = LexiconMap(
        [Entry("piano", "mood", {"piano": 1}, {**SCALES, "valence": 2.0}), Entry("drum", "mood", {"drum": 1}, SCALES)],
        encode,
    )
    return Maps(taggers, lexicon, ["piano", "drum"] * 2, [0, 1], encode)


def made_part():
    rng = np.random.default_rng(0)
    sound = np.repeat(np.eye(2)[[0, 1, 0, 1, 0, 1]], 2, 0).astype(np.float32)
    classes = standard(np.concatenate([sound, sound], 1) + 0.01 * rng.normal(size=(12, 4)))
    return Part(classes, standard(sound), sound, np.repeat(np.arange(6), 2))


def test_every_row_finds_the_piano_and_the_first_row_has_no_gain():
    maps, part = made_maps(), made_part()
    rows = scorers(maps, Towers())
    queries = [("calm piano", {0, 2, 4}), ("wild drum", {1, 3, 5})]
    found = set_results("albums", part, queries, rows)["albums"]
    assert set(found) == set(rows)
    assert all(row["auc"][0] == 1 for name, row in found.items())
    assert found["the pair, four prompts"]["gain"] == (0, 0, 0)


def test_a_text_that_the_lexicon_is_far_from_means_what_the_maps_say():
    maps, vectors = made_maps(), encode(["a piano"])
    library = library_of(np.random.default_rng(0).normal(size=(200, 4)))
    lexicon = LEXICON_SHARE * even(maps.lexicon.weights(vectors, maps.class_names), library)
    as_near = weights_of(maps, vectors, library)
    maps.lexicon.vectors = -maps.lexicon.vectors
    np.testing.assert_allclose(as_near - weights_of(maps, vectors, library), lexicon / 2, atol=1e-4)


def test_the_page_holds_every_row_and_set():
    figure, names = (0.7, 0.6, 0.8), ("the pair, four prompts", "H")
    row = {"auc": figure, "ap": figure, "p10": figure, "gain": (0.1, 0.05, 0.15)}
    page = text_map_page({name: dict.fromkeys(names, row) for name in SETS})
    assert page.count("| H |") == 2 and "0.700 (+0.100 [+0.050, +0.150])" in page
    assert cell({**row, "gain": (0.0, 0.0, 0.0)}) == "0.700"
    assert set(QUERIES) == set(SETS[:2])
