"""An exhibition in the browser: every mode works, by keyboard, without script, fast on a slow phone."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Built, pale, until, violations
from tests.browser.slow_phone import LAYOUT, visit
from tests.render.exhibition.show import SHOW, URL

PANELS = 6
IN_THE_LIST = """() => {
  const list = document.querySelector('.stop-list'), box = list.getBoundingClientRect();
  const row = list.querySelector('[aria-current]').getBoundingClientRect();
  return box.top <= row.top && row.bottom < Math.min(box.bottom, 800);
}"""
"""Is the current entry of the contents on the screen, inside the list that scrolls by itself?"""
MODES = {"read": "图文细读", "walk": "滚动观展", "listen": "听讲解"}
PLACES = {
    "head": f"{SHOW}/",
    "stop": f"{SHOW}/3/",
    "print": f"{SHOW}/print/",
    "poster": f"{SHOW}/print/poster/",
    "panels": f"{SHOW}/print/panels-a4/",
    "labels": f"{SHOW}/print/labels/",
    "checklist": f"{SHOW}/print/checklist/",
    "index": "exhibitions/",
    "people": "role-models/",
    "venue": "venues/suo/",
    **{mode: f"{SHOW}/?view={mode}#zhan-ban-3" for mode in MODES},  # the last: it is remembered
}


def test_no_page_scrolls_sideways_or_has_an_error_and_axe_finds_nothing_nor_in_the_viewer(show: Built) -> None:
    with show.opened(reduced_motion="reduce") as page:
        for place, address in PLACES.items():
            page.emulate_media(color_scheme="light")
            page.goto(address)
            for width in (320, 1280, 390):
                page.set_viewport_size({"width": width, "height": 844})
                assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (place, width)
            assert _in_both_themes(page) == ({}, []), place
        page.emulate_media(color_scheme="light")
        page.goto(PLACES["read"])
        page.locator("#visit a.zoom").nth(2).click()
        assert _in_both_themes(page) == ({}, [])


def _in_both_themes(page: Page) -> tuple[dict[str, list[str]], list[str]]:
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    return light, pale(page)


@pytest.mark.parametrize("mode", MODES)
def test_keyboard_and_bar_lead_from_stop_to_stop_and_the_address_follows(show: Built, mode: str) -> None:
    with show.opened(f"{SHOW}/?view={mode}#zhan-ban-1", reduced_motion="reduce") as page:
        for number in (2, 3):
            page.keyboard.press("ArrowRight")
            page.wait_for_url(f"**#zhan-ban-{number}")
            assert page.locator(".stepper .now").text_content() == f"{number} / {PANELS}"
            assert page.evaluate("document.activeElement.id") == f"zhan-ban-{number}"
        page.keyboard.press("ArrowLeft")
        page.wait_for_url("**#zhan-ban-2")
        for number in (3, 4, 5, 6):
            page.get_by_role("button", name="下一块").click()
            page.wait_for_url(f"**#zhan-ban-{number}")
        assert page.get_by_role("button", name="下一块").is_disabled()
        page.get_by_role("button", name="上一块").click()
        page.wait_for_url("**#zhan-ban-5")


@pytest.mark.parametrize("mode", MODES)
def test_a_jump_over_the_line_is_seen_also_just_after_an_arrival(show: Built, mode: str) -> None:
    with show.opened(f"{SHOW}/?view={mode}#zhan-ban-3", reduced_motion="reduce") as page:
        page.evaluate("scrollTo(0, 1e6)")  # the scroll bar: no wheel, touch or key
        page.wait_for_url(f"**#zhan-ban-{PANELS}")
        page.keyboard.press("Home")
        page.wait_for_url(f"**/{SHOW}/?view={mode}")
        assert page.locator(".stepper .now").text_content() == f"1 / {PANELS}"
        assert page.evaluate("document.querySelectorAll('.is-now').length") == 1


def test_a_choice_is_made_by_keyboard_and_remembered(show: Built) -> None:
    with show.opened(f"{SHOW}/") as page:
        assert page.locator(".modes [aria-current]").inner_text().startswith("图文细读")
        page.get_by_role("link", name="滚动观展").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.documentElement.dataset.view") == "walk"
        page.goto(f"{SHOW}/")
        assert page.locator(".modes [aria-current]").inner_text().startswith("滚动观展")
        assert page.locator(".sticky-figure .is-on").count() == 1


def test_without_script_everything_can_be_read(show: Built) -> None:
    with show.opened(f"{SHOW}/", java_script_enabled=False) as page:
        for number in range(1, PANELS + 1):
            assert page.get_by_text(f"第{number}块展板的文字。").is_visible()
            assert page.locator(f"[data-stop=zhan-ban-{number}] img").is_visible()
        assert page.locator(".modes a:visible").all_inner_texts()[0].startswith("图文细读")
        assert page.locator(".modes a:visible").count() == 2
        assert not page.locator(".stepper").is_visible()
        page.locator("[data-stop=zhan-ban-3] summary").click()
        assert page.get_by_text("第3段讲解。").is_visible()
        page.locator("[data-stop=zhan-ban-3] a.zoom").click()
        assert page.url.endswith(".webp")


def test_a_scanned_stop_shows_its_caption_first(show: Built) -> None:
    with show.opened(f"{SHOW}/4/", viewport={"width": 360, "height": 640}) as page:
        for text in ("灯下的第4件事", "第4块展板的文字。"):
            box = page.get_by_text(text).first.bounding_box()
            assert box and box["y"] < 560, text
        page.get_by_role("link", name="在整个展览里看").click()
        page.wait_for_url("**#zhan-ban-4")


def test_a_shared_link_has_a_title_a_sentence_and_a_picture_of_the_exhibition(show: Built) -> None:
    page = (show.folder / SHOW / "index.html").read_text(encoding="utf-8")
    said = dict(re.findall(r'<meta property="(og:[a-z:]+)" content="([^"]*)"', page))
    assert (said["og:title"], said["og:description"], said["og:url"]) == ("灯下", "一盏灯，几件事。", f"{URL}{SHOW}/")
    assert (show.folder / said["og:image"].removeprefix(URL)).is_file()


def test_every_picture_a_page_offers_is_there(show: Built) -> None:
    for page in sorted((show.folder / "exhibitions").rglob("index.html")):
        for group in re.findall(r'srcset="([^"]+)"', page.read_text(encoding="utf-8")):
            for address in (entry.split()[0] for entry in group.split(", ")):
                assert (page.parent / address).resolve().is_file(), f"{page}: {address}"


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        ("exhibitions/", "read"),
        (f"{SHOW}/", "read"),
        (f"{SHOW}/#zhan-ban-3", "walk"),
        (f"{SHOW}/#zhan-ban-3", "listen"),
    ],
)
def test_the_wall_and_a_stop_reached_by_its_address_stand_still_on_a_slow_phone(
    show: Built, place: str, mode: str
) -> None:
    found = visit(show.browser, show.url + place, mode)
    assert found.paint > 0, found
    assert found.shift <= 0.02, found
    assert 10_000 < found.octets <= 150_000, "before its pictures"


def test_forty_panels_scroll(odd: Built) -> None:
    with odd.opened("exhibitions/si-shi/?view=walk", reduced_motion="reduce") as page:
        page.get_by_role("button", name="目录").click()
        page.locator(".stop-sheet a", has_text="第k-30块").click()
        page.wait_for_url("**#k-30")
        until(page, "document.querySelector('.sticky-figure .is-on img').alt === '图k-30'")
        assert page.locator(".sticky-figure > *").count() < 10
        for _ in range(60):
            page.evaluate("new Promise(done => { scrollBy(0, 400); requestAnimationFrame(done); })")
        found = page.evaluate(LAYOUT)
        assert found["shift"] <= 0.02, found
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto("exhibitions/si-shi/?view=read#k-30")
        for number in (30, 31):
            page.wait_for_url(f"**#k-{number}")
            until(page, IN_THE_LIST)
            page.keyboard.press("ArrowRight")
