"""Each problem code has cases: the input, and the expected place, message and cure."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from scripts import pipeline
from scripts.problems import Problem
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from tests.support import (
    PICTURE,
    SOUND,
    TESTS,
    CaseBase,
    cases,
    places,
    plant,
    plant_page_reviews,
    problems_of,
    write_docs,
)

FOLDER = TESTS / "problems"


class Expected(BaseModel):
    """``at`` is ``CODE file:line:column``; message and hint are pieces of what is said."""

    model_config = ConfigDict(extra="forbid")

    at: str
    message: str
    hint: str


class Case(CaseBase):
    """``problems`` is complete and in order. ``handwritten`` pages take the place of ours when the miniature site is built."""

    files: dict[str, str] = {}
    handwritten: dict[str, str] = {}
    encoding: str = "utf-8"
    fill: int = 0
    """So many bytes of comment are put behind each file."""
    problems: list[Expected]


ALL = [case for path in sorted(FOLDER.glob("*.yml")) for case in cases(path, Case)]
RECORDS = [case for case in ALL if not case.handwritten]
BUILT = [case for case in ALL if case.handwritten]


@pytest.mark.parametrize("case", RECORDS)
def test_a_slip_is_told_with_its_place_its_sentence_and_its_cure(case: Case, tmp_path: Path) -> None:
    more = b"#" * case.fill
    files = {
        name: text if text in {PICTURE, SOUND} else text.encode(case.encoding) + more
        for name, text in case.files.items()
    }
    _compare(problems_of(plant(tmp_path, files)), case.problems)


@pytest.mark.slow
@pytest.mark.parametrize("case", BUILT)
def test_a_slip_in_a_page_written_by_hand_is_told_when_the_site_is_built(case: Case, tmp_path: Path) -> None:
    report = built_with(case.handwritten, tmp_path)
    _compare(report.problems, case.problems)
    assert not report.built


def built_with(pages: Mapping[str, str], folder: Path) -> pipeline.Report:
    """A site without records, built with some hand-written pages in the place of ours."""
    docs = write_docs(folder / "docs")
    if "privacy.md" not in pages:
        plant_page_reviews(folder)
    for name, text in pages.items():
        (docs / name).write_text(text, encoding="utf-8")
    return pipeline.build(load_settings(content=plant(folder, {}), out=folder / "out", docs=docs), Progress())


def _compare(found: Sequence[Problem], expected: list[Expected]) -> None:
    said = "\n".join(f"{problem}" for problem in found)
    assert places(found) == [problem.at for problem in expected], said
    for problem, wanted in zip(found, expected, strict=True):
        assert wanted.message in problem.message
        assert wanted.hint in problem.hint
