import collections
import dataclasses
import zlib

import numpy as np
import pytest
import torch

from earshot_training.__main__ import main
from earshot_training.cli.training import prepare_texts
from earshot_training.data.sources.base import Recording, TextRow
from earshot_training.data.text_filter.classifier import (
    FilterSettings,
    FrozenBody,
    SentenceClassifier,
    load_classifier,
    new_classifier,
)
from earshot_training.data.text_filter.fit import fit_classifier
from earshot_training.data.text_filter.labels import read_labels
from earshot_training.data.text_filter.measure import caption_recall, figures, measure, report
from earshot_training.data.text_filter.noise import add_noise
from earshot_training.data.text_filter.sentences import filter_long_form, sentences
from earshot_training.mulan.config import make_config
from earshot_training.towers.bert import BertConfig, BertTower
from earshot_training.towers.wordpiece import Wordpiece

LABELLED = read_labels()
TRAIN, TEST = ([row for row in LABELLED if row.split == split] for split in ("train", "test"))


class WordBag:
    """Stands for the sentence encoder where its weights are not at hand: 384 counts of hashed words, unit length."""

    def __call__(self, texts):
        rows = torch.zeros(len(texts), 384)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().strip(".!?").split():
                row[zlib.crc32(word.encode()) % 384] += 1
        return torch.nn.functional.normalize(rows + 1e-3, dim=1)


@pytest.fixture(scope="module")
def bert():
    return fit_classifier(FilterSettings(epochs=8), TRAIN)


@pytest.fixture(scope="module")
def frozen():
    return fit_classifier(FilterSettings("sentence"), TRAIN, WordBag())


def test_the_labelled_set_is_as_its_guideline_says():
    assert len(LABELLED) == 702 and sum(row.describes for row in LABELLED) == 340
    splits = collections.Counter((row.split, row.describes) for row in LABELLED)
    assert splits == {("train", True): 238, ("test", True): 102, ("train", False): 254, ("test", False): 108}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a,2,x,test", "line 3: label '2'"),
        ("a,1,x,dev", "split 'dev'"),
        (",1,x,test", "empty"),
        ("b,0,x,train", "twice"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, message):
    (tmp_path / "l.csv").write_text(f"text,label,kind,split\nb,1,x,train\n{line}\n")
    with pytest.raises(ValueError, match=message):
        read_labels(tmp_path / "l.csv")
    (tmp_path / "l.csv").write_text("text,label\n")
    with pytest.raises(ValueError, match="kind, split"):
        read_labels(tmp_path / "l.csv")


@pytest.mark.parametrize("body", ["bert", "frozen"])
def test_both_bodies_learn_to_tell_descriptions_from_the_rest(body, request):
    classifier = request.getfixturevalue(body)
    held_out = measure(classifier, TEST)
    assert held_out["ROC-AUC"][0] > 0.8  # 0.5 is chance
    value, low, high = held_out["precision"]
    assert low <= value <= high and value > 0.65
    page = report("Filter", held_out, None)
    assert "| does not: lyrics | 12 |" in page


def test_training_repeats_and_is_kept_in_a_folder(tmp_path, bert):
    texts = [row.text for row in TEST[:20]]
    short = FilterSettings(epochs=1)
    assert np.array_equal(*(fit_classifier(short, TRAIN[:64] + TRAIN[-64:]).probability(texts) for _ in range(2)))
    bert.save(tmp_path / "f", {"held_out": {}})
    np.testing.assert_allclose(load_classifier(tmp_path / "f").probability(texts), bert.probability(texts), atol=1e-6)


def test_a_frozen_body_is_kept_without_its_encoder(tmp_path, frozen):
    frozen.save(tmp_path / "f")
    assert (tmp_path / "f/weights.pt").stat().st_size < 10_000
    texts = [row.text for row in TEST[:5]]
    again = load_classifier(tmp_path / "f", WordBag())
    np.testing.assert_allclose(again.probability(texts), frozen.probability(texts), atol=1e-6)
    with pytest.raises(ValueError, match="--encoder"):
        load_classifier(tmp_path / "f")


def test_figures_by_hand():
    found = figures(np.array([0.9, 0.8, 0.4, 0.1]), np.array([True, False, True, False]), 0.5)
    assert [found[name][0] for name in ("precision", "recall", "ROC-AUC")] == [0.5, 0.5, 0.75]


def test_sentences_are_cut_at_their_ends_lines_and_bullets():
    assert sentences("Slow piano. Fast drums!  Who?\nBy me | 123 • end... yes") == [
        "Slow piano.", "Fast drums!", "Who?", "By me", "end...", "yes"]  # fmt: skip
    assert sentences("  \n 12. !!") == []


class Piano(SentenceClassifier):
    """Keeps what speaks of a piano."""

    def __init__(self):
        super().__init__(FilterSettings("sentence"), FrozenBody(WordBag()))
        self.asked = []

    def forward(self, texts):
        self.asked += texts
        return torch.tensor([5.0 if "piano" in text else -5.0 for text in texts])


def test_long_form_keeps_the_sentences_that_describe_and_counts_the_rest():
    long = "Slow piano. My dad loves it! See https://a.example/piano for more."
    full = Recording("a", None, (TextRow("SF", "my dad"), TextRow("LF", long)))
    bare = Recording("b", None, (TextRow("LF", "First!!! Track 3"),))
    classifier = Piano()
    kept, counts = filter_long_form([full, bare, full], classifier)
    assert [[(t.kind, t.text) for t in r.texts] for r in kept] == 2 * [[("SF", "my dad"), ("LF", "Slow piano.")]]
    assert (counts["sentences kept"], counts["dropped"], counts["recordings without text"]) == (2, 1, 1)
    assert (counts["sentences dropped"], counts["sentences emptied by rules"]) == (2 * 2 + 1, 1)
    assert len(classifier.asked) == len(set(classifier.asked))  # each sentence is looked at once
    assert filter_long_form([Recording("c", None, (TextRow("SF", "slow waltz"),))], classifier)[0][0].key == "c"


