"""Scrolling through an exhibition: the picture, text and credit of the current stop; or the plain page."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Built, until
from tests.render.exhibition.show import SHOW

WITHOUT = {
    "the visit": "**/visit.js",
    "the sticky figure": "**/sticky-figure.js",
    "an observer": "delete window.IntersectionObserver",
}
SIZES = {"phone": (390, 844), "phone held sideways": (844, 390), "desk": (1280, 860)}

READ = """id => { const box = document.querySelector(`[data-stop=${id}]`).getBoundingClientRect();
  return box.top < innerHeight * 0.6 && box.bottom > innerHeight * 0.6; }"""


def _walk(page: Page, stop: int = 1) -> None:
    page.goto(f"{SHOW}/?view=walk#zhan-ban-{stop}")
    until(page, f"document.querySelector('.sticky-figure .is-on img')?.alt === '第{stop}块的第1张图'")


def test_it_shows_the_picture_of_the_stop_one_is_at(show: Built) -> None:
    with show.opened(reduced_motion="reduce") as page:
        _walk(page)
        page.locator(".sticky-figure .is-on a").focus()
        for number in (1, 2, 3):
            # A reader's wheel: after an arrival, the page takes scrolling without one for its own and is not led by it.
            page.evaluate("dispatchEvent(new WheelEvent('wheel'))")
            page.evaluate(f"document.querySelector('[data-stop=zhan-ban-{number}]').scrollIntoView()")
            until(page, f"document.querySelector('.sticky-figure .is-on img').alt === '第{number}块的第1张图'")
        assert page.evaluate("document.activeElement.closest('.sticky-figure .is-on') !== null")
        assert page.locator(".sticky-figure").bounding_box()["y"] < 5  # type: ignore[index]


def test_a_phone_that_is_turned_shows_the_same_stop(odd: Built) -> None:
    with odd.opened("exhibitions/si-shi/?view=walk#k-30", reduced_motion="reduce") as page:
        until(page, READ, arg="k-30")
        for turn in (((844, 390),), ((390, 390), (390, 844)), ((844, 844), (844, 390))):  # some tell one measure first
            for width, height in turn:
                page.set_viewport_size({"width": width, "height": height})
            until(page, READ, arg="k-30")
            assert page.locator(".stepper .now").text_content() == "30 / 40", turn


@pytest.mark.parametrize("missing", WITHOUT)
@pytest.mark.parametrize("view", ["walk", "listen"])
def test_a_choice_that_cannot_be_kept_leaves_the_page_to_read(show: Built, view: str, missing: str) -> None:
    script = WITHOUT[missing] if missing == "an observer" else ""
    with show.opened(before=f"localStorage.setItem('setting-view', '{view}'); {script}") as page:
        if missing != "an observer":
            page.route(WITHOUT[missing], lambda route: route.abort())
        page.goto(f"{SHOW}/")
        if (view, missing) == ("listen", "the sticky figure"):
            assert page.evaluate("document.documentElement.dataset.view") == "listen"
            assert page.get_by_role("link", name="滚动观展").count() == 0
            return
        for number in range(1, 7):
            assert page.locator(f"[data-stop=zhan-ban-{number}] img").first.is_visible()
            assert page.get_by_text(f"第{number}块展板的文字。").is_visible()
        assert not page.locator(".sticky-figure").is_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_words_and_the_credit_stand_close_under_the_picture(show: Built, size: str) -> None:
    width, height = SIZES[size]
    with show.opened(reduced_motion="reduce", viewport={"width": width, "height": height}) as page:
        _walk(page, 2)
        shown = page.locator(".sticky-figure .is-on")
        picture = shown.locator("img").bounding_box()
        words = shown.get_by_text("图2之1").bounding_box()
        credit = shown.get_by_text("绘图者乙").bounding_box()
        assert picture and words and credit
        foot = picture["y"] + picture["height"]
        assert foot <= words["y"] + 1 and words["y"] - foot < 30
        assert credit["y"] + credit["height"] <= height
        if width > height:
            text = page.get_by_text("第2块展板的文字。").bounding_box()
            assert text and text["x"] >= picture["x"] + picture["width"] > width * 0.4


def test_choosing_to_walk_lands_on_the_first_step(show: Built) -> None:
    with show.opened(f"{SHOW}/", reduced_motion="reduce") as page:
        page.get_by_role("link", name="滚动观展").click()
        until(page, "Math.abs(document.querySelector('.sticky-figure').getBoundingClientRect().top) < 1")
        figure, first = page.locator(".sticky-figure").bounding_box(), page.locator("#zhan-ban-1").bounding_box()
        assert figure and first and figure["height"] < first["y"] < 844
        assert page.locator(".stepper .now").text_content() == "1 / 6"
