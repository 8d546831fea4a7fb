"""The trust number on a small made world, and its parts by hand."""

import json

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from earshot_training.evaluation.trust import PHRASES, measure_trust
from earshot_training.pair.trust.centroids import centroids, from_bytes, to_bytes
from earshot_training.pair.trust.fit import fit_trust
from earshot_training.pair.trust.model import read_trust, write_trust
from earshot_training.pair.trust.texts import TrustTexts, glossary_phrases, spoil
from earshot_training.pair.trust.words import extra_pieces, known_words, latin_share, unknown_pieces


@pytest.fixture
def tokenizer():
    pieces = ["[UNK]", "[CLS]", "[SEP]", "piano", "drum", "tax", "zit", "##her", "p", "##q", "##x", "car"]
    made = Tokenizer(WordPiece({piece: n for n, piece in enumerate(pieces)}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    made.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)])
    return made


def encode(texts):
    """Music along the first axis, taxes along the second, sounds along the third; a little of its own for each text."""
    rows = np.zeros((len(texts), 384), np.float32)
    for row, text in zip(rows, texts, strict=True):
        row[1 if "tax" in text else 2 if "car" in text else 0] = 1
        row[10 + sum(map(ord, text)) % 300] += 0.3
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_letters_and_pieces(tokenizer):
    assert latin_share("calm piano 2") == 1 and latin_share("μουσική") == 0 and latin_share("12 !") == 0
    assert latin_share("ab μν") == 0.5
    assert extra_pieces(tokenizer, "piano") == 0 and extra_pieces(tokenizer, "pqqx") == 3
    known = known_words(tokenizer, ["zither", "Zither drum", "a zither; zither", "pqx"], ["piano"])
    assert known == ["zither"]
    assert unknown_pieces(tokenizer, frozenset(known), "piano zither") == 0
    assert unknown_pieces(tokenizer, frozenset(), "piano zither") == 0.5
    assert unknown_pieces(tokenizer, frozenset(), "pqqqqqqqx") == 3
    assert unknown_pieces(tokenizer, frozenset(), "12") == 1


def test_spoilt_words_differ_and_short_ones_stay():
    rng = np.random.default_rng(0)
    spoilt = [spoil("melancholic piano on air", rng).split() for _ in range(20)]
    assert all(words[2:] == ["on", "air"] and words[0] != "melancholic" for words in spoilt)


def test_centroids_repeat_and_stand_where_the_weight_is():
    vectors = encode([f"piano {n}" for n in range(30)] + [f"tax {n}" for n in range(30)])
    found = centroids(vectors, np.ones(60), 4)
    np.testing.assert_array_equal(found, centroids(vectors, np.ones(60), 4))
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert (vectors @ found.T).max(1).min() > 0.9
    assert np.sum(found * from_bytes(to_bytes(found)), 1).min() > 0.999


def test_music_is_trusted_and_taxes_cars_and_other_scripts_are_not(tokenizer, tmp_path):
    texts = TrustTexts(
        captions=[f"piano {n}" for n in range(60)], terms=["zither", "drum"], musical=[f"drum {n}" for n in range(40)],
        random=[f"tax {n}" for n in range(40)], sounds=[f"car {n}" for n in range(40)], comments=["tax tax"],
        spoilt=[f"pqqx {n}" for n in range(40)],
    )  # fmt: skip
    fitted = fit_trust(texts, encode, tokenizer)
    asked = ["drum piano", "zither", "tax report", "car", "pqqqx pqx", "μουσική"]
    numbers = fitted(encode(asked), asked, tokenizer)
    assert numbers[:2].min() > 0.6 and numbers[2:].max() < 0.4 and numbers[5] == 0
    write_trust(tmp_path / "trust.json", fitted)
    np.testing.assert_allclose(read_trust(tmp_path / "trust.json")(encode(asked), asked, tokenizer), numbers, atol=1e-3)
    saved = json.loads((tmp_path / "trust.json").read_text())
    (tmp_path / "trust.json").write_text(json.dumps({**saved, "version": 9}))
    with pytest.raises(ValueError, match="has version 9 of the trust number, this is version 1"):
        read_trust(tmp_path / "trust.json")


def test_the_english_side_of_glossaries_is_read(tmp_path):
    (tmp_path / "german.tsv").write_text("# a\tb\nLied\tSong\nwie\t-\n")
    assert glossary_phrases(tmp_path) == ["song"]
    with pytest.raises(ValueError, match="holds no glossary"):
        glossary_phrases(tmp_path / "none")


def test_two_hundred_phrases_a_side_and_harder_ones():
    assert len(PHRASES["musical"]) == len(PHRASES["other"]) == 200
    assert all(len(phrases) == len(set(phrases)) >= 30 for phrases in PHRASES.values())
    figures = measure_trust({name: np.arange(5.0) + 10 * (name == "musical") for name in PHRASES})
    assert figures["all"] == (1, 1, 1) and set(figures) == {*PHRASES, "all"} - {"musical"}
