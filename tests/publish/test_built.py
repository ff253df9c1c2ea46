"""Built sites, the miniature one and a synthetic one: no link that leads nowhere, nothing asked of another host."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest

from scripts.publish.links import broken, read_pages
from tests.bench.weight import weights
from tests.support import parse_html

HOST = "https://site.invalid/"
SAMPLE_PAGES = 60
MOST_SENT = 60_000
ASKED_FOR = {
    **dict.fromkeys(("img", "script", "audio", "source", "iframe", "embed", "track", "input"), ("src",)),
    "video": ("src", "poster"),
    "link": ("href",),
    "object": ("data",),
}


@pytest.fixture(scope="module", params=["mini_site", "sample_site"])
def site(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.mark.slow
def test_no_internal_link_anchor_or_picture_is_broken(site: Path) -> None:
    assert list(broken(site, read_pages(site))) == []


@pytest.mark.slow
def test_a_browser_s_reading_of_a_sample_of_pages_finds_no_broken_link_either(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    sample = pages[:: max(1, len(pages) // SAMPLE_PAGES)]
    assert [(page.relative_to(site).as_posix(), target) for page in sample for target in _broken(site, page)] == []


def fetched(element: Element) -> list[str]:
    """The addresses an element makes a browser fetch, or connect to, by itself."""
    names = ASKED_FOR.get(element.tag, ())
    found = [] if element.get("rel") in ("canonical", "license") else [element.get(name, "") for name in names]
    sizes = [one.split()[0] for one in element.get("srcset", "").split(",") if one.strip()]
    return [*filter(None, found), *sizes, *re.findall(r"url\(['\"]?([^'\")]+)", element.get("style", ""))]


@pytest.mark.slow
def test_no_page_names_a_file_of_another_host_for_the_browser_to_fetch(site: Path) -> None:
    sample = sorted(site.rglob("*.html"))[::7]
    outside = [
        (page.relative_to(site).as_posix(), address)
        for page in sample
        for element in _parse(page).iter()
        for address in fetched(element)
        if urlsplit(address).netloc
    ]
    assert outside == []


@pytest.mark.slow
def test_no_stylesheet_fetches_from_another_host(site: Path) -> None:
    sheets = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.css")}
    words = ("url(http", "url(//", 'url("http', "url('http", "@import")
    assert [(name, word) for name, text in sheets.items() for word in words if word in text] == []


@pytest.mark.slow
def test_no_first_view_is_heavier_than_60_kb_before_its_pictures(site: Path) -> None:
    assert {name: octets for name, octets in weights(site).items() if octets > MOST_SENT} == {}


@cache
def _parse(page: Path) -> Element:
    return parse_html(page.read_text(encoding="utf-8"))


def _broken(site: Path, page: Path) -> Iterator[str]:
    here = "" if page.name == "404.html" else page.relative_to(site).as_posix()
    for element in _parse(page).iter():
        for name in ("href", "src", "poster"):
            target = urlsplit(urljoin(HOST + here, element.get(name, HOST + here)))
            if (
                target.scheme == "https"
                and target.netloc == "site.invalid"
                and not _there(site, target.path, target.fragment)
            ):
                yield element.get(name, "")


def _there(site: Path, path: str, fragment: str) -> bool:
    found = site / unquote(path).lstrip("/")
    found = found / "index.html" if found.is_dir() else found
    if not found.is_file():
        return False
    return not fragment or found.suffix != ".html" or unquote(fragment) in {e.get("id") for e in _parse(found).iter()}
