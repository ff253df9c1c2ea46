"""Hostile text that is shown: a second parser finds nothing active in the built pages."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.hostile.conftest import HARMLESS
from tests.hostile.support import TITLE, Hostile

pytestmark = pytest.mark.slow
LIVE = ("javascript:", "data:", "vbscript:", "//evil")


@cache
def elements(page: Path) -> list[Element]:
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return [element for element in tree.iter() if isinstance(element.tag, str)]


def dangers(page: Path) -> Iterator[str]:
    """What a browser would act upon, as html5lib reads the page."""
    for element in elements(page):
        for name, value in element.attrib.items():
            if str(name).startswith("on") or name == "srcdoc":
                yield f"{element.tag} {name}"
            if name in {"href", "src", "action"} and value.strip().lower().startswith(LIVE):
                yield f"{element.tag} {name}={value}"
        text = element.text or ""
        if element.tag in {"iframe", "object", "embed", "base", "math", "textarea"}:
            yield f"<{element.tag}>"
        if element.tag == "script" and element.get("type") == "application/ld+json":
            json.loads(text)  # data and nothing but data: it did not end early
        elif "window.hit" in text and element.tag in {"script", "style"}:
            yield f"<{element.tag}> {text}"
        if element.tag == "meta" and element.get("http-equiv"):
            yield f"meta {element.get('content')}"


def test_hostile_text_is_inert_on_its_page_and_shown_as_it_was_written(shown: Path) -> None:
    wrong = {}
    for number, case in enumerate(HARMLESS, 1):
        page = shown / "streets" / f"h-{number}" / "index.html"
        found = [*dangers(page), *missing(page, case)]
        if found:
            wrong[case.name] = found
    assert wrong == {}


def missing(file: Path, case: Hostile) -> Iterator[str]:
    """What does not stand in a page as it was written."""
    page = elements(file)
    heading = next("".join(element.itertext()) for element in page if element.tag == "h1")
    if heading.split() != case.title.split():
        yield f"h1: {heading}"
    title = next("".join(element.itertext()) for element in page if element.tag == "title")
    if not title.startswith(" ".join(case.title.split())) and case.title != TITLE:
        yield f"title: {title}"
    described = next(element.get("content", "") for element in page if element.get("name") == "description")
    if (case.summary or case.title).strip() not in described:
        yield f"description: {described}"


def test_pages_that_list_hostile_records_are_inert_too(shown: Path) -> None:
    lists = [
        page
        for page in shown.rglob("*.html")
        if "h-" not in page.parent.name and page.parent.name not in {"jia", "jiu-ming"}
    ]
    assert len(lists) > 20
    assert {str(page): found for page in lists if (found := list(dangers(page)))} == {}


def test_the_old_address_of_what_was_withdrawn_tells_no_more(shown: Path) -> None:
    html = (shown / "role-models" / "jiu-ming" / "index.html").read_text(encoding="utf-8")
    assert "内容已撤下" in html and "申屠不存" not in html


def test_an_old_address_leads_on_without_a_script(shown: Path) -> None:
    html = (shown / "old-place" / "jia" / "index.html").read_text(encoding="utf-8")
    assert 'http-equiv="refresh" content="0; url=../../streets/moved/"' in html
    assert 'rel="canonical" href="../../streets/moved/"' in html
    assert "<script" not in html and "<style" not in html and "style=" not in html


def test_what_was_withdrawn_leaves_a_note_and_nothing_else(shown: Path) -> None:
    assert "内容已撤下" in (shown / "role-models" / "gone" / "index.html").read_text(encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in shown.rglob("*") if path.suffix in {".html", ".xml", ".json"}]
    assert [text for text in texts if "申屠不存" in text or "这一段已经撤下" in text] == []


def test_the_web_server_is_told_what_moved_and_what_is_gone(shown: Path) -> None:
    maps = shown.parent / "server"
    moved = "/old-place/jia/ /streets/moved/;\n/role-models/jiu-ming/ /role-models/gone/;\n"
    assert sorted((maps / "moved.map").read_text(encoding="utf-8").splitlines()) == moved.splitlines()
    assert (maps / "gone.map").read_text(encoding="utf-8") == "/role-models/gone/ 1;\n"
