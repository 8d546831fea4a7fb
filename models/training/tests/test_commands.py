"""Every command: it takes the options it reads and no others, and tells options that contradict each other."""

import argparse
import ast
import importlib
import inspect
import json

import pytest

from earshot_training.__main__ import GROUPS, main, make_parser
from earshot_training.data.text_filter.classifier import FilterSettings
from earshot_training.mulan.config import make_config
from earshot_training.mulan.run_folder import RunFolder

PARSER = make_parser()
COMMANDS = next(a.choices for a in PARSER._actions if isinstance(a, argparse._SubParsersAction))


def options_of(command: str) -> list[argparse.Action]:
    return [action for action in COMMANDS[command]._actions if action.dest != "help"]


def reads(function, seen: frozenset[str] = frozenset()) -> set[str]:
    """Names that a command's function, and those of its file that it hands ``options`` on to, read from them. What is
    only looked at to be refused does not count."""
    module = importlib.import_module(function.__module__)
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(inspect.getsource(function))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refuse":
            continue
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "options":
            found.add(node.attr)
        if isinstance(node, ast.Name) and node.id not in seen:
            other = getattr(module, node.id, None)
            if inspect.isfunction(other) and "options" in inspect.signature(other).parameters:
                found |= reads(other, seen | {function.__name__, node.id})
        waiting += ast.iter_child_nodes(node)
    return found


def least(command: str) -> list[str]:
    """The words a command cannot do without."""
    words = [command]
    parser = COMMANDS[command]
    needed = [action for action in options_of(command) if action.required]
    needed += [group._group_actions[0] for group in parser._mutually_exclusive_groups if group.required]
    for action in needed:
        words += [*action.option_strings[-1:], "1"]
    return words