def test_a_text_of_ten_thousand_characters_is_read_in_part(bert):
    long = "a soft piano plays slow chords " * 400
    assert bert.probability([long]).shape == (1,)
    (kept,), counts = filter_long_form([Recording("a", None, (TextRow("LF", long), TextRow("SF", "x y")))], Piano())
    assert len(kept.texts[0].text) <= 2_000 and counts["sentences kept"] == 1


def test_noise_is_drawn_from_what_the_classifier_has_not_seen():
    few = [Recording(key, None, (TextRow("SF", "slow"),)) for key in "ab"]
    noisy = add_noise(few, 3)
    assert [len(r.texts) for r in noisy] == [4, 4] and noisy[0].texts[1:] != noisy[1].texts[1:]
    assert {row.text for r in noisy for row in r.texts[1:]} <= {row.text for row in TEST if not row.describes}
    assert add_noise(few[1:], 3) == noisy[1:] and add_noise(few, 0) is few


def test_captions_are_a_second_set(tmp_path):
    (tmp_path / "c.csv").write_text("caption\nSlow piano. It is a cover.\nNo words.\npiano piano\n")
    found = caption_recall(Piano(), tmp_path / "c.csv")
    assert (found["captions"], found["sentences"]) == (3, 4)
    assert found["whole captions"][0] == found["captions with a kept sentence"][0] == pytest.approx(2 / 3)
    assert found["of sentences"][0] == 0.5
    assert caption_recall(Piano(), tmp_path / "c.csv", most=2)["captions"] == 2
    (tmp_path / "c.csv").write_text("text\na\n")
    with pytest.raises(ValueError, match="caption"):
        caption_recall(Piano(), tmp_path / "c.csv")


def test_bad_filters_are_told(tmp_path, bert):
    with pytest.raises(FileNotFoundError, match="text-filter command"):
        load_classifier(tmp_path)
    bert.save(tmp_path)
    (tmp_path / "weights.pt").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ValueError, match="damaged"):
        load_classifier(tmp_path)
    (tmp_path / "filter.json").write_text('{"settings": {"colour": 1}}')
    with pytest.raises(ValueError, match="damaged"):
        load_classifier(tmp_path)
    with pytest.raises(ValueError, match="both labels"):
        fit_classifier(FilterSettings(), [row for row in TRAIN if row.describes])
    with pytest.raises(ValueError, match="threshold"):
        FilterSettings(threshold=1.0)
    with pytest.raises(ValueError, match="encoder"):
        new_classifier(FilterSettings("sentence"))
    with pytest.raises(ValueError, match="text_filter is 'classifier:'"):
        make_config("tiny-ast", settings=["text_filter=classifier:"])


def test_public_weights_fill_the_body(tmp_path):
    tokens = Wordpiece.learn([row.text for row in TRAIN], 300, 128)
    tokens.save(tmp_path / "tokenizer.json")
    state = BertTower(BertConfig(tokens.size, 2, 64, 2, 128)).state_dict()
    names = {"words": "word_embeddings", "positions": "position_embeddings", "types": "token_type_embeddings"}
    public = {"cls.predictions.bias": torch.zeros(3)}
    for name, value in state.items():
        first = name.split(".")[0]
        if first in names:
            public[f"bert.embeddings.{names[first]}.weight"] = value
        elif first == "norm":
            public[f"bert.embeddings.LayerNorm.{name.split('.')[1]}"] = value
        elif first == "blocks":
            for old, new in (("attention.output.", "attention.output.dense."), ("inner.", "intermediate.dense."),
                             ("attention_norm.", "attention.output.LayerNorm."), ("outer.", "output.dense."),
                             ("output_norm.", "output.LayerNorm."), ("attention.query", "attention.self.query"),
                             ("attention.key", "attention.self.key"), ("attention.value", "attention.self.value"),
                             ("blocks.", "bert.encoder.layer.")):  # fmt: skip
                name = name.replace(f".{old}", f".{new}") if old != "blocks." else name.replace(old, new)
            public[name] = value
    torch.save(public, tmp_path / "bert.bin")
    still = dataclasses.replace(FilterSettings(), epochs=1, learning_rate=1e-12)
    classifier = fit_classifier(still, TRAIN, None, tmp_path / "tokenizer.json", tmp_path / "bert.bin")
    torch.testing.assert_close(classifier.body.tower.words.weight, state["words.weight"], atol=1e-6, rtol=0)


def test_the_command_writes_a_filter_that_training_uses(tmp_path, monkeypatch, capsys):
    (tmp_path / "c.csv").write_text("caption\nA slow piano plays over soft strings.\n")
    command = ["text-filter", "--to", str(tmp_path / "f"), "--captions", str(tmp_path / "c.csv"), "--threads", "1"]
    monkeypatch.setattr("sys.argv", ["earshot_training", *command])
    main()
    assert "recall of MusicCaps, whole captions (1 captions" in capsys.readouterr().out
    assert "| precision |" in (tmp_path / "f/report.md").read_text()
    config = make_config("tiny-ast", settings=[f"text_filter=classifier:{tmp_path / 'f'}"])
    text = "A slow piano plays a sad melody over warm strings. Who is listening to this in my school?"
    (kept,), counts = prepare_texts([Recording("a", None, (TextRow("LF", text),))], config)
    assert kept.texts[0].text == "A slow piano plays a sad melody over warm strings."
    assert (counts["sentences kept"], counts["sentences dropped"]) == (1, 1)
