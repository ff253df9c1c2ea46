"""Odd exhibitions stay readable: no error, no horizontal scrolling at 320 px or with doubled text, deep zoom by any input."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Built, until, violations
from tests.render.exhibition.odd import SHOWS

VIEWS = ("read", "walk", "listen")
ASKED = "piece => performance.getEntriesByType('resource').some(entry => entry.name.includes(piece))"
ZOOM = "node => node.querySelector('.viewer').classList.contains('is-large')"


@pytest.mark.parametrize("show", SHOWS)
def test_it_is_readable_and_free_of_errors(odd: Built, show: str) -> None:
    with odd.opened(viewport={"width": 320, "height": 640}, reduced_motion="reduce") as page:
        for view in VIEWS:
            page.goto(f"exhibitions/{show}/?view={view}#%E0%A4%A")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, view
            assert violations(page) == {}, view
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, view


def test_with_storage_switched_off_the_choice_holds_for_the_page(odd: Built) -> None:
    off = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('off'); }})"
    with odd.opened("exhibitions/guai/", before=off) as page:
        page.get_by_role("link", name="滚动观展").click()
        assert page.evaluate("document.documentElement.dataset.view") == "walk"


def test_the_address_says_how_and_where_and_follows_the_choice(odd: Built) -> None:
    with odd.opened("exhibitions/guai/?view=walk#wu-tu", reduced_motion="reduce") as page:
        assert page.locator(".stepper .now").text_content() == "4 / 6"
        page.get_by_role("link", name="听讲解").evaluate("link => link.click()")
        page.wait_for_url("**?view=listen*")
        page.reload()
        assert page.evaluate("document.documentElement.dataset.view") == "listen"


def _deep(page: Page) -> None:
    page.goto("exhibitions/guai/?view=read#chang")
    page.locator("[data-stop=chang] a.zoom").first.click()
    until(page, "document.querySelector('.viewer canvas')")


def test_deep_zoom_asks_for_finer_tiles_by_button_key_and_wheel(odd: Built) -> None:
    with odd.opened(viewport={"width": 1280, "height": 800}) as page:
        _deep(page)
        until(page, ASKED, arg="-zoom/")
        assert not page.evaluate(ASKED, "/512,400/")
        page.get_by_role("button", name="放大").click()
        assert page.locator("body").evaluate(ZOOM)
        page.keyboard.press("+")
        page.mouse.move(600, 300)
        for _ in range(8):
            page.mouse.wheel(0, -100)
        until(page, ASKED, arg="/512,400/")
        page.keyboard.press("ArrowRight")
        assert page.locator(".viewer-count").text_content().startswith("3 ")  # type: ignore[union-attr]
        page.keyboard.press("0")
        assert not page.locator("body").evaluate(ZOOM)
        page.keyboard.press("ArrowRight")
        assert page.locator(".viewer canvas").count() == 0
        assert page.evaluate("document.activeElement.className") == "viewer-pane"  # the button that had it is gone
        page.keyboard.press("Escape")


def test_deep_zoom_by_two_fingers(odd: Built) -> None:
    with odd.opened(has_touch=True) as page:
        _deep(page)
        wire = page.context.new_cdp_session(page)

        def touch(kind: str, *points: tuple[int, int]) -> None:
            found = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
            wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": found})

        touch("touchStart", (180, 300), (210, 300))
        for step in range(1, 6):
            touch("touchMove", (180 - 20 * step, 300), (210 + 20 * step, 300))
        touch("touchEnd")
        assert page.locator("body").evaluate(ZOOM)


def test_without_script_the_link_of_a_deep_picture_is_the_whole_picture(odd: Built) -> None:
    with odd.opened("exhibitions/guai/", java_script_enabled=False) as page:
        page.locator("[data-stop=chang] a.zoom").first.click()
        assert page.url.endswith("/full/max/0/default.jpg")
        assert (odd.folder / page.url.removeprefix(odd.url)).is_file()


def test_nothing_of_a_draft_or_of_what_was_withdrawn_is_left(odd: Built) -> None:
    names = [path.relative_to(odd.folder).as_posix() for path in odd.folder.rglob("*") if path.is_file()]
    assert [name for name in names if "cao-gao" in name] == []
    assert [name for name in names if name.startswith("exhibitions/che-xia/")] == ["exhibitions/che-xia/index.html"]
    text = (odd.folder / "exhibitions/che-xia/index.html").read_text(encoding="utf-8")
    assert "heng-zhe" not in text and "yin-shua" not in text
