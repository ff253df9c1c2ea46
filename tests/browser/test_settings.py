"""The buttons for dark and for large text: remembered over pages and reloads, and gone without script."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, Built, opened, shared_page, violations

STATES = {
    "theme": "document.documentElement.getAttribute('data-theme')",
    "size": "document.documentElement.getAttribute('data-size')",
}


@pytest.mark.parametrize(("name", "value"), [("theme", "dark"), ("size", "big")])
def test_a_choice_is_remembered_over_a_reload_and_on_another_page(
    browser: Browser, mini: Built, name: str, value: str
) -> None:
    with shared_page(browser, color_scheme="light") as page:
        page.goto(mini.url)
        button = page.locator(f"[data-setting={name}]")
        assert button.get_attribute("aria-pressed") == "false"
        button.click()
        assert (page.evaluate(STATES[name]), button.get_attribute("aria-pressed")) == (value, "true")
        page.reload()
        assert (page.evaluate(STATES[name]), button.get_attribute("aria-pressed")) == (value, "true")
        page.goto(mini.url + "venues/liu-yin-zhong-xin/")
        assert (page.evaluate(STATES[name]), button.get_attribute("aria-pressed")) == (value, "true")
        button.click()
        page.reload()
        assert page.evaluate(STATES[name]) != value


LETTERS = """() => {
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !box.getClientRects().length || box.closest('[aria-hidden=true], sup, .unseen')) continue;
    const size = parseFloat(getComputedStyle(box).fontSize);
    if (size < 18) found[walker.currentNode.data.trim().slice(0, 20)] = size;
  }
  return found;
}"""
TARGETS = """() => [...document.querySelectorAll('.top a, .top button, .search-box input, .speak button')]
  .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 60).map(one => one.outerHTML.slice(0, 80))"""
HEAD = "document.querySelector('.top').getBoundingClientRect().height"
ELDER = ["", "about/", "venues/liu-yin-zhong-xin/", "role-models/", "news/", "events/", "streets/liu-yin/"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_version_for_the_elderly_is_large_clear_and_fits_a_phone(browser: Browser, mini: Built, theme: str) -> None:
    with shared_page(browser, color_scheme=theme) as page:
        page.goto(mini.url)
        page.get_by_role("button", name="长辈版").click()
        for step, size in (("较大", 21), ("最大", 24), ("大", 18)):
            page.get_by_role("button", name=step, exact=True).click()
            assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == size
        for place in ELDER:
            page.goto(mini.url + place)
            assert (page.evaluate(LETTERS), page.evaluate(TARGETS)) == ({}, []), place
            assert _fits(page), place
            assert violations(page) == {}, place
            assert page.evaluate(HEAD) < 0.4 * PHONE["viewport"]["height"], place
        page.get_by_role("button", name="最大").click()
        assert _fits(page)
        assert page.evaluate(HEAD) < 0.4 * PHONE["viewport"]["height"]
        page.get_by_role("button", name="长辈版").click()
        assert page.evaluate(STATES["size"]) is None
        assert not page.get_by_role("button", name="最大").is_visible()


FORCED = """(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const style = getComputedStyle(one);
  return style.borderBottomColor + style.backgroundColor;
})"""


def test_where_the_system_sets_the_colours_what_is_chosen_is_seen(browser: Browser, mini: Built) -> None:
    with opened(browser, forced_colors="active") as page:
        page.goto(mini.url + "role-models/")
        page.get_by_role("button", name="长辈版").click()
        for chosen, other in (
            ("[aria-current]", ":not([aria-current])"),
            ("[aria-pressed=true]", "[aria-pressed=false]"),
        ):
            within = ".menu-bar:not(.is-second) a" if "current" in chosen else ".elder .tool"
            seen, unseen = page.evaluate(FORCED, within + chosen), page.evaluate(FORCED, within + other)
            assert seen and unseen and not {*seen} & {*unseen}, within


def test_the_buttons_work_by_keyboard(browser: Browser, mini: Built) -> None:
    with shared_page(browser, color_scheme="light") as page:
        page.goto(mini.url)
        page.locator("[data-setting=theme]").focus()
        page.keyboard.press("Enter")
        assert page.evaluate(STATES["theme"]) == "dark"


def test_a_page_works_where_storage_is_forbidden(browser: Browser, mini: Built) -> None:
    errors: list[str] = []
    with opened(browser, color_scheme="light") as page:
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
        page.goto(mini.url)
        page.locator("[data-setting=theme]").click()
        assert page.evaluate(STATES["theme"]) == "dark"
    assert errors == []


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
