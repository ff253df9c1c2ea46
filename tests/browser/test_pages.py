"""Every page type, on a phone and on a desktop: valid, no console errors, within its width, no requests to other hosts."""

import pickle
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from scripts.catalogue.addresses import pages_in
from scripts.records import TYPES
from scripts.render.markdown import body
from tests.browser.conftest import Built
from tests.conftest import Shared
from tests.support import MINI, ROOT

FACTS = (Path(__file__).parent / "facts.js").read_text(encoding="utf-8")
WIDTHS = (390, 1280)

HANDWRITTEN = [
    path.relative_to(ROOT / "docs").as_posix().removesuffix(".md").removesuffix("index").rstrip("/") + "/"
    for path in pages_in(ROOT / "docs")
]
RECORDS = [path.relative_to(MINI).as_posix().removesuffix(".yml") + "/" for path in sorted(MINI.rglob("*.yml"))]
FIELDS = "handbook/fields/exhibitions/"
LISTS = [f"{folder}/" for folder in TYPES] + [
    "role-models/by-category/dedication/",
    "news/2026/",
    "campaigns/by-month/6/",
    "volunteer-projects/page-2/",
    "streets/liu-yin/by-volunteer-projects/",
    FIELDS,
]
ADDRESSES = ["", *LISTS, *RECORDS, *HANDWRITTEN, "names/", "sitemap/", "nothing/is/here/"]

Facts = dict[str, dict[str, Any]]
Visits = dict[int, Facts]


@pytest.fixture(scope="module")
def visits(mini: Built, shared: Shared) -> Visits:
    """What is to be known of every page of the miniature site, by the width of the window and its address."""

    def make(folder: Path) -> None:
        (folder / "visits").write_bytes(pickle.dumps(visit(mini, ADDRESSES)))

    found: Visits = pickle.loads((shared.folder("visits", make) / "visits").read_bytes())
    return found


def visit(built: Built, addresses: list[str]) -> Visits:
    """Opens each address once, in one width or the other by turns, and gathers its facts in both, its errors and whom it asked."""
    found: Visits = {width: {} for width in WIDTHS}
    errors: list[str] = []
    asked: list[str] = []
    with built.opened() as page:
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on(
            "response", lambda answer: errors.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        )
        for turn, address in enumerate(addresses):
            errors.clear()
            asked.clear()
            widths = WIDTHS[:: -1 if turn % 2 else 1]
            page.set_viewport_size({"width": widths[0], "height": 844})
            page.goto(address)
            page.wait_for_load_state("load")
            facts = {}
            for width in widths:
                page.set_viewport_size({"width": width, "height": 844})
                facts[width] = page.evaluate(FACTS)
            mine = [said for said in errors if address != "nothing/is/here/" or "404" not in said]
            others = [
                url
                for url in asked
                if urlsplit(url).netloc != urlsplit(built.url).netloc and not url.startswith("data:")
            ]
            for width in widths:
                found[width][address] = {**facts[width], "errors": mine, "others": others}
    return found


@pytest.fixture(params=WIDTHS, ids=["phone", "desk"])
def facts(request: pytest.FixtureRequest, visits: Visits) -> Facts:
    return visits[request.param]


def offenders(facts: Facts, name: str) -> dict[str, Any]:
    return {address: fact[name] for address, fact in facts.items() if fact[name]}


def test_a_long_heading_without_signs_does_not_end_in_one_character(mini: Built) -> None:
    with mini.opened("news/2026/zong-ye/") as page:
        page.locator("h1").evaluate("h1 => { h1.className = 'is-run'; h1.textContent = '邻居们替人打印丢掉的台历'; }")
        ends = "h1 => { const all = document.createRange(); all.selectNodeContents(h1); return [...all.getClientRects()].map(one => one.width); }"
        for width in (330, 360):
            page.set_viewport_size({"width": width, "height": 800})
            first, last = page.locator("h1").evaluate(ends)
            assert last > first / 2, width


def test_a_long_figure_breaks_and_widens_nothing(mini: Built) -> None:
    with mini.opened("statistics/") as page:
        page.locator(".fig b").first.evaluate("node => { node.firstChild.data = '12345678901234567890余'; }")
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_number_of_a_list_within_a_list_is_shown_as_it_was_typed(mini: Built) -> None:
    text = body("1. 甲\n  1. 子\n- 乙\n  3. 丙", str)
    with mini.opened("") as page:
        page.locator("main").evaluate("(node, text) => { node.innerHTML = text; }", text)
        kinds = page.eval_on_selector_all("main li", "items => items.map(li => getComputedStyle(li).listStyleType)")
    assert kinds == ["decimal", "decimal", "disc", "decimal"]


WRONG = {
    "errors": "an error on its console",
    "others": "anything asked of another host",
    "over": "a way to scroll sideways",
    "wide": "what reaches out of the page",
    "begun": "a line that begins with a sign that ends something",
    "small": "what is touched and less than 44 pixels high",
    "tiny": "a text smaller than 16 pixels",
}


