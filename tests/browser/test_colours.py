"""A pale text is found, and the button for the other theme gives what the system would; test_axe asks all pages."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from tests.browser.conftest import BROKEN, Built, opened, pale

LETTERS = "node => node.style.color = 'rgb(180, 170, 160)'"


def test_what_axe_finds_pale_is_found(browser: Browser, mini: Built) -> None:
    with opened(browser, f"{mini.url}about/", color_scheme="light", reduced_motion="reduce") as page:
        assert pale(page) == []
        page.locator("main p").first.evaluate(LETTERS)
        (found,) = pale(page)
        page.evaluate(AXE_SCRIPT)
        ((_, (node, *_)),) = page.evaluate(BROKEN, {"runOnly": ["color-contrast"]})
        assert found.startswith("p.") and node.startswith("<p")


def test_the_two_themes_differ_and_the_button_gives_what_the_system_would(browser: Browser, mini: Built) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, color_scheme="light") as light, opened(browser, color_scheme="dark") as dark:
        light.goto(mini.url)
        dark.goto(mini.url)
        bright, black = light.evaluate(ground), dark.evaluate(ground)
        assert bright != black
        light.locator("[data-setting=theme]").click()
        assert light.evaluate(ground) == black
        assert pale(light) == []
        dark.locator("[data-setting=theme]").click()
        assert dark.evaluate(ground) == bright


def test_a_transparent_picture_of_a_hand_written_page_stands_on_paper_in_the_dark_too(
    browser: Browser, mini: Built
) -> None:
    for theme in ("light", "dark"):
        with opened(browser, f"{mini.url}handbook/desk/", color_scheme=theme) as page:
            behind = page.locator("main p > img").first.evaluate("node => getComputedStyle(node).backgroundColor")
            assert behind == "rgb(250, 247, 241)", theme
