"""Printing an exhibition: one complete sheet a page, and the page itself without empty sheets."""

from pathlib import Path

import pytest

from scripts.catalogue.panel_fit import CAPACITY, SIZES, text_size
from scripts.records.exhibitions import Panel
from scripts.release.browser import print_set
from tests.browser.conftest import Built
from tests.browser.paper import pictures, sheets
from tests.browser.slow_phone import await_results
from tests.render.exhibition import panels
from tests.render.exhibition.show import SHOW

PANELS = 6
A4, A3, WIDE = (595, 842), (842, 1191), (1191, 842)
OVER = """() => [...document.querySelectorAll('.is-panel, .is-poster')].flatMap(sheet => {
  const box = sheet.getBoundingClientRect(), found = [], name = (sheet.querySelector('h1, h2') || sheet).textContent;
  const near = (a, b) => a <= b + 1;
  sheet.querySelectorAll(':not(svg *)').forEach(node => {
    const one = node.getBoundingClientRect();
    if (!(near(one.bottom, box.bottom) && near(one.right, box.right) && near(box.left, one.left) && near(box.top, one.top)))
      found.push(`${name}: ${node.tagName} leaves the sheet`);
  });
  const text = sheet.querySelector('.sheet-text'), foot = sheet.querySelector('.sheet-foot');
  if (text && !near(text.getBoundingClientRect().bottom, foot.getBoundingClientRect().top)) found.push(`${name}: the foot`);
  const image = sheet.querySelector('.sheet-picture');
  if (image && image.getBoundingClientRect().height < box.width * 0.2) found.push(`${name}: the picture is small`);
  return found;
})"""
"""What is cut off or stands on another thing, sheet by sheet."""

KINDS = {
    "read": (f"{SHOW}/", True),
    "walk": (f"{SHOW}/?view=walk", True),
    "listen": (f"{SHOW}/?view=listen#zhan-ban-3", True),
    "without script": (f"{SHOW}/", False),
}


def test_panels_of_any_length_and_shape_are_one_a_page(hard: Built, tmp_path: Path) -> None:
    found, count = _sizes(hard, panels.SHOW, tmp_path), len(panels.panels())
    assert (found.pop("poster"), found.pop("panels-a3"), found.pop("panels-a4")) == ([A3], [WIDE] * count, [A4] * count)
    assert {name: set(sizes) for name, sizes in found.items()} == {"labels": {A4}, "checklist": {A4}}


def _sizes(built: Built, show: str, out: Path) -> dict[str, list[tuple[int, int]]]:
    found = {path.stem: sheets(path.read_bytes()) for path in print_set(built.folder, show.partition("/")[2], out)}
    assert [name for name, pages in found.items() if any(page.empty for page in pages)] == []
    numbered = {name for name, pages in found.items() if f"1/{len(pages)}" in pages[0].text}
    assert numbered <= {"labels", "checklist"}, "a panel is no page of a book"
    return {name: [page.size for page in pages] for name, pages in found.items()}


@pytest.mark.parametrize("sheet", ["poster", "panels-a3", "panels-a4"])
def test_on_a_sheet_nothing_is_cut_off(hard: Built, sheet: str) -> None:
    with hard.opened(f"{panels.SHOW}/print/{sheet}/", viewport={"width": 1600, "height": 1200}) as page:
        assert page.evaluate(OVER) == []
        page.emulate_media(media="print")
        assert page.evaluate(OVER) == []


def test_the_hard_panels_are_of_every_size_up_to_the_limit() -> None:
    asked = [text_size(Panel.model_validate(panel)) for panel in panels.panels()]
    assert CAPACITY * 0.93 < max(asked) <= CAPACITY
    limits = [0, *SIZES.values()]
    assert all(any(low < one <= high for one in asked) for low, high in zip(limits, limits[1:], strict=False))


def test_marks_in_a_text_are_printed_as_what_they_mean(hard: Built) -> None:
    with hard.opened(f"{panels.SHOW}/print/panels-a4/") as page:
        text = page.locator(".sheet-text", has_text="粗的字")
        assert text.locator("strong").inner_text() == "粗的字"
        assert text.locator("h3").inner_text() == "小标题"
        assert text.locator("li").all_inner_texts() == ["第一", "第二"]
        assert text.locator("a").inner_text() == "一个链接"
        page.emulate_media(media="print")
        assert text.locator("a").evaluate("link => getComputedStyle(link, '::after').content") == "none"


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_itself_has_all_pictures_and_no_empty_sheet(show: Built, kind: str) -> None:
    address, script = KINDS[kind]
    with show.opened(address, java_script_enabled=script) as page:
        page.wait_for_load_state("networkidle")
        made = page.pdf(format="A4", prefer_css_page_size=True)
        found = sheets(made)
        assert [number for number, sheet in enumerate(found, 1) if sheet.empty] == []
        assert PANELS // 2 <= len(found) <= PANELS + 3
        assert pictures(made) >= PANELS + 1
        page.emulate_media(media="print")
        shown = page.locator(":is(.stepper, .modes, .sticky-figure, audio, .stop-foot, .stop-list):visible")
        assert shown.evaluate_all("nodes => nodes.map(node => node.className || node.tagName)") == []
        assert page.get_by_text("第3段讲解。").is_visible()


def test_sheets_have_numbers_and_from_the_second_the_title(mini: Built) -> None:
    with mini.opened("accessibility/") as page:
        found = [sheet.text for sheet in sheets(page.pdf(format="A5", prefer_css_page_size=True))]
        title = page.title().replace(" ", "")
        assert len(found) > 1
    for number, text in enumerate(found, 1):
        assert f"{number}/{len(found)}" in text and (title in text) is (number > 1)


PAPER = [
    "",
    "today/",
    "venues/",
    "awards/",
    "exhibitions/",
    "role-models/",
    "venues/liu-yin-suo/",
    "streets/liu-yin/",
    "search/?q=柳荫",
    "join/",
    "exhibitions/deng-ying/1/",
]


def test_on_paper_there_is_nothing_to_press(mini: Built) -> None:
    with mini.opened(viewport={"width": 1280, "height": 900}) as page:
        for place in PAPER:
            page.emulate_media(media="screen")
            page.goto(place)
            await_results(page)
            page.emulate_media(media="print")
            shown = page.locator(
                ":is(button, input, audio, [href$='.ics'], .errands, .turns, .facet:not(.is-short)):visible"
            )
            assert shown.evaluate_all("nodes => nodes.map(node => node.outerHTML)") == [], place


@pytest.mark.parametrize("place", ["personal-information/", "awards/liu-yin-hao-ren/"])
def test_no_sheet_ends_between_a_name_and_what_it_names(mini: Built, place: str) -> None:
    """On papers of many heights, so that an end falls everywhere: below a term, below a heading, below “资料来源”."""
    with mini.opened(place) as page:
        page.emulate_media(media="print")
        names = page.locator("h2:visible, h3:visible, dt:visible, .source p:visible").all_inner_texts()
        names = [word for name in names if len(word := "".join(name.split())) > 2]  # not 街道, which ends other words
        for height in range(110, 230, 12):
            found = [sheet.text for sheet in sheets(page.pdf(width="150mm", height=f"{height}mm"))]
            assert not [text[-20:] for text in found if text.endswith(tuple(names))], height
    assert len(names) > 2


def test_the_years_of_honours_which_are_links_leave_no_heading_on_paper(mini: Built) -> None:
    with mini.opened("awards/") as page:
        assert page.locator("h2", has_text="历年荣誉").is_visible()
        page.emulate_media(media="print")
        assert page.locator("h2:visible").all_inner_texts() == ["各项荣誉"]