@pytest.mark.parametrize("name", WRONG, ids=WRONG.values())
def test_no_page_has(facts: Facts, name: str) -> None:
    assert offenders(facts, name) == {}


def test_on_a_phone_the_matter_of_a_page_begins_in_the_upper_half_of_the_screen(visits: Visits) -> None:
    """What a reader came for is the first item of a list; of other pages, and of the years of honours, what follows the heading."""
    lists = {*LISTS, "names/", "sitemap/"} - {FIELDS, "awards/"}
    begins = {address: fact["item" if address in lists else "matter"] for address, fact in visits[390].items()}
    assert {address: top for address, top in begins.items() if top is None or top > 844 / 2} == {}


@pytest.mark.parametrize("name", ["scripts", "styles", "handlers", "pictures", "noAlt", "unnamed", "twice"])
def test_no_page_has_in_any_width(visits: Visits, name: str) -> None:
    """Scripts, styles or handlers of ours within it, pictures that do not load or say nothing, links without names, ids twice."""
    assert offenders(visits[390], name) == {}


def test_every_page_has_one_great_heading_a_title_and_the_language(visits: Visits) -> None:
    wrong = {
        address: (fact["headings"], fact["title"], fact["language"])
        for address, fact in visits[390].items()
        if (fact["headings"], bool(fact["title"]), fact["language"][:2]) != (1, True, "zh")
    }
    assert wrong == {}


def test_the_longest_pages_of_a_larger_site_stay_within_a_phone_and_within_themselves(sample: Built) -> None:
    pages = sorted(sample.folder.rglob("index.html"), key=lambda path: -path.stat().st_size)[:12]
    addresses = [
        "",
        *(path.parent.relative_to(sample.folder).as_posix() + "/" for path in pages if path.parent != sample.folder),
    ]
    for width, facts in visit(sample, addresses).items():
        for name in ("errors", "others", "wide", "twice", "styles", "scripts", "pictures"):
            assert offenders(facts, name) == {}, f"{name} at {width}"


@pytest.mark.parametrize("said", ["<title>(.*?)</title>", '<meta name="description" content="(.*?)">'])
def test_no_two_pages_are_called_or_described_alike(mini: Built, said: str) -> None:
    pages: dict[str, list[str]] = {}
    for path in mini.folder.rglob("*.html"):
        text = path.read_text("utf-8")
        if found := re.search(said, text):
            pages.setdefault(found[1], []).append(path.relative_to(mini.folder).as_posix())
        else:
            assert 'http-equiv="refresh"' in text, path
    assert {words: paths for words, paths in pages.items() if len(paths) > 1} == {}


def test_on_a_desk_the_institute_of_a_street_stands_beside_what_is_on(mini: Built) -> None:
    with mini.opened("streets/liu-yin/", viewport={"width": 1280, "height": 900}) as page:
        desk, on = page.locator(".desk").bounding_box(), page.locator("[data-next]").bounding_box()
        assert desk and on and desk["x"] >= on["x"] + on["width"] and desk["y"] < on["y"]
        assert desk["x"] + desk["width"] <= 1280


def test_on_a_desk_what_narrows_a_list_stands_open_beside_it(mini: Built) -> None:
    with mini.opened("events/", viewport={"width": 1280, "height": 900}) as page:
        here, beside = page.locator(".on").bounding_box(), page.locator(".fold a").first.bounding_box()
        assert here and beside and here["x"] + here["width"] < beside["x"]
        assert not page.locator(".fold summary").is_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        assert not page.locator(".fold a").first.is_visible()


WRITTEN = ["", "venues/liu-yin-zhong-xin/", "events/shi-jian-ri/", "events/bao-zong-zi/"]


@pytest.mark.parametrize(
    ("place", "width", "size"),
    [*((place, 320, "largest") for place in WRITTEN), *((place, 390, "") for place in [*WRITTEN, "venues/"])],
)
def test_what_the_browser_writes_into_a_page_moves_nothing(mini: Built, place: str, width: int, size: str) -> None:
    before = f"localStorage.setItem('setting-size', '{size}')"
    size_of = {"width": width, "height": 844}
    with mini.opened(place, at="2026-06-10T10:00:00+08:00", before=before, viewport=size_of) as page:
        ends = "document.querySelector('.facts, .errands, .tree').getBoundingClientRect().bottom"
        written = page.evaluate(ends)
        for script in ("site", "places"):
            page.route(f"**/assets/js/{script}.js", lambda route: route.abort())
        page.goto(place)
        assert abs(page.evaluate(ends) - written) < 1


def test_a_page_opened_from_a_folder_says_why_it_cannot_search(mini: Built) -> None:
    with mini.opened(f"{(mini.folder / 'search/index.html').as_uri()}?q=柳荫") as page:
        expect(page.locator("#search-count")).to_contain_text("从文件夹里直接打开的网页不能搜索")
