from collections import Counter

import numpy as np
import pytest

from earshot_training.data.lexicon.entries import KINDS, read_lexicon
from earshot_training.pair.text_map.lexicon import LexiconMap, unknown_classes
from earshot_training.towers.tags import LOWER_TAGS

HEAD = "phrase,kind,classes,energy,valence,tempo,mode,loudness\n"


def encode(texts):
    """A text lies along the axis of its first letter."""
    rows = np.zeros((len(texts), 384), np.float32)
    rows[np.arange(len(texts)), [ord(text[0]) for text in texts]] = 1
    return rows


def test_there_are_six_hundred_phrases_and_more_of_every_kind():
    entries = read_lexicon()
    assert len(entries) == len({entry.phrase for entry in entries}) >= 600
    assert min(Counter(entry.kind for entry in entries).values()) >= 50 and len(KINDS) == 6
    assert all(3 <= len(entry.classes) <= 8 for entry in entries)
    assert all({1, -1} <= set(entry.classes.values()) for entry in entries)


def test_words_of_both_taggers_are_used_and_none_is_misspelt():
    entries = read_lexicon()
    lower = {name for entry in entries for name in entry.classes if name[0].islower() or name[0].isdigit()}
    assert lower <= set(LOWER_TAGS)
    assert unknown_classes(entries[:1], ["Happy music", "happy"]) == ["Sad music", "Scary music", "party", "sad"]


@pytest.mark.parametrize(
    "row", ["sad,feeling,+Piano,0,0,0,0,0", "sad,mood,Piano,0,0,0,0,0", "sad,mood,+Piano,3,0,0,0,0"]
)
def test_a_row_that_breaks_the_guideline_is_named(tmp_path, row):
    (tmp_path / "lexicon.csv").write_text(HEAD + "glad,mood,+Piano; -Organ,1,2,0,1,0\n" + row + "\n")
    with pytest.raises(ValueError, match=r"line 3: 'sad'"):
        read_lexicon(tmp_path / "lexicon.csv")


def test_a_text_means_what_its_nearest_entries_mean(tmp_path):
    path = tmp_path / "lexicon.csv"
    path.write_text(HEAD + "glad,mood,+Piano; -Organ,1,2,0,1,0\nwoeful,mood,-Piano; +Organ,-1,-2,0,-1,0\n")
    lexicon = LexiconMap(read_lexicon(path), encode)
    weights = lexicon.weights(encode(["gleeful", "wan"]), ["Organ", "Piano", "Harp"])
    np.testing.assert_allclose(weights, [[-1, 1, 0], [1, -1, 0]], atol=1e-4)
    np.testing.assert_allclose(lexicon.of_scale(encode(["gleeful", "wan"]), "valence"), [2, -2], atol=1e-4)


def test_it_has_no_say_where_a_class_is_nearer(tmp_path):
    path = tmp_path / "lexicon.csv"
    path.write_text(HEAD + "glad,mood,+Piano; -Organ,1,2,0,1,0\n")
    lexicon = LexiconMap(read_lexicon(path), encode)
    between = (encode(["glad"]) + encode(["Piano"])) / 2**0.5
    gate = lexicon.gate(np.concatenate([encode(["gleeful", "Pianos"]), between]), encode(["Piano", "Organ"]))
    np.testing.assert_allclose(gate, [1, 0, 0.5], atol=1e-4)
