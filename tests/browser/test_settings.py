"""The buttons for dark mode and large text: remembered across pages and reloads, absent without script."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Built, pale, violations

STATES = {
    "theme": "document.documentElement.getAttribute('data-theme')",
    "size": "document.documentElement.getAttribute('data-size')",
}


@pytest.mark.parametrize(("name", "value"), [("theme", "dark"), ("size", "big")])
def test_a_choice_is_remembered_over_a_reload_and_on_another_page(mini: Built, name: str, value: str) -> None:
    with mini.opened("", color_scheme="light") as page:
        button = page.locator(f"[data-setting={name}]")
        assert button.get_attribute("aria-pressed") == "false"
        button.click()
        assert (page.evaluate(STATES[name]), button.get_attribute("aria-pressed")) == (value, "true")
        page.reload()
        assert (page.evaluate(STATES[name]), button.get_attribute("aria-pressed")) == (value, "true")
        page.goto("venues/liu-yin-zhong-xin/")
        assert (page.evaluate(STATES[name]), button.get_attribute("aria-pressed")) == (value, "true")
        button.click()
        page.reload()
        assert page.evaluate(STATES[name]) != value


LETTERS = """() => {
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !box.getClientRects().length || box.closest('[aria-hidden=true], sup, .unseen')) continue;
    const size = parseFloat(getComputedStyle(box).fontSize);
    if (size < 18) found[walker.currentNode.data.trim().slice(0, 20)] = size;
  }
  return found;
}"""
TARGETS = """() => [...document.querySelectorAll('.top a, .top button, .search-box input, .speak button, .names a')]
  .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 60).map(one => one.outerHTML.slice(0, 80))"""
HEAD = "document.querySelector('.top').getBoundingClientRect().height"
ELDER = ["", "about/", "venues/liu-yin-zhong-xin/", "role-models/", "news/", "events/", "streets/liu-yin/", "names/"]


def test_the_version_for_the_elderly_is_large_clear_and_fits_a_phone(mini: Built) -> None:
    with mini.opened("", color_scheme="light") as page:
        page.get_by_role("button", name="长辈版").click()
        for step, size in (("较大", 21), ("最大", 24), ("大", 18)):
            page.get_by_role("button", name=step, exact=True).click()
            assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == size
        for place in ELDER:
            page.goto(place)
            assert (page.evaluate(LETTERS), page.evaluate(TARGETS)) == ({}, []), place
            assert _fits(page), place
            assert violations(page) == {}, place
            page.emulate_media(color_scheme="dark")
            assert pale(page) == [], place
            page.emulate_media(color_scheme="light")
            assert page.evaluate(HEAD) < 0.4 * PHONE["viewport"]["height"], place
        page.get_by_role("button", name="最大").click()
        assert _fits(page)
        assert page.evaluate(HEAD) < 0.4 * PHONE["viewport"]["height"]
        page.get_by_role("button", name="长辈版").click()
        assert page.evaluate(STATES["size"]) is None
        assert not page.get_by_role("button", name="最大").is_visible()


BESIDE = """() => [...document.querySelectorAll('.news .t')].filter((title) => {
  title.textContent = '一个月里修好三十八把伞和一只会唱歌的水壶';
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.textContent = '示例';
  title.after(badge);
  return badge.getBoundingClientRect().top > [...title.getClientRects()].pop().bottom - 6;
}).length"""


def test_for_the_elderly_a_mark_stands_beside_the_end_of_its_title(mini: Built) -> None:
    with mini.opened("news/") as page:
        page.get_by_role("button", name="长辈版").click()
        assert page.locator(".news .t").count() > 0
        assert page.evaluate(BESIDE) == 0


def test_for_the_elderly_a_date_is_read_as_it_is_said(mini: Built) -> None:
    with mini.opened("events/") as page:
        page.get_by_role("button", name="长辈版").click()
        days = page.locator(".on:not([hidden]) li:not([hidden]) .day", has=page.locator("time")).all_inner_texts()
        assert days and all(re.fullmatch(r"\d{4}年\d+月\d+日 周.", day.strip()) for day in days)


LINES = """(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return new Set([...range.getClientRects()].map((line) => Math.round((line.top + line.bottom) / 20))).size;
})"""
FILED = """() => {
  const number = document.createElement('a');
  number.textContent = '甘公网安备 62010202000001号';
  document.querySelector('.foot p').append(number);
  return document.documentElement.scrollWidth;
}"""
NAMED = """() => {
  const name = document.querySelector('.title h1');
  name.innerHTML = '<span>骆青禾</span>、<span>骆青苗姐妹</span><span class="badge">示例</span>';
}"""


def test_for_the_elderly_names_dates_and_figures_stay_whole(mini: Built) -> None:
    with mini.opened("role-models/bian-ru-song/") as page:
        page.get_by_role("button", name="长辈版").click()
        page.get_by_role("button", name="最大").click()
        assert set(page.evaluate(LINES, ".facts dd .phrase")) == {1}
        page.locator(".facts dd", has=page.locator(".phrase")).last.evaluate("node => { node.id = 'day'; }")
        assert page.evaluate(LINES, "#day") == [1]
        page.evaluate(NAMED)
        assert page.evaluate(LINES, ".title h1 span:not(.badge)") == [1, 1]
        page.goto("volunteer-teams/")
        title = page.locator(".rows .t").first
        title.evaluate("node => { node.textContent = '石榴院东社区新时代文明实践站'; }")
        ends = title.evaluate("node => [...node.getClientRects()].map((line) => line.width)")
        assert len(ends) == 2 and ends[1] > ends[0] / 2
        page.goto("statistics/")
        columns = page.locator(".figs").first.evaluate("node => getComputedStyle(node).gridTemplateColumns")
        assert len(columns.split()) == 1
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate(FILED) == 320


FORCED = """(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const style = getComputedStyle(one);
  return style.borderBottomColor + style.backgroundColor;
})"""


CHOSEN = {
    "role-models/": [(".menu-bar:not(.is-second) a", "aria-current"), (".menu-bar.is-second a", "aria-current")],
    "exhibitions/": [(".filter-keys button", "aria-pressed='true'")],
    "exhibitions/deng-ying/": [(".modes a", "aria-current"), (".elder .tool", "aria-pressed='true'")],
    "role-models/by-strokes/": [(".facet.is-short a", "aria-current")],
}
"""Where something is one of several, and what says which."""


@pytest.mark.parametrize("place", CHOSEN)
def test_where_the_system_sets_the_colours_what_is_chosen_is_seen(mini: Built, place: str) -> None:
    with mini.opened(place, forced_colors="active") as page:
        page.get_by_role("button", name="长辈版").click()
        for within, state in CHOSEN[place]:
            seen = page.evaluate(FORCED, f"{within}[{state}]")
            unseen = page.evaluate(FORCED, f"{within}:not([{state}])")
            assert seen and unseen and not {*seen} & {*unseen}, within


def test_for_the_elderly_an_exhibition_begins_with_words_and_seals_are_no_links(mini: Built) -> None:
    with mini.opened("exhibitions/deng-ying/") as page:
        page.get_by_role("button", name="长辈版").click()
        page.get_by_role("button", name="最大").click()
        top, picture = (page.locator(one).bounding_box() for one in (".show-words .kicker", ".lead-picture"))
        assert top and picture and top["y"] < PHONE["viewport"]["height"] / 2 < picture["y"]
        page.goto("role-models/")
        lines = "nodes => nodes.map(node => getComputedStyle(node).textDecorationLine)"
        assert {*page.locator(".person, .person .seal").evaluate_all(lines)} == {"none"}
        assert {*page.locator(".person .t").evaluate_all(lines)} == {"underline"}


def test_a_phones_page_at_200_percent_has_one_column(mini: Built) -> None:
    half = PHONE["viewport"]["width"] // 2
    with mini.opened(viewport={"width": half, "height": 422}) as page:
        blocks = {"": ".errands a", "role-models/": ".person", "venues/": ".tree", "venues/liu-yin-suo/": ".facts dd"}
        for place, block in blocks.items():
            page.goto(place)
            assert page.evaluate("document.documentElement.scrollWidth") == half, place
            box = page.locator(block).first.bounding_box()
            assert box and box["width"] > half * 0.7, place


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
