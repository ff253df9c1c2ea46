"""An exhibition on paper: the page itself without an empty sheet, with all its pictures, and nothing to press."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Built, opened
from tests.browser.paper import pictures, sheets
from tests.browser.slow_phone import served
from tests.exhibition.show import SHOW, site

PANELS = 6
KINDS = {
    "read": (f"{SHOW}/", True),
    "walk": (f"{SHOW}/?view=walk", True),
    "listen": (f"{SHOW}/?view=listen#zhan-ban-3", True),
    "without script": (f"{SHOW}/", False),
}


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    folder = site(tmp_path_factory.mktemp("show"), PANELS)
    with served(folder) as url:
        yield Built(folder, url)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_itself_has_all_pictures_and_no_empty_sheet(browser: Browser, show: Built, kind: str) -> None:
    address, script = KINDS[kind]
    with opened(browser, java_script_enabled=script) as page:
        page.goto(show.url + address)
        page.wait_for_load_state("networkidle")
        made = page.pdf(format="A4", prefer_css_page_size=True)
        found = sheets(made)
        assert [number for number, sheet in enumerate(found, 1) if sheet.empty] == []
        assert PANELS // 2 <= len(found) <= PANELS + 3
        assert pictures(made) >= PANELS + 1
        page.emulate_media(media="print")
        shown = page.locator(":is(.stepper, .modes, .stage, audio, .stop-foot, .stop-list):visible")
        assert shown.evaluate_all("nodes => nodes.map(node => node.className || node.tagName)") == []
        assert page.get_by_text("第3段讲解。").is_visible()


def test_a_choice_that_is_remembered_changes_nothing_on_paper(browser: Browser, show: Built) -> None:
    with opened(browser) as page:
        page.goto(show.url + f"{SHOW}/")
        page.evaluate("localStorage.setItem('setting-view', 'walk')")
        page.reload()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.dataset.view") == "walk"
        made = page.pdf(format="A4", prefer_css_page_size=True)
        assert not any(sheet.empty for sheet in sheets(made)) and pictures(made) >= PANELS + 1


def test_a_stop_is_printed_without_what_is_to_be_pressed(browser: Browser, show: Built) -> None:
    with opened(browser) as page:
        page.goto(show.url + f"{SHOW}/3/")
        page.emulate_media(media="print")
        assert page.locator(":is(audio, .turns):visible").count() == 0
        assert page.get_by_text("第3段讲解。").is_visible()
