"""axe looks at the miniature site: every list, every hand-written page, the shortest and the longest record of each type."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from scripts.records import TYPES
from tests.browser.conftest import Built, opened
from tests.browser.test_pages import HANDWRITTEN

ELSEWHERE = ["", "sitemap/", "names/", "policies/", "handbook/fields/news/", "404.html"]


def _ends(folder: Path) -> list[Path]:
    """Short pages show what is missing, long ones what there is."""
    pages = sorted(
        (page for page in folder.rglob("index.html") if " is-record" in page.read_text(encoding="utf-8")),
        key=lambda page: page.stat().st_size,
    )
    return [pages[0], pages[-1]] if pages else []


def _violations(browser: Browser, address: str) -> dict[str, list[str]]:
    with opened(browser) as page:
        page.goto(address)
        found = Axe().run(page).response["violations"]
    return {item["id"]: [node["html"][:160] for node in item["nodes"]] for item in found}


@pytest.mark.parametrize("place", [*ELSEWHERE, *HANDWRITTEN])
def test_axe_finds_nothing_on_pages_of_their_own(browser: Browser, mini: Built, place: str) -> None:
    assert _violations(browser, mini.url + place) == {}


@pytest.mark.parametrize("folder", TYPES)
def test_axe_finds_nothing_in_a_type(browser: Browser, mini: Built, folder: str) -> None:
    pages = [mini.folder / folder / "index.html", *_ends(mini.folder / folder)]
    found = {page: _violations(browser, mini.url + page.relative_to(mini.folder).as_posix()) for page in pages}
    assert {page: faults for page, faults in found.items() if faults} == {}
