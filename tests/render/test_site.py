"""The miniature site: about thirty invented records, and all their pages, byte for byte."""

import difflib

import pytest

from scripts.load.content import load
from scripts.records import TYPES
from tests.accept import generate
from tests.support import EXPECTED, MINI, bytes_below, problems_of

ACCEPT = "If this is what you want: python -m tests.accept"


@pytest.fixture(scope="module")
def produced(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("produced")
    generate(folder)
    return bytes_below(folder)


def test_the_miniature_site_has_no_problems() -> None:
    assert problems_of(MINI) == []


def test_the_pages_are_the_ones_expected(produced: dict[str, bytes]) -> None:
    """A type of which the miniature site has no record is not held to its list and its table of fields."""
    expected = bytes_below(EXPECTED)
    for folder in set(TYPES) - {path.name for path in MINI.iterdir()}:
        del produced[f"{folder}/index.md"], produced[f"handbook/fields/{folder}.md"]
    changed = [name for name in sorted(produced | expected) if produced.get(name) != expected.get(name)]
    diff = "\n".join(_diff(name, expected.get(name, b""), produced.get(name, b"")) for name in changed)
    assert not changed, f"{len(changed)} pages differ from tests/site/expected.\n{diff}\n{ACCEPT}"


def test_every_record_that_is_not_a_draft_has_a_page(produced: dict[str, bytes]) -> None:
    keys = {record.key for record in load(MINI).records.values() if record.status.value != "draft"}
    assert {key for key in keys if f"{key}.md" not in produced} == set()


def test_no_page_holds_what_only_python_says(produced: dict[str, bytes]) -> None:
    pages = {name: data.decode() for name, data in produced.items() if name.endswith(".md")}
    words = ("None", "Undefined", "object at 0x", "Weekday.", "{%", "()")
    assert [(name, word) for name, text in pages.items() for word in words if word in text] == []


def _diff(name: str, old: bytes, new: bytes) -> str:
    before, after = (data.decode("utf-8", errors="replace").splitlines() for data in (old, new))
    return "\n".join(difflib.unified_diff(before, after, f"expected/{name}", f"produced/{name}", lineterm="", n=1))
