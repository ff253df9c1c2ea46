"""In light, in dark and in the system's own colours, every text stands out from its ground."""

from itertools import product
from pathlib import Path

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
    "volunteer-projects/more-1/",
    "volunteer-teams/",
    "lecture-halls/",
    "lecture-teams/",
    "streets/liu-yin/",
    "sources/",
    "search/?q=街道",
    "statistics/shi-jian-suo/",
    "campaigns/",
    "awards/liu-yin-hao-ren/",
    "about/",
    "handbook/problems/",
    "handbook/fields/role-models/",
]


def test_every_text_stands_out_from_its_ground(browser: Browser, mini: Built) -> None:
    poor: dict[tuple[str, str, str], list[str]] = {}
    with opened(browser, reduced_motion="reduce") as page:
        for address in ADDRESSES:
            page.goto(mini.url + address)
            for scheme, forced in product(("light", "dark"), ("none", "active")):
                page.emulate_media(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type]
                found = page.evaluate(COLOURS)
                assert found["seen"] > 5, address
                if found["poor"]:
                    poor[address, scheme, forced] = found["poor"]
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
