"""Mistakes of office staff, each in an otherwise correct record, and their messages.

A case changes one record of the small tree ``content/``; ``told`` is complete: ``CODE line words … words``, or
``CODE file:line words … words``, where all words must stand in the message or its cure. An empty ``told`` is input that is read,
``reads`` what it is read as. ``values.yml`` has what is typed in one place of a record.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from scripts.checks import check
from scripts.load.content import Content, load
from scripts.load.many import IncrementalReader
from scripts.problems import Problem
from scripts.settings import Settings
from scripts.speed.cache import Cache
from tests.support import TESTS, CaseBase, cases, mended, plant, problems_of

FOLDER = TESTS / "mistakes"
TREE = FOLDER / "content"
TOLD = re.compile(r"([A-Z][0-9]{2}) (?:([\w-]+/[^:]+):)?([0-9]+) (.*)")


class Mistake(CaseBase):
    """One record ``of`` the tree with pieces ``change``d (each once), lines ``add``ed at its end, or written anew (``all``)."""

    of: str = "news/2026/ye-ke.yml"
    change: dict[str, str] = {}
    add: str = ""
    all: str = ""
    files: dict[str, str] = {}
    encoding: str = "utf-8"
    told: list[str] = []
    reads: dict[str, str] = {}
    """Path to a field of the record (``times.0.end``) → its value as text."""

    def texts(self) -> dict[str, str]:
        text = self.all or (TREE / self.of).read_text(encoding="utf-8") + self.add
        return mended({self.of: text, **self.files}, self.change)


class Typed(CaseBase):
    """What is ``typed`` in place of TYPED → ``CODE words`` told in the line ``at``, and behind an arrow what is typed in its
    stead; or what the field that it ``reads`` then is; or nothing."""

    of: str = "news/2026/ye-ke.yml"
    change: dict[str, str] = {}
    add: str = ""
    at: str = ""
    reads: str = ""
    typed: dict[str, str]

    def mistakes(self) -> Iterator[Mistake]:
        place = self.add or next(iter(self.change.values()))
        for typed, said in self.typed.items():
            told, _, cure = said.partition(" → ")
            is_told = re.match("[A-Z][0-9]{2} ", told)
            yield Mistake(
                name=f"{self.name} {typed}",
                file=self.file,
                of=self.of,
                change={old: new.replace("TYPED", typed) for old, new in self.change.items()},
                add=self.add.replace("TYPED", typed),
                told=[f"{told[:4]}{self.at} {told[4:]}"] if is_told else [],
                reads={} if is_told or not said else {self.reads: said},
                cured={place.replace("TYPED", typed): place.replace("TYPED", cure)} if cure else {},
            )


@dataclass
class Tree:
    """A copy of the small tree, changed for one case after the other: what stays is neither read nor asked about again."""

    content: Path
    settings: Settings
    read_all: IncrementalReader

    @contextmanager
    def of(self, case: Mistake, texts: dict[str, str]) -> Iterator[Content]:
        """What is read of the tree with the texts of a case in it."""
        if case.of not in texts:
            (self.content / case.of).unlink()
        same = {"PICTURE", "SOUND"}
        data = {name: text if text in same else text.encode(case.encoding) for name, text in texts.items()}
        plant(self.content.parent, data)
        try:
            yield load(self.content, self.settings, self.read_all)
        finally:
            for name in {case.of, *texts}:
                path, before = self.content / name, TREE / name
                shutil.copy2(before, path) if before.exists() else path.unlink()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    folder = tmp_path_factory.mktemp("mistakes")
    shutil.copytree(TREE, folder / "content")
    kept = type("Kept", (Settings,), {"cache": Cache(folder / "cache")})
    return Tree(folder / "content", kept(), IncrementalReader())


VALUES = FOLDER / "values.yml"
ALL = [case for path in sorted({*FOLDER.glob("*.yml")} - {VALUES}) for case in cases(path, Mistake)]
ALL += [mistake for typed in cases(VALUES, Typed) for mistake in typed.mistakes()]
CURED = [case for case in ALL if case.cured]


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=[pytest.mark.slow] * (case.file != "reported")) for case in ALL]
)
def test_a_mistake_is_told_so_that_it_can_be_cured_or_read_as_meant(case: Mistake, tree: Tree) -> None:
    with tree.of(case, case.texts()) as content:
        found = check(content)
    said = "\n".join(map(shown, found))
    assert len(found) == len(case.told), said
    for problem, told in zip(found, case.told, strict=True):
        expected = TOLD.fullmatch(told)
        assert expected, told
        assert f"{expected[1]} {expected[2] or case.of}:{expected[3]}" == place(problem), said
        assert all(piece.strip() in f"{problem.message} {problem.hint}" for piece in expected[4].split("…")), said
    record = content.records.get(case.of.removesuffix(".yml"))
    assert {path: str(reduce(step, path.split("."), record)) for path in case.reads} == case.reads


def step(value: Any, name: str) -> Any:
    return value[int(name)] if name.isdigit() else getattr(value, name)


@pytest.mark.parametrize("case", CURED)
def test_of_a_cured_mistake_nothing_is_told(case: Mistake, tree: Tree) -> None:
    with tree.of(case, mended(case.texts(), case.cured)) as content:
        assert list(map(shown, check(content))) == []


def test_the_tree_itself_is_right() -> None:
    assert problems_of(TREE) == []


def place(problem: Problem) -> str:
    return f"{problem.code} {problem.file.removeprefix('content/')}:{problem.line}"


def shown(problem: Problem) -> str:
    return f"{place(problem)} {problem.message} ／ {problem.hint}"
