"""In light, in dark and in the system's own colours, every text stands out from its ground."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Built, opened

COLOURS = (Path(__file__).parent / "colours.js").read_text(encoding="utf-8")
ADDRESSES = [
    "",
    "role-models/",
    "role-models/bian-ru-song/",
    "role-models/che-ku-hu-zhu-zu/",
    "exhibitions/",
    "exhibitions/deng-ying/",
    "news/2026/zong-ye/",
    "events/",
    "events/qu-xiao-de-ke/",
    "venues/",
    "venues/liu-yin-zhong-xin/",
    "volunteer-projects/page-2/",
    "statistics/shi-jian-suo/",
    "campaigns/",
    "awards/liu-yin-hao-ren/",
    "about/",
    "handbook/problems/",
    "handbook/fields/role-models/",
]


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(browser: Browser, mini: Built, scheme: str, forced: str) -> None:
    poor: dict[str, list[str]] = {}
    with opened(browser, color_scheme=scheme, forced_colors=forced, reduced_motion="reduce") as page:
        for address in ADDRESSES:
            page.goto(mini.url + address)
            found = page.evaluate(COLOURS)
            assert found["seen"] > 5, address
            if found["poor"]:
                poor[address] = found["poor"]
    assert poor == {}


def test_the_two_themes_differ_and_the_button_gives_what_the_system_would(browser: Browser, mini: Built) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, color_scheme="light") as light, opened(browser, color_scheme="dark") as dark:
        light.goto(mini.url)
        dark.goto(mini.url)
        bright, black = light.evaluate(ground), dark.evaluate(ground)
        assert bright != black
        light.locator("[data-setting=theme]").click()
        assert light.evaluate(ground) == black
        assert light.evaluate(COLOURS)["poor"] == []
        dark.locator("[data-setting=theme]").click()
        assert dark.evaluate(ground) == bright
