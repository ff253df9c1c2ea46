"""The buttons for dark and for large text: remembered over pages and reloads, and gone without script."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Built, opened

SIZE = "parseFloat(getComputedStyle(document.querySelector('#_content p, #_content li')).fontSize)"
STATES = {
    "theme": "document.documentElement.getAttribute('data-theme')",
    "size": "document.documentElement.getAttribute('data-size')",
}


@pytest.mark.parametrize(("name", "value"), [("theme", "dark"), ("size", "large")])
def test_a_choice_is_remembered_over_a_reload_and_on_another_page(
    browser: Browser, mini: Built, name: str, value: str
) -> None:
    with opened(browser, color_scheme="light") as page:
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


def test_large_text_is_larger_and_still_fits_a_phone(browser: Browser, mini: Built) -> None:
    with opened(browser) as page:
        page.goto(mini.url + "about/")
        before = page.evaluate(SIZE)
        page.locator("[data-setting=size]").click()
        assert page.evaluate(SIZE) > before * 1.1
        assert _fits(page)
        page.goto(mini.url)
        assert _fits(page)


def test_the_buttons_work_by_keyboard(browser: Browser, mini: Built) -> None:
    with opened(browser, color_scheme="light") as page:
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
