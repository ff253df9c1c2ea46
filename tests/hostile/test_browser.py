"""Hostile text in a real Chromium: no script of it runs, nothing is asked of another host."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import opened
from tests.browser.slow_phone import served
from tests.hostile.conftest import HARMLESS

pytestmark = pytest.mark.slow


class Visitor:
    """A browser page at the served site; notes what it asks of others."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root
        self.foreign: list[str] = []
        page.on("request", lambda request: self.note(request.url))

    def note(self, url: str) -> None:
        if not url.startswith((self.root, "data:")):
            self.foreign.append(url)

    def visit(self, address: str) -> Page:
        self.page.goto(self.root + address)
        return self.page


@pytest.fixture(scope="module")
def visitor(shown: Path, browser: Browser) -> Iterator[Visitor]:
    with served(shown) as root, opened(browser) as page:
        yield Visitor(page, root)


def test_nothing_hostile_runs_or_asks_another_host(visitor: Visitor) -> None:
    pages = [f"streets/h-{number}/" for number in range(1, len(HARMLESS) + 1)]
    hits: dict[str, object] = {}
    for address in [*pages, "streets/", "", "sitemap/"]:
        page = visitor.visit(address)
        page.mouse.move(200, 200)
        page.keyboard.press("Tab")
        if (hit := page.evaluate("window.hit")) is not None or page.url != visitor.root + address:
            hits[address] = hit or page.url
    assert hits == {}
    assert visitor.foreign == []


def test_an_old_address_leads_to_the_new_page(visitor: Visitor) -> None:
    page = visitor.visit("old-place/jia/")
    page.wait_for_url("**/streets/moved/")
    assert page.locator("h1").inner_text() == "搬过家的街道"
