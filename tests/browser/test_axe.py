"""axe looks at the miniature site: every list, every hand-written page, the shortest and the longest record of each type."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from scripts.records import TYPES
from tests.browser.conftest import Built, opened
from tests.browser.slow_phone import await_results
from tests.browser.test_pages import HANDWRITTEN

ELSEWHERE = ["", "today/", "join/", "data/", "sitemap/", "names/", "policies/", "handbook/fields/news/", "404.html"]
ELSEWHERE += ["role-models/by-strokes/", "search/?q=2025 敬业奉献", "search/?type=role-models"]


def _ends(folder: Path) -> list[Path]:
    """Short pages show what is missing, long ones what there is."""
    pages = sorted(
        (page for page in folder.rglob("index.html") if " is-record" in page.read_text(encoding="utf-8")),
        key=lambda page: page.stat().st_size,
    )
    return [pages[0], pages[-1]] if pages else []


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser) as page:
        yield page


def _violations(page: Page, address: str) -> dict[str, list[str]]:
    page.goto(address)
    await_results(page)
    found = Axe().run(page).response["violations"]
    return {item["id"]: [node["html"][:160] for node in item["nodes"]] for item in found}


@pytest.mark.parametrize("place", [*ELSEWHERE, *HANDWRITTEN])
def test_axe_finds_nothing_on_pages_of_their_own(page: Page, mini: Built, place: str) -> None:
    assert _violations(page, mini.url + place) == {}


@pytest.mark.parametrize("folder", TYPES)
def test_axe_finds_nothing_in_a_type(page: Page, mini: Built, folder: str) -> None:
    files = [mini.folder / folder / "index.html", *_ends(mini.folder / folder)]
    places = [file.relative_to(mini.folder).as_posix() for file in files]
    assert {place: faults for place in places if (faults := _violations(page, mini.url + place))} == {}
