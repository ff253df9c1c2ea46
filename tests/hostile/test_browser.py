"""Hostile text in a real Chromium: no script of it runs, no other host is contacted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.hostile.conftest import HARMLESS
from tests.serving import serving

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
    with serving(shown) as root:
        yield Visitor(browser.new_page(), root)


VISIT = """(addresses) => Promise.all(addresses.map((address) => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.src = address;
  frame.hidden = true; // nothing is drawn: that takes half the time
  frame.onload = () => {
    const inner = frame.contentWindow;
    for (const node of inner.document.querySelectorAll("*")) {
      node.dispatchEvent(new inner.MouseEvent("mouseover"));
      node.dispatchEvent(new inner.FocusEvent("focus"));
    }
    done([address, inner.hit ?? null, inner.location.href, inner.document.querySelectorAll("h1").length]);
    frame.remove();
  };
  document.body.append(frame);
})))"""
"""Opens pages side by side, touches everything on them, and says what each did: a page of its own takes three times as long."""


def test_nothing_hostile_runs_or_asks_another_host(visitor: Visitor) -> None:
    names = [*(f"streets/h-{number}/" for number in range(1, len(HARMLESS) + 1)), "streets/", "", "sitemap/"]
    page, addresses = visitor.visit("sitemap/"), [visitor.root + name for name in names]
    for some in (addresses[at : at + 16] for at in range(0, len(addresses), 16)):
        for address, hit, where, headings in page.evaluate(VISIT, some):
            assert (hit, where) == (None, address) and headings, address
    assert visitor.foreign == []


def test_an_old_address_leads_to_the_new_page(visitor: Visitor) -> None:
    page = visitor.visit("old-place/jia/")
    page.wait_for_url("**/streets/moved/")
    assert page.locator("h1").inner_text() == "搬过家的街道"
