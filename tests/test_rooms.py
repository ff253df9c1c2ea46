"""The order of the folders of scripts/: each imports only from those below it."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = [
    "__main__",
    "hooks",
    "desk",
    "commands",
    "editing",
    "pipeline",
    "release",
    "publish",
    "search",
    "render",
    "checks",
    "privacy",
    "catalogue",
    "media",
    "load",
    "settings",
    "speed",
    "records",
    "problems",
]
"""From top to bottom, as in the README."""
CORE = {"load", "records", "checks", "privacy", "catalogue", "render", "search"}
HOSTS = {"mkdocs", "click", "socket", "urllib.request", "http", "ssl"}
"""Modules that the core does not import: MkDocs, the command line, the network."""
FILES = sorted((ROOT / "scripts").rglob("*.py"))


def _room(path: Path) -> str:
    return path.relative_to(ROOT / "scripts").parts[0].removesuffix(".py")


@cache
def _imports(path: Path) -> list[str]:
    """The dotted names that a file imports, also within functions."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{name.name}" for name in node.names]
        elif isinstance(node, ast.Import):
            found += [name.name for name in node.names]
    return found


def _floor(module: str) -> int:
    return ROOMS.index(module.split(".")[1])


def test_a_room_imports_only_from_those_below_it() -> None:
    wrong = [
        (str(path.relative_to(ROOT)), module)
        for path in FILES
        for module in _imports(path)
        if module.startswith("tests") or (module.startswith("scripts.") and _floor(module) < _here(path))
    ]
    assert wrong == []


def _here(path: Path) -> int:
    """A file's position in ``ROOMS``; ``scripts/__init__.py`` is below all of them."""
    return len(ROOMS) if (room := _room(path)) == "__init__" else ROOMS.index(room)


def test_the_core_knows_nothing_of_its_hosts() -> None:
    core = [path for path in FILES if _room(path) in CORE]
    wrong = [
        (str(path.relative_to(ROOT)), module)
        for path in core
        for module in _imports(path)
        if any(f"{module}.".startswith(f"{host}.") for host in HOSTS)
    ]
    assert core and wrong == []


def test_every_room_says_in_a_sentence_what_it_is() -> None:
    for room in ROOMS:
        path = ROOT / "scripts" / room / "__init__.py"
        text = ast.get_docstring(
            ast.parse((path if path.is_file() else path.parent.with_suffix(".py")).read_text("utf-8"))
        )
        assert text and len(text.splitlines()[0]) > 20, room


def test_no_room_stands_beside_the_drawing() -> None:
    assert {_room(path) for path in FILES} - {"__init__"} == set(ROOMS)


OTHER_TESTS = {"bench", "browser", "harmless", "hostile", "mistakes", "sample", "search_eval", "site"}
"""Folders of tests across all rooms."""


def test_the_tests_stand_in_rooms_of_the_same_names() -> None:
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/*.*")} - {"__pycache__"}
    assert folders <= {*ROOMS, *OTHER_TESTS}
