"""rebuild: its steps are commands as one types them, and it goes on where it stopped."""

import json

import pytest

from earshot_training.__main__ import make_parser
from earshot_training.cli.rebuild import KEPT, rebuild, run_steps, steps_of, steps_parser

WORDS = ["rebuild", "--songs", "s", "--yamnet", "y", "--vibenet", "v", "--previous", "before", "--to", "model"]


def options(*more):
    return make_parser().parse_args([*WORDS, *map(str, more)])


def test_every_step_is_a_command_with_what_was_given():
    steps = steps_of(
        options(
            "--steps", 7, "--windows", 3, "--files", 5, "--phrases", 1, "--changed", 100, "--seed", 4, "--everything"
        )
    )
    parsed = {step[0]: steps_parser().parse_args(step) for step in steps}
    assert list(parsed) == [
        "corpora", "label", "trust", "patch-maps", "listener", "joint-heads", "export-pair", "results",
    ]  # fmt: skip
    assert (parsed["label"].windows, parsed["label"].files, parsed["label"].changed) == (3, 5, 100)
    assert parsed["corpora"].phrases == 1 and parsed["corpora"].more
    assert (parsed["listener"].steps, parsed["listener"].seed, parsed["listener"].everything) == (7, 4, True)
    assert parsed["joint-heads"].listener == parsed["listener"].to == parsed["export-pair"].listener
    assert parsed["joint-heads"].steps == 600 and parsed["results"].model == parsed["export-pair"].to


def test_it_goes_on_where_it_stopped_and_from_the_first_step_that_is_another(tmp_path):
    ran: list[str] = []

    def run(words):
        if words == ["b"]:
            raise OSError("a disk is full")
        ran.append(words[0])

    kept, lines = tmp_path / "work" / KEPT, []
    with pytest.raises(OSError, match="a disk is full"):
        run_steps([["a"], ["b"], ["c"]], kept, run, lines.append)
    assert [row["words"] for row in json.loads(kept.read_text())] == [["a"]]
    run_steps([["a"], ["b", "x"], ["c"]], kept, run, lines.append)
    assert ran == ["a", "b", "c"] and "a: done before" in lines
    run_steps([["a"], ["b", "y"], ["c"]], kept, run, lines.append)
    assert ran == ["a", "b", "c", "b", "c"]
    run_steps([["a"], ["b", "y"], ["c"]], kept, run, lines.append)
    assert len(ran) == 5


def test_without_the_pair_before_it_ends_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="before holds no earlier pair; rebuild-1 makes one"):
        rebuild(options("--steps", 1))
