"""Hostile inputs: each is refused at its line by its rule, or made and shown to be inert (test_inert, test_browser)."""

from pathlib import Path

import pytest

from scripts.checks import check
from scripts.load.content import load
from scripts.problems import CODES
from tests.hostile.support import ALL, Hostile, terms
from tests.support import places


@pytest.mark.parametrize("case", [case for case in ALL if not case.harmless])
def test_what_must_not_be_published_is_refused_at_its_line(case: Hostile, tmp_path: Path) -> None:
    problems = check(load(case.planted_alone(tmp_path), terms(tmp_path)))
    found = {place.rpartition(":")[0] for place in places(problems)}
    assert case.expected in found if case.expected else found == set()
    assert all(problem.message and problem.hint for problem in problems)


@pytest.mark.parametrize("case", [case for case in ALL if case.harmless])
def test_what_is_harmless_is_not_refused(case: Hostile, tmp_path: Path) -> None:
    content = case.planted(tmp_path)
    (content / "streets" / "dot.png").write_bytes(b"")
    found = {problem.code for problem in check(load(content, terms(tmp_path)))}
    assert {code for code in found if code[0] not in "PW"} == set()


def test_there_are_at_least_150_hostile_inputs_of_different_promises() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 150


def test_every_expected_code_is_a_code() -> None:
    assert {case.expected.split(" ")[0] for case in ALL if case.expected} <= set(CODES)
