"""A too large site map is split into files with the date of their newest page."""

import gzip
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader

from scripts.publish.sitemap import split
from tests.support import ROOT

URL = "https://www.example.cn/wm/"
DATES = ["2026-01-01", "2026-03-05", "", "2025-12-31", ""]


def _map(folder: Path) -> Path:
    lines = "".join(
        f"<url>\n<loc>{URL}{number}/</loc>\n{f'<lastmod>{date}</lastmod>' if date else ''}</url>"
        for number, date in enumerate(DATES)
    )
    (folder / "sitemap.xml").write_text(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}</urlset>', encoding="utf-8"
    )
    return folder


def _said(path: Path) -> tuple[str, list[list[str]]]:
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    return root.tag.partition("}")[2], [[field.text or "" for field in entry] for entry in root]


def test_a_large_map_is_an_index_of_its_parts(tmp_path: Path) -> None:
    split(_map(tmp_path), URL, most=2)
    kind, parts = _said(tmp_path / "sitemap.xml")
    assert kind == "sitemapindex"
    assert parts == [
        [f"{URL}sitemap-1.xml", "2026-03-05"],
        [f"{URL}sitemap-2.xml", "2025-12-31"],
        [f"{URL}sitemap-3.xml"],
    ]
    pages = [page for number in (1, 2, 3) for page in _said(tmp_path / f"sitemap-{number}.xml")[1]]
    assert pages == [[f"{URL}{number}/", *([date] if date else [])] for number, date in enumerate(DATES)]
    assert gzip.decompress((tmp_path / "sitemap.xml.gz").read_bytes()) == (tmp_path / "sitemap.xml").read_bytes()


def test_a_map_that_fits_and_a_site_without_an_address_stay(tmp_path: Path) -> None:
    before = (_map(tmp_path) / "sitemap.xml").read_text(encoding="utf-8")
    split(tmp_path, URL, most=5)
    split(tmp_path, "", most=2)
    assert [path.name for path in tmp_path.iterdir()] == ["sitemap.xml"]
    assert (tmp_path / "sitemap.xml").read_text(encoding="utf-8") == before


def test_the_map_leaves_the_editors_handbook_out() -> None:
    def file(url: str) -> SimpleNamespace:
        page = SimpleNamespace(is_link=None, abs_url=None, canonical_url=URL + url, update_date="2026-01-02")
        return SimpleNamespace(url=url, page=page)

    template = Environment(loader=FileSystemLoader(ROOT / "overrides"), autoescape=True).get_template("sitemap.xml")
    root = ElementTree.fromstring(template.render(pages=[file("news/a/"), file("handbook/desk/"), file("")]))
    assert [said.text for said in root.iter() if said.tag.endswith("}loc")] == [f"{URL}news/a/", URL]
