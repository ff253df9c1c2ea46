"""The content report for editors."""

from pathlib import Path

from scripts.catalogue import Site
from scripts.load.content import load
from scripts.release.report import as_page, content_report
from tests.support import MINI, plant

STREET = 'title: 柳<荫街道\ncode: "990101001"\npublished: 2026-05-01\n'


def test_a_record_nobody_is_connected_with_is_named(tmp_path: Path) -> None:
    said = content_report(Site(load(plant(tmp_path, {"streets/liu-yin.yml": STREET}))))
    assert "和别的记录没有联系：1 条\n\n- 柳&lt;荫街道（content/streets/liu-yin.yml）" in said
    assert "| 街道 | 1 | 2026-05-01 | 柳&lt;荫街道" in said and "对不上" not in said


def test_a_figure_smaller_than_what_the_site_has_is_told_of(tmp_path: Path) -> None:
    figure = "measure: 街道\nvalue: 1\nunit: 个\nas_of: 2026\nsource: s\ngroup: network\ncounted: {folder: streets}\npublished: 2026\n"
    files = {"streets/a.yml": STREET, "streets/b.yml": STREET.replace("1001", "1002")}
    files |= {"statistics/streets.yml": figure, "sources/s.yml": "title: 甲\npublished: 2026\n"}
    said = content_report(Site(load(plant(tmp_path, files))))
    assert "公布 1个，本站有 2" in said, said
    fine = figure.replace("value: 1", "value: 2")
    assert "本站有" not in content_report(Site(load(plant(tmp_path, {"statistics/streets.yml": fine}))))


def test_the_report_of_a_whole_site_is_a_page_without_scripts() -> None:
    page = as_page("## 题\n\n| 甲 | 乙 |\n|---|---|\n| &lt;b> | x |\n" + content_report(Site(load(MINI))))
    assert "<td>&lt;b&gt;</td>" in page and "<script" not in page and "各栏目最近一条" in page
