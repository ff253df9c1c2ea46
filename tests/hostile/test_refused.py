"""Hostile inputs: each is refused at its line by its rule, or shown and inert (test_inert, test_browser)."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scripts.checks import check
from scripts.load.content import load
from scripts.problems import Problem
from tests.hostile.support import ALL, PERSON, RECORD, SOURCE, Hostile, planted, terms
from tests.support import places


def needs_its_own_tree(case: Hostile) -> bool:
    """Of all others the other records change nothing: a tree for each costs five times as much."""
    return not case.expected or bool(case.files) or case.at not in (RECORD, PERSON)


REFUSED = [case for case in ALL if not case.harmless]
ALONE = [case for case in REFUSED if needs_its_own_tree(case)]
TOGETHER = [case for case in REFUSED if not needs_its_own_tree(case)]
HARMLESS = [case for case in ALL if case.harmless]
SAME_TITLE = "N14"
"""Of many streets in one tree that all have the usual title."""


@pytest.mark.parametrize("case", ALONE)
def test_what_must_not_be_published_is_refused_at_its_line(case: Hostile, tmp_path: Path) -> None:
    found = check(load(case.planted_alone(tmp_path), terms(tmp_path)))
    assert as_expected(case.expected, found), "\n".join(map(str, found))
    assert all(problem.message and problem.hint for problem in found)


@pytest.mark.slow
def test_so_is_what_needs_no_other_file_in_one_tree() -> None:
    found = together()
    wrong = {
        case.name: [str(one) for one in found.get(path, [])]
        for path, case in records(TOGETHER).items()
        if not as_expected(case.expected.replace(case.at, path), found.get(path, []))
    }
    assert wrong == {}
    assert [str(one) for some in found.values() for one in some if not (one.message and one.hint)] == []


def test_what_is_harmless_is_not_refused(tmp_path: Path) -> None:
    files = {path: case.text(number) for number, (path, case) in enumerate(records(HARMLESS).items())}
    content = planted(tmp_path, {**files, "sources/jia.yml": SOURCE, "streets/dot.png": "PICTURE"})
    found = check(load(content, terms(tmp_path)))
    assert [str(one) for one in found if one.code[0] not in "PW" and one.code != SAME_TITLE] == []


def as_expected(expected: str, found: list[Problem]) -> bool:
    """Whether the problem is among those found, or none is where none is expected."""
    said = {place.rpartition(":")[0] for place in places(found)}
    return expected in said if expected else not said


def records(some: list[Hostile]) -> dict[str, Hostile]:
    """A path of its own for each case, so that all can lie in one tree."""
    return {f"{case.at.partition('/')[0]}/h-{number}.yml": case for number, case in enumerate(some, 1)}


def together() -> dict[str, list[Problem]]:
    """What is told of each file of the tree."""
    files = {path: case.text(number) for number, (path, case) in enumerate(records(TOGETHER).items())}
    found: dict[str, list[Problem]] = {}
    with TemporaryDirectory() as home:
        content = planted(Path(home), {**files, "sources/jia.yml": SOURCE})
        for problem in check(load(content, terms(Path(home)))):
            found.setdefault(problem.file.removeprefix("content/"), []).append(problem)
    return found
