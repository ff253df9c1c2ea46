"""axe checks the miniature site: every list, every hand-written page, the longest record of each type.

In light and dark at all of it, in the other modes and in the largest letters of 长辈版 where it is no mere article: what only
prose makes different is asked of in those, and whether it stays within the smallest window.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.records import TYPES
from tests.browser.conftest import Built, broken, pale, violations
from tests.browser.slow_phone import await_results
from tests.browser.test_pages import HANDWRITTEN

ELSEWHERE = ["", "today/", "join/", "data/", "sitemap/", "names/", "policies/", "handbook/fields/news/", "404.html"]
ELSEWHERE += ["role-models/by-strokes/", "search/?q=2025 敬业奉献", "search/?type=role-models"]
ELSEWHERE += ["corrections/", "personal-information/", "handbook/writing/", "about/", "volunteer-projects/page-2/"]


def _longest(folder: Path) -> list[Path]:
    pages = [page for page in folder.rglob("index.html") if " is-record" in page.read_text(encoding="utf-8")]
    return sorted(pages, key=lambda page: page.stat().st_size)[-1:]


@pytest.fixture(scope="module")
def page(mini: Built) -> Iterator[Page]:
    with mini.opened(reduced_motion="reduce") as page:  # a colour on its way to another is neither
        yield page


LIGHT = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
MODES = [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"color_scheme": "dark", "forced_colors": "active"}]
MODES += [{"media": "print"}]
"""Beside light, where axe has looked."""
SIZES = {"runOnly": ["target-size"]}
"""What changes with the letters."""


def _violations(page: Page, address: str, *, large: bool) -> dict[str, list[str]]:
    page.emulate_media(**LIGHT)  # type: ignore[arg-type]
    page.goto(address)
    await_results(page)
    found = violations(page)
    for mode in MODES if large else MODES[:1]:
        page.emulate_media(**{**LIGHT, **mode})  # type: ignore[arg-type]
        found |= {f"colours, {mode}": poor} if (poor := pale(page)) else {}
    return found | _large(page, large)


WIDE = """() => {
  const root = document.documentElement;
  const large = root.scrollWidth;
  root.removeAttribute("data-size");
  root.style.fontSize = "200%";
  const wide = Math.max(large, root.scrollWidth);
  root.style.fontSize = "";
  return wide;
}"""


def _large(page: Page, targets: bool) -> dict[str, list[str]]:
    """The largest letters in a window of 320 px, which is a desk's at 400 %, or text at 200 %: nothing stands outside."""
    page.emulate_media(**LIGHT)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.setAttribute('data-size', 'largest')")
    found = {f"{name}, large": nodes for name, nodes in broken(page, **SIZES).items()} if targets else {}
    wide = page.evaluate(WIDE)
    page.set_viewport_size({"width": 390, "height": 844})
    return found | ({"reflow": [f"{wide} px"]} if wide > 320 else {})


@pytest.mark.parametrize("place", sorted({*ELSEWHERE, *HANDWRITTEN}))
def test_axe_finds_nothing_on_pages_of_their_own(page: Page, place: str) -> None:
    assert _violations(page, place, large=place in ELSEWHERE) == {}


@pytest.mark.parametrize("folder", TYPES)
def test_axe_finds_nothing_in_a_type(page: Page, mini: Built, folder: str) -> None:
    files = [mini.folder / folder / "index.html", *_longest(mini.folder / folder)]
    places = [file.relative_to(mini.folder).as_posix() for file in files]
    found = {place: _violations(page, place, large=True) for place in places}
    assert {place: faults for place, faults in found.items() if faults} == {}
