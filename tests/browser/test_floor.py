"""Old browsers: no script uses newer features than the floor's, and search and exhibitions work without them."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Built
from tests.browser.floor import BARE, TAKEN, gaps, newer, newer_style
from tests.render.exhibition.show import SHOW
from tests.support import ROOT

SCRIPTS = sorted((ROOT / "docs/assets/js").rglob("*.js"))
STYLES = sorted((ROOT / "docs/assets/css").glob("*.css"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_needs_a_newer_browser(path: object) -> None:
    assert newer(path.read_text(encoding="utf-8")) == []  # type: ignore[attr-defined]


def test_what_is_newer_is_told_of_and_words_about_it_are_not() -> None:
    for code in ("a?.b", "s.at(-1)", "class A { #f = 1; }", "/(?<=a)b/"):
        assert newer(f"// why\n{code};"), code
    for code in ("a ? .5 : 1", "say('a?.b ?? c')", "// a?.b", "x = '#f = 1'", "cat(1)"):
        assert newer(code) == [], code


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_needs_a_newer_browser(path: Path) -> None:
    assert newer_style(path.read_text(encoding="utf-8")) == []


def test_a_style_with_nothing_older_before_it_is_told_of() -> None:
    for rule in (
        "a:not(.b, .c) {}",
        "a { inset: 0; }",
        "a { width: min(1px, 2px); width: 1px; }",
        "a { b: c; height: 100dvh; }",
    ):
        assert newer_style(rule), rule
    for rule in ("a { width: 1px; width: min(1px, 2px); }", "@supports (--x: 1) { a { --x: min(1px, 2px); } }"):
        assert newer_style(rule) == [], rule
    assert newer_style("/* a { inset: 0; } */ a { box-shadow: inset 0 0 red; grid: minmax(0, 1fr); }") == []


def test_items_that_stand_apart_do_so_in_old_browsers() -> None:
    old = (ROOT / "docs/assets/css/old.css").read_text(encoding="utf-8")
    apart = set().union(*(gaps(path.read_text(encoding="utf-8")) for path in STYLES))
    assert {".stepper", ".streets", "a"} <= apart
    assert [name for name in sorted(apart) if f"{name} " not in old] == []
    assert gaps("b { gap: 1px; } b, i .c { display: flex; } i .c { gap: 0 1em; } p { display: grid; gap: 1px; }") == {
        "b",
        ".c",
    }


@pytest.mark.parametrize("gone", [TAKEN, TAKEN + BARE], ids=["newer functions", "settings and observers too"])
def test_an_old_browser_searches_and_walks_an_exhibition(show: Built, gone: str) -> None:
    with show.opened("search/?q=柳荫", before=gone) as page:
        expect(page.locator(".results h2").first).to_contain_text("柳荫")
        page.get_by_role("button", name="筛选和排序").or_(page.locator("#search-facets summary")).first.click()
        page.goto(f"{SHOW}/?view=read")
        expect(page.locator("#zhan-ban-6")).to_be_visible()
        page.goto("")
        box = page.get_by_role("combobox", name="搜索全站")
        box.focus()
        page.keyboard.type("liuyin")
        expect(page.get_by_role("option").first).to_contain_text("柳荫")
        page.locator("[data-setting=theme]").click()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("gone", ["AbortController", "TextDecoder"])
def test_a_browser_below_the_floor_is_told_of_itself_and_not_of_its_network(show: Built, gone: str) -> None:
    with show.opened("search/?q=柳荫", before=f"delete window.{gone};") as page:
        expect(page.locator("#search-count")).to_contain_text("这个浏览器可能太旧")


def test_the_place_of_the_keyboard_is_seen_on_what_folds(mini: Built) -> None:
    with mini.opened("role-models/") as page:
        page.evaluate(
            "document.querySelector('main, article').insertAdjacentHTML('beforeend', '<details><summary>x</summary></details>')"
        )
        page.locator("summary").last.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
