"""Each record type has a case file: input records, and the expected pages or problems."""

from pathlib import Path

import pytest

from scripts.records import TYPES
from tests.support import TESTS, CaseBase, cases, pages_of, places, plant, problems_of, visible

FOLDER = TESTS / "records"


class Case(CaseBase):
    """``page``, ``without`` and ``order``: path of a generated page → what is, is not, and in which order, on it.

    A text is looked for in the page as written and, if it holds no tag, in its visible words. ``absent`` are pages that must not be made;
    ``problems`` is the complete list.
    """

    files: dict[str, str]
    page: dict[str, list[str]] = {}
    without: dict[str, list[str]] = {}
    order: dict[str, list[str]] = {}
    absent: list[str] = []
    problems: list[str] = []
    production: bool = False


ALL = [case for path in sorted(FOLDER.glob("*.yml")) for case in cases(path, Case)]


@pytest.mark.parametrize("case", ALL)
def test_a_record_becomes_its_page_or_its_problems(case: Case, tmp_path: Path) -> None:
    content = plant(tmp_path, case.files)
    assert places(problems_of(content)) == case.problems
    pages = pages_of(content, production=case.production)
    for path, texts in case.page.items():
        assert [text for text in texts if not _on(pages[path], text)] == [], f"not on {path}:\n{pages[path]}"
    for path, texts in case.without.items():
        assert [text for text in texts if _on(pages[path], text)] == [], f"should not be on {path}:\n{pages[path]}"
    for path, texts in case.order.items():
        assert _in_order(visible(pages[path]), texts), f"not in this order on {path}:\n{pages[path]}"
    assert [path for path in case.absent if path in pages] == []


def test_every_record_type_has_a_case_file_of_at_least_four_cases() -> None:
    counts = {folder: sum(case.file == folder for case in ALL) for folder in TYPES}
    assert {folder: count for folder, count in counts.items() if count < 4} == {}


def _on(page: str, text: str) -> bool:
    return text in page or ("<" not in text and text in visible(page))


def _in_order(page: str, texts: list[str]) -> bool:
    start = 0
    for text in texts:
        start = page.find(text, start) + len(text)
        if start < len(text):
            return False
    return True
