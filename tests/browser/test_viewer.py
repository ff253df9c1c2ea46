"""The viewer of large pictures: open, turn, enlarge, close; also in a window without history."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Built, until
from tests.render.exhibition.show import SHOW

NO_HISTORY = {
    "throws": "history.pushState = history.replaceState = () => { throw new Error('no history'); };",
    "does nothing": "history.pushState = history.replaceState = () => {};",
}
CLOSE: dict[str, Callable[[Page], Any]] = {
    "the way back": lambda page: page.evaluate("history.back()"),
    "Esc": lambda page: page.keyboard.press("Escape"),
    "Esc twice": lambda page: [page.keyboard.press("Escape") for _ in range(2)],
    "the button": lambda page: page.get_by_role("button", name="关闭").click(),
}
LAST = ("the way back", "Esc twice")
"""The button and one Esc do what the first of two does."""
FRAME = "document.querySelector('.viewer-pane')"
POINT = f"""(([x, y]) => {{
  const image = {FRAME}.firstChild.getBoundingClientRect();
  return [(x - image.left) / image.width, (y - image.top) / image.height];
}})"""


def _open(page: Page, address: str = f"{SHOW}/?view=read#zhan-ban-2", place: int = 0) -> None:
    page.goto(address)
    page.locator(f"[data-stop={address.partition('#')[2]}] a.zoom").nth(place).click()
    page.get_by_role("dialog").wait_for()


def test_a_picture_opens_by_keyboard_turns_and_gives_the_focus_back(show: Built) -> None:
    with show.opened(f"{SHOW}/?view=read#zhan-ban-2") as page:
        page.locator("[data-stop=zhan-ban-2] a.zoom").focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="看大图")
        assert dialog.get_by_text("图2之1").is_visible() and dialog.get_by_text("绘图者乙").is_visible()
        page.keyboard.press("ArrowRight")
        assert dialog.get_by_text("图3之1").is_visible()
        dialog.get_by_role("button", name="放大").click()
        assert page.evaluate(f"{FRAME}.scrollWidth > innerWidth * 2")
        page.keyboard.press("Escape")
        until(page, "document.activeElement.matches('[data-stop=zhan-ban-3] a.zoom')")  # at first on what opened it


@pytest.mark.parametrize("view", ["read", "walk", "listen"])
def test_an_open_picture_is_closed_and_the_visit_goes_on(show: Built, view: str) -> None:
    with show.opened(shared=False) as page:
        for way in CLOSE if view == "read" else LAST:
            _closed(page, way, view)


def _closed(page: Page, way: str, view: str) -> None:
    page.goto(f"{SHOW}/")
    page.goto(f"{SHOW}/?view={view}#zhan-ban-4")
    page.locator(".stop.is-now[data-stop=zhan-ban-4]").wait_for()
    address, steps = page.url, page.evaluate("history.length")
    page.locator("[data-stop=zhan-ban-4] a.zoom:visible, .sticky-figure .is-on a.zoom:visible").first.click()
    page.get_by_role("dialog").wait_for()
    CLOSE[way](page)
    page.get_by_role("dialog").wait_for(state="hidden")
    until(page, "!history.state || !history.state.viewer")
    page.wait_for_url(address)
    until(page, "document.activeElement.className === 'zoom'")
    assert page.evaluate("history.length") == steps + 1
    assert page.locator(".stop.is-now").get_attribute("data-stop") == "zhan-ban-4"
    page.go_back()
    page.wait_for_url(f"**/{SHOW}/")


def test_the_focus_comes_back_where_the_way_back_is_slower_than_the_second_esc(show: Built) -> None:
    with show.opened(
        shared=False, before="const back = history.back.bind(history); history.back = () => setTimeout(back, 300);"
    ) as page:
        _closed(page, "Esc twice", "listen")


def test_forward_opens_the_picture_again_and_a_new_load_closes_it(show: Built) -> None:
    with show.opened() as page:
        _open(page)
        page.evaluate("history.back()")
        page.get_by_role("dialog").wait_for(state="hidden")
        page.evaluate("history.forward()")
        page.get_by_role("dialog").get_by_text("图2之1").wait_for()
        page.reload()
        until(page, "history.state === null")
        assert page.get_by_role("dialog").count() == 0


def test_a_picture_opened_before_the_last_closing_is_told_stays_open(show: Built) -> None:
    with show.opened() as page:
        _open(page)
        told = page.evaluate("""() => {
          const dialog = document.querySelector("dialog");
          const told = new Promise(done => dialog.addEventListener("close", () => setTimeout(done, 100)));
          dialog.close();
          dialog.showModal();
          return told.then(() => [dialog.open, history.state]);
        }""")
        assert told == [True, {"viewer": True}]


@pytest.mark.parametrize("way", ["Esc", "the button"])
@pytest.mark.parametrize("history", NO_HISTORY)
def test_without_a_history_a_picture_opens_and_closing_it_stays_on_the_page(
    show: Built, history: str, way: str
) -> None:
    with show.opened(reduced_motion="reduce", before=NO_HISTORY[history]) as page:
        page.goto("about/")
        _open(page)
        CLOSE[way](page)
        page.get_by_role("dialog").wait_for(state="hidden")
        page.get_by_role("button", name="下一块").click()
        page.get_by_role("link", name="听讲解").evaluate("link => link.click()")
        until(page, "document.documentElement.dataset.view === 'listen'")
        assert SHOW in page.url


def test_a_swipe_turns_the_picture(show: Built) -> None:
    with show.opened() as page:
        _open(page)
        page.mouse.move(300, 300)
        page.mouse.down()
        page.mouse.move(120, 305, steps=4)
        page.mouse.up()
        assert page.get_by_role("dialog").get_by_text("图3之1").is_visible()


@pytest.mark.parametrize("share", [(0.3, 0.4), (0.5, 0.5), (0.7, 0.6)])
def test_a_picture_grows_around_the_point_tapped(show: Built, share: tuple[float, float]) -> None:
    with show.opened() as page:
        _open(page)
        box = page.locator(".viewer img").bounding_box()
        assert box
        point = [box["x"] + box["width"] * share[0], box["y"] + box["height"] * share[1]]
        page.mouse.click(*point)
        assert page.get_by_role("button", name="放大").get_attribute("aria-pressed") == "true"
        across = page.evaluate(POINT, point)[0]
        assert abs(across - share[0]) < 0.01
        page.mouse.click(*point)
        page.get_by_role("button", name="放大").click()
        frame = page.locator(".viewer-pane").bounding_box()
        assert frame
        middle = page.evaluate(POINT, [frame["width"] / 2, frame["height"] / 2])
        assert [round(value, 1) for value in middle] == [0.5, 0.5]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_picture_is_never_much_larger_than_its_points(odd: Built, width: int) -> None:
    with odd.opened(viewport={"width": width, "height": 844}) as page:
        _open(page, "exhibitions/guai/?view=read#gao")
        page.get_by_role("button", name="放大").click()
        tall = page.locator(".viewer img").bounding_box()
        assert tall and 390 <= tall["width"] <= 500 * 1.5
        page.get_by_role("button", name="关闭").click()
        page.get_by_role("dialog").wait_for(state="hidden")
        _open(page, "exhibitions/guai/?view=read#chang", 1)
        stamp = page.locator(".viewer img").bounding_box()
        assert stamp and (stamp["width"], stamp["height"]) == (60, 45)
        assert not page.locator(".viewer [data-large]").is_visible()
