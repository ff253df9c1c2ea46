"""Mistakes that people in offices make, each in an otherwise right record, and what they are told.

A case changes one record of the small tree ``content/``; ``told`` is complete: ``CODE line words … words``, or
``CODE file:line words … words``, where all words must stand in the message or its cure. An empty ``told`` is input that is read,
``reads`` what it is read as.
"""

import re
import shutil
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from scripts.load.content import load
from scripts.problems import Problem
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

    def planted(self, folder: Path, texts: dict[str, str]) -> Path:
        shutil.copytree(TREE, folder / "content")
        if self.of not in texts:
            (folder / "content" / self.of).unlink()
        data = {
            name: text if text in {"PICTURE", "SOUND"} else text.encode(self.encoding) for name, text in texts.items()
        }
        return plant(folder, data)


ALL = [case for path in sorted(FOLDER.glob("*.yml")) for case in cases(path, Mistake)]
CURED = [case for case in ALL if case.cured]


@pytest.mark.parametrize("case", ALL)
def test_a_mistake_is_told_so_that_it_can_be_cured(case: Mistake, tmp_path: Path) -> None:
    found = problems_of(case.planted(tmp_path, case.texts()))
    said = "\n".join(map(shown, found))
    assert len(found) == len(case.told), said
    for problem, told in zip(found, case.told, strict=True):
        expected = TOLD.fullmatch(told)
        assert expected, told
        assert f"{expected[1]} {expected[2] or case.of}:{expected[3]}" == place(problem), said
        assert all(piece.strip() in f"{problem.message} {problem.hint}" for piece in expected[4].split("…")), said


@pytest.mark.parametrize("case", [case for case in ALL if case.reads])
def test_what_offices_write_is_read(case: Mistake, tmp_path: Path) -> None:
    record = load(case.planted(tmp_path, case.texts())).records[case.of.removesuffix(".yml")]
    assert {path: str(reduce(step, path.split("."), record)) for path in case.reads} == case.reads


def step(value: Any, name: str) -> Any:
    return value[int(name)] if name.isdigit() else getattr(value, name)


@pytest.mark.parametrize("case", CURED)
def test_of_a_cured_mistake_nothing_is_told(case: Mistake, tmp_path: Path) -> None:
    assert list(map(shown, problems_of(case.planted(tmp_path, mended(case.texts(), case.cured))))) == []


def test_the_tree_itself_is_right() -> None:
    assert problems_of(TREE) == []


def place(problem: Problem) -> str:
    return f"{problem.code} {problem.file.removeprefix('content/')}:{problem.line}"


def shown(problem: Problem) -> str:
    return f"{place(problem)} {problem.message} ／ {problem.hint}"
