"""Low contrast is found, and the theme button gives the system's other theme; test_axe checks all pages."""

from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import BROKEN, Built, pale

LETTERS = "node => node.style.color = 'rgb(180, 170, 160)'"


def test_what_axe_finds_pale_is_found(mini: Built) -> None:
    with mini.opened("about/", color_scheme="light", reduced_motion="reduce") as page:
        assert pale(page) == []
        page.locator("main p").first.evaluate(LETTERS)
        (found,) = pale(page)
        page.evaluate(AXE_SCRIPT)
        ((_, (node, *_)),) = page.evaluate(BROKEN, {"runOnly": ["color-contrast"]})
        assert found.startswith("p.") and node.startswith("<p")


def test_the_two_themes_differ_and_the_button_gives_what_the_system_would(mini: Built) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with mini.opened("", color_scheme="light") as light, mini.opened("", color_scheme="dark") as dark:
        bright, black = light.evaluate(ground), dark.evaluate(ground)
        assert bright != black
        light.locator("[data-setting=theme]").click()
        assert light.evaluate(ground) == black
        assert pale(light) == []
        dark.locator("[data-setting=theme]").click()
        assert dark.evaluate(ground) == bright


def test_a_transparent_picture_of_a_hand_written_page_stands_on_paper_in_the_dark_too(mini: Built) -> None:
    for theme in ("light", "dark"):
        with mini.opened("handbook/desk/", color_scheme=theme) as page:
            behind = page.locator("main p > img").first.evaluate("node => getComputedStyle(node).backgroundColor")
            assert behind == "rgb(250, 247, 241)", theme