def test_there_are_all_commands():
    assert len(COMMANDS) == 32
    assert {COMMANDS[name].get_default("command_function").__module__ for name in COMMANDS} == {
        group.__name__ for group in GROUPS
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_takes_what_it_reads(command):
    taken = {action.dest for action in options_of(command)}
    assert taken == reads(COMMANDS[command].get_default("command_function"))
    assert all(action.help for action in options_of(command))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_refuses_what_only_others_take(command):
    own = {name for action in options_of(command) for name in action.option_strings}
    others = {name for other in COMMANDS for action in options_of(other) for name in action.option_strings} - own
    assert len(others) > 10
    for option in sorted(others):
        _, left = PARSER.parse_known_args([*least(command), f"{option}=1"])
        assert left == [f"{option}=1"]


@pytest.mark.parametrize("command", COMMANDS)
def test_half_an_option_is_no_option(command):
    for action in options_of(command):
        for name in (name for name in action.option_strings if len(name) > 5):
            _, left = PARSER.parse_known_args([*least(command), f"{name[:-1]}=1"])
            assert left == [f"{name[:-1]}=1"]


def run(monkeypatch, words: list[object]) -> None:
    monkeypatch.setattr("sys.argv", ["earshot_training", *map(str, words)])
    main()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["corpora", "--seed", 1], "unrecognized arguments: --seed"),
        (["student"], "one of the arguments --steps --seconds is required"),
        (["student", "--steps", 1, "--seconds", 1], "not allowed with argument"),
        (["rebuild-1", "--steps", 1, "--seconds", 1], "not allowed with argument"),
        (["benchmark", "--model", "m", "--run", "r", "--on", "folder=f"], "not allowed with argument"),
    ],
)
def test_what_the_parser_itself_refuses_ends_the_command(monkeypatch, capsys, words, message):
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, words)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with a run of either text tower and a text filter of either body, as the commands leave them."""
    monkeypatch.chdir(tmp_path)
    RunFolder(tmp_path / "bert").begin(make_config("tiny-ast"), resume=False)
    RunFolder(tmp_path / "sentence").begin(make_config("small-ast"), resume=False)
    for body in ("bert", "sentence"):
        (tmp_path / f"filter-{body}").mkdir()
        row = {"settings": {"body": FilterSettings(body=body).body}}
        (tmp_path / f"filter-{body}/filter.json").write_text(json.dumps(row))
    return tmp_path


TRAIN = ["train", "--run", "new", "--data", "table=t.csv", "--preset"]
BENCHMARK = ["benchmark", "--on", "folder=f"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([*TRAIN, "tiny-ast", "--encoder", "e"], "--encoder has no use"),
        ([*TRAIN, "tiny-ast", "--encoder", "e", "--set", "text_filter=classifier:filter-bert"], "--encoder has no use"),
        ([*TRAIN, "small-ast", "--vocabulary", "v"], "--vocabulary has no use here: it needs a BERT tower"),
        ([*TRAIN, "small-ast", "--text-weights", "w"], "--text-weights has no use here: it needs a BERT tower"),
        ([*TRAIN, "tiny-ast", "--resume", "--vocabulary", "v"], "--vocabulary has no use here: a resumed run"),
        ([*TRAIN, "tiny-ast", "--resume", "--audio-weights", "w"], "--audio-weights has no use here: a resumed run"),
        ([*TRAIN, "tiny-ast", "--resume", "--text-weights", "w"], "--text-weights has no use here: a resumed run"),
        (["train", "--run", "new", "--data", "shards=s", "--preset", "tiny-ast", "--cache", "c"], "--cache has no use"),
        (["shards", "--data", "shards=s", "--to", "t", "--cache", "c"], "--cache has no use"),
        (["text-filter", "--to", "f", "--encoder", "e"], "--encoder has no use"),
        (["text-filter", "--to", "f", "--body", "sentence", "--size", "tiny"], "--size has no use"),
        (["text-filter", "--to", "f", "--body", "sentence", "--vocabulary", "v"], "--vocabulary has no use"),
        (["text-filter", "--to", "f", "--body", "sentence", "--weights", "w"], "--weights has no use"),
        (["text-filter", "--to", "f", "--most", 5], "--most has no use"),
        (["export-run", "bert", "--to", "m", "--licence", "L", "--encoder", "e"], "--encoder has no use"),
        ([*BENCHMARK, "--model", "m", "--encoder", "e"], "--encoder has no use"),
        ([*BENCHMARK, "--run", "bert", "--encoder", "e"], "--encoder has no use"),
        ([*BENCHMARK, "--run", "bert", "--captions", "c.csv"], "--captions has no use"),
        (["compare", "--entry", "a=run:bert", "--entry", "b=model:m", "--encoder", "e"], "--encoder has no use"),
        (["compare", "--entry", "b=model:m", "--curves", "c.png"], "--curves has no use"),
    ],
)
def test_an_option_without_use_is_told_before_anything_is_written(here, monkeypatch, words, message):
    before = sorted(here.rglob("*"))
    with pytest.raises(SystemExit, match=message):
        run(monkeypatch, words)
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize(
    "words",
    [
        [*TRAIN, "small-ast", "--encoder", "e", "--cache", "c"],
        [*TRAIN, "tiny-ast", "--encoder", "e", "--set", "text_filter=classifier:filter-sentence"],
        [*TRAIN, "tiny-ast", "--vocabulary", "v", "--text-weights", "w"],
        ["text-filter", "--to", "f", "--body", "sentence", "--encoder", "e", "--captions", "c.csv", "--most", 5],
        ["export-run", "sentence", "--to", "m", "--licence", "L", "--encoder", "e"],
        ["benchmark", "--run", "sentence", "--encoder", "e", "--on", "musiccaps=m", "--captions", "c.csv"],
        ["compare", "--entry", "a=untrained:sentence", "--entry", "b=run:bert", "--encoder", "e"],
    ],
)
def test_the_same_options_are_taken_where_they_have_a_use(here, monkeypatch, words):
    """Nothing they name is there: the commands go on to that."""
    with pytest.raises(FileNotFoundError):
        run(monkeypatch, words)
