"""Who may import whom: the packages in one order, and no circle between modules. README.md has the order in words."""

import ast
from pathlib import Path

import earshot_training

ROOT = Path(earshot_training.__file__).parent
# A package imports from itself and from the rows above its own; packages of one row do not know each other.
ORDER = (
    ("scoring", "frontends", "losses"),
    ("towers",),
    ("data",),
    ("mulan", "pair", "archive"),
    ("evaluation", "export"),
    ("cli",),
    ("__main__",),
)
ROW = {package: row for row, packages in enumerate(ORDER) for package in packages}


def modules_below(root: Path) -> dict[str, Path]:
    """Dotted name, the package's own first, of every file."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(module: str, path: Path, modules: dict[str, Path]) -> set[str]:
    """Modules of the package that this one imports, at the top, inside a function or for types alone."""
    found = set()
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            found |= {name if (name := f"{origin}.{alias.name}") in modules else origin for alias in node.names}
    return found & set(modules)


def arrows(root: Path) -> dict[str, set[str]]:
    modules = modules_below(root)
    return {module: imported(module, path, modules) for module, path in modules.items()}


def wrong_arrows(graph: dict[str, set[str]]) -> list[str]:
    """Imports that do not go down; a package that has no row counts as wrong wherever it is imported."""
    wrong = []
    for module, targets in graph.items():
        for target in sorted(targets):
            (_, here, *_), (_, there, *_) = (f"{name}.".split(".") for name in (module, target))
            if here != there and not ROW.get(there, len(ORDER)) < ROW.get(here, -1):
                wrong.append(f"{module} -> {target}")
    return wrong


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The modules of one circle in order, or nothing."""
    done: set[str] = set()

    def walk(module: str, way: list[str]) -> list[str]:
        if module in way:
            return way[way.index(module) :]
        if module in done:
            return []
        for target in sorted(graph[module]):
            if found := walk(target, [*way, module]):
                return found
        done.add(module)
        return []

    return next((found for module in graph if (found := walk(module, []))), [])


def test_every_package_has_its_place():
    folders = {path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file()}
    assert folders | {"__main__"} == set(ROW)


def test_imports_go_one_way():
    graph = arrows(ROOT)
    assert sum(len(targets) for targets in graph.values()) > 300  # the walk has seen them
    assert wrong_arrows(graph) == []


def test_no_module_imports_itself_over_others():
    assert circle(arrows(ROOT)) == []


def test_importing_a_package_imports_none_of_its_modules():
    graph = arrows(ROOT)
    assert [name for name, path in modules_below(ROOT).items() if path.name == "__init__.py" and graph[name]] == []


def test_an_arrow_the_wrong_way_and_a_circle_are_seen_wherever_they_hide(tmp_path):
    root = tmp_path / "p"
    for name, text in {
        "__init__": "", "data/__init__": "", "data/a": "def f():\n    from ..pair.b import x\n",
        "pair/__init__": "", "pair/b": "from . import c\nfrom ..mulan import d\n",
        "pair/c": "import typing\nif typing.TYPE_CHECKING:\n    from .b import B\n",
        "mulan/__init__": "", "mulan/d": "from p.data import a\n",
    }.items():  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / f"{name}.py").write_text(text)
    graph = arrows(root)
    assert wrong_arrows(graph) == ["p.data.a -> p.pair.b", "p.pair.b -> p.mulan.d"]
    assert circle({name: graph[name] - {"p.mulan.d"} for name in graph}) == ["p.pair.b", "p.pair.c"]
    assert circle(graph) == ["p.data.a", "p.pair.b", "p.mulan.d"]
    assert circle({"p.a": {"p.b"}, "p.b": set()}) == []
