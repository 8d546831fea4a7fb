import json

import numpy as np
import pytest
import soundfile
from loudness import Loudness

from earshot_training.data.clips import ClipCache
from earshot_training.data.corpora import HELD_OUT_PACKAGES, TRAIN_PACKAGES
from earshot_training.data.dataset import Item
from earshot_training.evaluation.compare import entries as entries_module
from earshot_training.evaluation.compare.entries import Entry, UntrainedRun, results
from earshot_training.evaluation.compare.held_out import HeldOut, held_out, measure
from earshot_training.evaluation.compare.page import differences, page
from earshot_training.mulan.config import make_config
from earshot_training.mulan.run_folder import RunFolder
from earshot_training.towers.wordpiece import Wordpiece

RATE = 16_000


def wave(path, loud, seconds=11):
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, (0.8 if loud else 0.1) * np.sin(np.arange(seconds * RATE) / 20), RATE)


def made(tmp_path):
    """Two tracks of a held-out package, two renders of pianos and guitars for each soundfont, one damaged file."""
    items, paths = [], []
    for number, (kind, split, program) in enumerate(
        [("music", "held-out", 0)] * 3
        + [("gm", split, program) for split in ("train", "held-out") for program in (0, 24, 0, 24)]
    ):
        path = tmp_path / f"{number}.wav"
        wave(path, number == 0 or program == 24)
        items.append(Item(str(number), split, kind, "p", {"program": program}))
        paths.append(path)
    paths[2].write_bytes(b"junk")
    return HeldOut(items, paths, [("loud", "a loud sound", "hushed"), ("loud", "hushed", "a loud sound")])


SETS = {"albums": ({0, 1, 2}, [("loud", {0}), ("hushed", {1, 2})]), "titles": ({0, 1}, [("loud", {1})]),
        "instruments": ({7, 8, 9, 10}, [("loud", {8, 10})])}  # fmt: skip


def test_measured_by_hand(tmp_path):
    found = measure(Loudness(), made(tmp_path), ClipCache(tmp_path / "c").load, SETS)
    assert found["sets"]["albums"]["auc"] == [1.0, 1.0] and found["sets"]["albums"]["candidates"] == 2
    assert found["sets"]["titles"]["auc"] == [0.0] and found["sets"]["instruments"]["ap"] == [1.0]
    assert len(found["left_out"]) == 1 and found["left_out"][0].startswith("2: cannot decode")
    assert found["triplets"] == [True, False]
    assert found["probe"]["ROC-AUC"][0] == 1.0


def test_held_out_lists_what_nothing_was_trained_on(tmp_path):
    for package in (*TRAIN_PACKAGES, *HELD_OUT_PACKAGES):
        wave(tmp_path / f"c/{package}/music/{package}.wav", True, 31)
    with pytest.raises(FileNotFoundError, match="corpora command"):
        held_out(tmp_path / "c", tmp_path / "r", [])
    for folder in ("gm", "gm-held-out"):
        (tmp_path / "r" / folder).mkdir(parents=True)
        row = [{"file": "a.wav", "program": 3, "name": "x", "soundfont": f"{folder}.sf2"}]
        (tmp_path / "r" / folder / "index.json").write_text(json.dumps(row))
    data = held_out(tmp_path / "c", tmp_path / "r", [])
    assert [i.group for i in data.items] == [*HELD_OUT_PACKAGES, "gm.sf2", "gm-held-out.sf2"]
    assert [i.split for i in data.items] == ["held-out"] * 4 + ["train", "held-out"]


def run_folder(path):
    config = make_config("tiny-ast", settings=["text_noise=4", "text_filter=classifier:/some/where"])
    folder = RunFolder(path)
    folder.begin(config, resume=False)
    Wordpiece.learn(["loud", "hushed"], 60, 64).save(path / "tokenizer.json")
    for step, auc in ((30, 0.8), (60, 0.7)):
        folder.record({"step": step, "validation_auc": auc})
    counts = {"kept": 5, "dropped": 2, "sentences kept": 3, "sentences dropped": 9}
    (path / "data.json").write_text(json.dumps({"sources": ["table=t"], "recordings": 3, "filter": counts}))
    return path


def test_entries_are_measured_once_and_told_side_by_side(tmp_path, monkeypatch):
    data, run = made(tmp_path), run_folder(tmp_path / "run")
    entries = [Entry.parse(f"{kind}={kind}:{run}") for kind in ("run", "untrained", "model")]
    asked = []
    monkeypatch.setattr(Entry, "open", lambda self, encoder: asked.append(self.name) or Loudness())
    monkeypatch.setattr(entries_module, "measure", lambda model, data, clip: measure(model, data, clip, SETS))
    for _ in range(2):
        found = results(entries, data, ClipCache(tmp_path / "c").load, tmp_path / "results", None)
    assert asked == ["run", "untrained", "model"]
    text = page(found, [("run", "model")], "curves.png", "## Read as\n\nNothing.\n")
    row = next(line for line in text.splitlines() if line.startswith("| run | ast"))
    assert "multiview | classifier, 4 lines of noise a recording | 60 x 16 | 5, 2 (sentences: 3, 9) | 0.800" in row
    assert "/some/where" not in text and "![" in text and text.endswith("Nothing.\n")
    assert "| run minus model | +0.000 [+0.000, +0.000]" in text
    assert "| model | 1.000 [1.000, 1.000] | 0.000 [0.000, 0.000]" in text
    assert text.count("Left out for") == 3


def test_a_run_before_its_first_step_is_the_same_each_time(tmp_path):
    run = run_folder(tmp_path / "run")
    pcm = np.random.default_rng(0).standard_normal((2, 160_000)).astype(np.float32) * 0.1
    first, second = (UntrainedRun(run).embed_audio(pcm) for _ in range(2))
    assert np.array_equal(first, second) and first.shape == (2, 128)


def test_differences_are_paired():
    found = {n: {"sets": {s: {"auc": [v, v + 0.1]} for s in SETS}} for n, v in (("a", 0.7), ("b", 0.5))}
    assert differences(found, [("a", "b")])[-1].startswith("| a minus b | +0.200 [+0.200, +0.200]")


@pytest.mark.parametrize("spec", ["a", "a=run", "=run:x", "a=walk:x", "a=run:"])
def test_an_entry_that_is_none_is_told(spec):
    with pytest.raises(ValueError, match="NAME=KIND:PATH"):
        Entry.parse(spec)
