"""The contents of an exhibition: a sheet from the bar in every view, a list that follows on a desktop; and doubled text size."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Built, violations
from tests.render.exhibition.show import SHOW

VIEWS = ("read", "walk", "listen")
ROWS = "new Set([...document.querySelectorAll('.stepper button:not([hidden])')].map(one => one.offsetTop)).size"
LONE = """() => {
  const range = document.createRange(), found = [];
  for (const heading of document.querySelectorAll("h1, h2, h3, .turns a")) {
    const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const top = place => { range.setStart(text, place); range.setEnd(text, place + 1);
        return [...range.getClientRects()].pop()?.top; };
      for (let place = 1; place < text.length; place += 1)
        if ("，。：".includes(text.data[place]) && top(place) > top(place - 1) + 4) found.push(heading.textContent);
    }
  }
  return found;
}"""
"""Headings with a line that begins with a comma."""


def _at(page: Page, view: str, stop: int) -> None:
    page.goto(f"{SHOW}/?view={view}#zhan-ban-{stop}")


@pytest.mark.parametrize("view", VIEWS)
def test_the_counter_opens_the_contents(show: Built, view: str) -> None:
    with show.opened(reduced_motion="reduce") as page:
        _at(page, view, 2)
        page.get_by_role("button", name="目录").focus()
        page.keyboard.press("Enter")
        sheet = page.get_by_role("dialog", name="目录")
        assert sheet.locator("[aria-current]").inner_text().endswith("灯下的第2件事")
        assert page.evaluate("document.activeElement.hash") == "#zhan-ban-2"
        assert violations(page) == {}
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.dataset.contents") == ""
        page.keyboard.press("Enter")
        sheet.get_by_role("link", name="灯下的第5件事").click()
        page.wait_for_url("**#zhan-ban-5")
        expect(page.locator(".stepper .now")).to_have_text("5 / 6")
        expect(page.locator("#zhan-ban-5")).to_be_focused()
        assert not sheet.is_visible()
        page.go_back()
        expect(page.locator(".stepper .now")).to_have_text("2 / 6")


def test_back_to_the_start_of_the_page_is_back_at_the_first_stop(show: Built) -> None:
    with show.opened(f"{SHOW}/", reduced_motion="reduce") as page:
        page.locator(".stop-list a").last.click()
        expect(page.locator(".stepper .now")).to_have_text("6 / 6")
        page.go_back()
        expect(page.locator(".stepper .now")).to_have_text("1 / 6")
        assert page.get_by_role("button", name="下一块").is_enabled()


BACK_AT_ONCE = """async () => {
  const gone = () => new Promise(done => addEventListener('hashchange', done, {once: true}));
  const there = gone();
  document.querySelector('.stop-list a[href="#zhan-ban-5"]').click();
  await there;
  history.back();
  for (const end = performance.now() + 400; performance.now() < end;); // a busy phone: the address was to follow in 200 ms
  await gone();
}"""


def test_the_way_back_leads_back_although_the_address_was_about_to_follow(show: Built) -> None:
    with show.opened(reduced_motion="reduce") as page:
        _at(page, "read", 2)
        page.evaluate(BACK_AT_ONCE)
        assert page.locator(".stepper .now").text_content() == "2 / 6"


UNDER = """() => {
  const at = document.activeElement, place = at.getBoundingClientRect();
  const bar = document.querySelector('.stepper').getBoundingClientRect();
  return !at.closest('.stepper') && place.bottom > bar.top + 2 && place.top < bar.bottom ? [at.textContent] : [];
}"""


def test_the_bar_does_not_lie_over_what_the_keyboard_comes_to(show: Built) -> None:
    with show.opened(f"{SHOW}/?view=read", has_touch=True) as page:
        under: list[str] = []
        while page.evaluate("!document.activeElement.closest('.foot')"):
            page.keyboard.press("Tab")
            under += page.evaluate(UNDER)
        assert under == []


def test_the_focus_stays_on_a_button_that_leads_no_further(show: Built) -> None:
    with show.opened(f"{SHOW}/?view=read", reduced_motion="reduce") as page:
        further = page.get_by_role("button", name="下一块")
        further.focus()
        page.evaluate("document.querySelector('#zhan-ban-6').closest('.stop').scrollIntoView()")
        expect(page.locator(".stepper .now")).to_have_text("6 / 6")
        expect(further).to_be_disabled()
        expect(further).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".stepper .now")).to_have_text("6 / 6")


def test_a_section_of_the_contents_is_its_first_stop(show: Built) -> None:
    with show.opened(reduced_motion="reduce") as page:
        _at(page, "walk", 1)
        page.get_by_role("button", name="目录").click()
        page.get_by_role("dialog").get_by_role("link", name="后半夜").click()
        expect(page.locator(".stepper .now")).to_have_text("4 / 6")


@pytest.mark.parametrize("size", ["", "large"])
def test_letters_twice_as_large_leave_the_bar_in_one_row(show: Built, size: str) -> None:
    with show.opened(reduced_motion="reduce", before=f"localStorage.setItem('setting-size', '{size}')") as page:
        for view in VIEWS:
            _at(page, view, 3)
            if not size:
                page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate(ROWS) == 1, view
            box = page.locator(".stepper .now").bounding_box()
            assert box and box["x"] + box["width"] <= 390, view
            assert page.evaluate("document.querySelector('[data-contents]').scrollWidth <= 390"), view
            assert page.get_by_role("button", name="下一块").is_visible(), view


def test_no_line_of_a_heading_begins_with_a_comma(odd: Built) -> None:
    with odd.opened(before="localStorage.setItem('setting-size', 'large')") as page:
        for place in ("", "1/"):
            page.goto(f"exhibitions/yi-kuai/{place}#top")
            for width in (320, 390):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(LONE) == [], (place, width)
