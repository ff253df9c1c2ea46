"""The order of the rooms: each imports only from those below it, so that a reader can stop at any floor."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

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
    "cache",
    "workers",
    "records",
    "problems",
]
"""From the top to the bottom, as the README draws them."""
CORE = {"load", "records", "checks", "privacy", "catalogue", "render", "search"}
HOSTS = {"mkdocs", "click", "socket", "urllib.request", "http", "ssl"}
"""What the core knows nothing of: MkDocs, the command line, the network."""
FILES = sorted((ROOT / "scripts").rglob("*.py"))


def _room(path: Path) -> str:
    return path.relative_to(ROOT / "scripts").parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    """Every module a file imports from, dotted; also those within functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def _floor(module: str) -> int:
    return ROOMS.index(module.split(".")[1])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_from_those_below_it(path: Path) -> None:
    own = [module for module in _imports(path) if module.startswith("scripts.")]
    if (room := _room(path)) == "__init__":
        assert own == []
        return
    here = ROOMS.index(room)
    assert [module for module in own if _floor(module) < here] == []
    assert [module for module in _imports(path) if module.startswith("tests")] == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if _room(path) in CORE], ids=lambda path: str(path.relative_to(ROOT))
)
def test_the_core_knows_nothing_of_its_hosts(path: Path) -> None:
    assert [module for module in _imports(path) if any(f"{module}.".startswith(f"{host}.") for host in HOSTS)] == []


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
"""Folders of tests that go through the whole house."""


def test_the_tests_stand_in_rooms_of_the_same_names() -> None:
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/*.*")} - {"__pycache__"}
    assert folders <= {*ROOMS, *OTHER_TESTS}
