"""Built sites, miniature and synthetic: no broken links, no requests to other hosts."""

from pathlib import Path

import pytest

from scripts.publish.links import broken_links, read_pages
from tests.bench.weight import weights

MOST_SENT = 60_000


@pytest.fixture(scope="module", params=["mini_site", "sample_site"])
def site(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.mark.slow
def test_no_internal_link_anchor_or_picture_is_broken(site: Path) -> None:
    assert list(broken_links(site, read_pages(site))) == []


@pytest.mark.slow
def test_no_stylesheet_fetches_from_another_host(site: Path) -> None:
    sheets = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.css")}
    words = ("url(http", "url(//", 'url("http', "url('http", "@import")
    assert [(name, word) for name, text in sheets.items() for word in words if word in text] == []


@pytest.mark.slow
def test_no_first_view_is_heavier_than_60_kb_before_its_pictures(site: Path) -> None:
    assert {name: octets for name, octets in weights(site).items() if octets > MOST_SENT} == {}
