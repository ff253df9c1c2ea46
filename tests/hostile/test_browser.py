"""Hostile text in a real Chromium: no script of it runs, nothing is asked of another host."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.hostile.conftest import HARMLESS

pytestmark = pytest.mark.slow
HOST = "http://site.example"


class Visitor:
    """A browser page that gets the site's files and nothing else; notes what it asks of others."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page, self.site = page, site
        self.foreign: list[str] = []
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        url = route.request.url
        path = self.site / unquote(urlsplit(url).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not url.startswith(f"{HOST}/"):
            self.foreign.append(url)
            route.abort()
        elif path.is_file():
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            route.fulfill(body=path.read_bytes(), content_type=f"{kind}; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    def visit(self, address: str) -> Page:
        self.page.goto(f"{HOST}/{address}", wait_until="load")
        return self.page


@pytest.fixture(scope="module")
def visitor(shown: Path, browser: Browser) -> Iterator[Visitor]:
    page = browser.new_page()
    yield Visitor(page, shown)
    page.close()


def test_nothing_hostile_runs_or_asks_another_host(visitor: Visitor) -> None:
    pages = [f"streets/h-{number}/" for number in range(1, len(HARMLESS) + 1)]
    hits: dict[str, object] = {}
    for address in [*pages, "streets/", "", "sitemap/"]:
        page = visitor.visit(address)
        page.mouse.move(200, 200)
        page.keyboard.press("Tab")
        if (hit := page.evaluate("window.hit")) is not None or page.url != f"{HOST}/{address}":
            hits[address] = hit or page.url
    assert hits == {}
    assert visitor.foreign == []


def test_an_old_address_leads_to_the_new_page(visitor: Visitor) -> None:
    page = visitor.visit("old-place/jia/")
    page.wait_for_url(f"{HOST}/streets/moved/")
    assert page.locator("h1").inner_text() == "搬过家的街道"
