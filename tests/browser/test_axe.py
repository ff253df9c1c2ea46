"""axe looks at the miniature site: every list, every hand-written page, the shortest and the longest record of each type.

In light at all of it, in the other modes and in the largest letters of 长辈版 at the longest of each type and one article of
each kind: what only prose makes different is asked of in light, and whether it stays within the smallest window.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scripts.records import TYPES
from tests.browser.conftest import Built, opened, violations
from tests.browser.slow_phone import await_results
from tests.browser.test_pages import HANDWRITTEN

ELSEWHERE = ["", "today/", "join/", "data/", "sitemap/", "names/", "policies/", "handbook/fields/news/", "404.html"]
ELSEWHERE += ["role-models/by-strokes/", "search/?q=2025 敬业奉献", "search/?type=role-models"]
ELSEWHERE += ["corrections/", "personal-information/", "handbook/writing/", "about/"]


def _ends(folder: Path) -> list[Path]:
    """Short pages show what is missing, long ones what there is."""
    pages = sorted(
        (page for page in folder.rglob("index.html") if " is-record" in page.read_text(encoding="utf-8")),
        key=lambda page: page.stat().st_size,
    )
    return [pages[0], pages[-1]] if pages else []


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser, reduced_motion="reduce") as page:  # a colour on its way to another is neither
        yield page


LIGHT = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
MODES = {"dark": {"color_scheme": "dark"}, "paper": {"media": "print"}}
"""Under forced colours axe reads the system's grounds but the page's own letters: test_colours reads both."""
TARGETS = {"rules": {"target-size": {"enabled": True}}}
"""Targets of 24 px are of WCAG 2.2, which axe does not ask for by itself."""
COLOURS = {"runOnly": ["color-contrast"]}
"""What changes with the mode; all else is as it was on the same page in light."""
SIZES = {"runOnly": ["target-size"]}
"""What changes with the letters."""


def _violations(page: Page, address: str, *, modes: bool) -> dict[str, list[str]]:
    page.emulate_media(**LIGHT)  # type: ignore[arg-type]
    page.goto(address)
    await_results(page)
    found = violations(page, **TARGETS)
    for mode, settings in MODES.items() if modes else ():
        page.emulate_media(**{**LIGHT, **settings})  # type: ignore[arg-type]
        found |= {f"{name}, {mode}": nodes for name, nodes in violations(page, **COLOURS).items()}
    return found | _large(page, modes)


def _large(page: Page, modes: bool) -> dict[str, list[str]]:
    """The largest letters in a window of 320 px, which is a desk's at 400 %: nothing stands outside."""
    page.emulate_media(**LIGHT)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.setAttribute('data-size', 'largest')")
    found = {f"{name}, large": nodes for name, nodes in violations(page, **SIZES).items()} if modes else {}
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 390, "height": 844})
    return found | ({"reflow": [f"{wide} px"]} if wide > 320 else {})


@pytest.mark.parametrize("place", sorted({*ELSEWHERE, *HANDWRITTEN}))
def test_axe_finds_nothing_on_pages_of_their_own(page: Page, mini: Built, place: str) -> None:
    assert _violations(page, mini.url + place, modes=place in ELSEWHERE) == {}


@pytest.mark.parametrize("folder", TYPES)
def test_axe_finds_nothing_in_a_type(page: Page, mini: Built, folder: str) -> None:
    files = [mini.folder / folder / "index.html", *_ends(mini.folder / folder)]
    places = [file.relative_to(mini.folder).as_posix() for file in files]
    found = {place: _violations(page, mini.url + place, modes=place in (places[0], places[-1])) for place in places}
    assert {place: faults for place, faults in found.items() if faults} == {}
