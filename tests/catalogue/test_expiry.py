"""What depends on an ended licence is gone from the next build, without anybody's action."""

import os
from datetime import date
from pathlib import Path

import pytest

from scripts import pipeline
from scripts.catalogue import expiry
from scripts.catalogue.urls_lock import URLS
from scripts.checks import load_and_check
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from scripts.records.exhibitions import Exhibition
from tests.hostile.support import SOURCE
from tests.support import picture, plant

LAST = "2026-11-23"
BEFORE, AFTER = date(2026, 11, 23), date(2026, 11, 24)
LICENCE = f"{{kind: 授权使用, licensor: 甲社, reference: 一, scope: 本站, expires: {LAST}}}"
NEWS = f"""title: 渡口的老人把缆绳系好
column: 实践动态
source: jia
author: 示例作者
original_title: 渡口
rights: {LICENCE}
summary: 一位摆渡的老人和他的缆绳。
body: 雾散以前，老人已经在石阶上坐了很久。
published: 2026-05-01
"""
SHOW = f"""title: 碗和灯
format: 线上展
published: 2026-05-01
sections:
  - id: s
    title: 一
    panels:
      - id: p
        title: 两样东西
        text: 一只碗，一盏灯。
        images: [{{file: lamp.png, alt: 点着的马灯, rights: {LICENCE}}}]
        objects:
          - {{title: 粗瓷大碗, rights: {LICENCE}}}
          - {{title: 铜勺}}
"""
PNG = b"\x89PNG"
LOCK = "/news/2026/a/ 2026-05-01\n/exhibitions/b/ 2026-05-01\n"
OTHER = "title: 又一条\ncolumn: 实践动态\nsource: own\nrights: 本站原创\nbody: 见[渡口的老人把缆绳系好](news/2026/a)。\npublished: 2026-06-01\n"


def planted(folder: Path, locked: str = LOCK) -> Path:
    (folder / URLS).write_text(locked, encoding="utf-8")
    own = "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2026\n"
    files: dict[str, str | bytes] = {"sources/jia.yml": SOURCE, "sources/own.yml": own, "news/2026/c.yml": OTHER}
    files |= {"news/2026/a.yml": NEWS, "exhibitions/b.yml": SHOW, "exhibitions/lamp.png": picture(40, 30)}
    return plant(folder, files)


def codes(content: Path, day: date) -> list[str]:
    found = load_and_check(load_settings(content=content, today=day, docs=content / "none"))[1]
    return [
        f"{problem.code} {problem.file}:{problem.line}" for problem in found if problem.code in {"C02", "C08", "C10"}
    ]


def test_what_was_published_under_a_licence_is_told_of_but_stops_nothing(tmp_path: Path) -> None:
    content = planted(tmp_path)
    places = ["content/exhibitions/b.yml:11", "content/exhibitions/b.yml:13", "content/news/2026/a.yml:6"]
    assert codes(content, BEFORE) == [f"C08 {place}" for place in places]
    assert codes(content, AFTER) == [f"C10 {place}" for place in places]


@pytest.mark.parametrize(
    "locked, published",
    [pytest.param("", "2026-05-01", id="never published"), pytest.param(LOCK, AFTER.isoformat(), id="published later")],
)
def test_what_was_never_covered_by_its_licence_is_refused(tmp_path: Path, locked: str, published: str) -> None:
    content = planted(tmp_path, locked)
    record = content / "news/2026/a.yml"
    record.write_text(NEWS.replace("published: 2026-05-01", f"published: {published}"), encoding="utf-8")
    assert "C02 content/news/2026/a.yml:6" in codes(content, AFTER)


@pytest.mark.slow
def test_only_what_was_licensed_is_taken_out(tmp_path: Path) -> None:
    content, _ = load_and_check(load_settings(content=planted(tmp_path), today=AFTER))
    show = content.records["exhibitions/b"]
    assert isinstance(show, Exhibition)
    (panel,) = show.sections[0].panels
    assert (panel.text, panel.images, [item.title for item in panel.objects]) == ("一只碗，一盏灯。", (), ["铜勺"])
    whole, _ = load_and_check(load_settings(content=content.root, today=BEFORE))
    assert expiry.without_expired(whole).records == whole.records


def built(folder: Path, day: date) -> Path:
    options = load_settings(content=folder / "content", out=folder / "out", today=day)
    report = pipeline.build(options, Progress())
    assert report.built, report.problems
    return folder / "out" / "site"


def said(site: Path) -> str:
    kinds = {".html", ".xml", ".json", ".csv", ".ics"}
    return "".join(path.read_text(encoding="utf-8") for path in sorted(site.rglob("*")) if path.suffix in kinds)


@pytest.mark.slow
@pytest.mark.usefixtures("own_cache")
def test_on_the_day_after_the_work_is_nowhere(tmp_path: Path) -> None:
    planted(tmp_path)
    words = ["摆渡的老人和他的缆绳", "石阶上坐了很久", "点着的马灯", "粗瓷大碗"]
    before = said(built(tmp_path, BEFORE))
    assert [word for word in words if word not in before] == []
    cached = list((tmp_path / "out/.cache").glob("??/*"))
    assert any(PNG in path.read_bytes() for path in cached)
    for path in cached:
        os.utime(path, (0, 0))  # the build before was long ago
    after = said(built(tmp_path, AFTER))
    assert [word for word in words if word in after] == []
    assert "授权到期" in (tmp_path / "out/site/news/2026/a/index.html").read_text(encoding="utf-8")
    assert [path.name for path in (tmp_path / "out/site").rglob("lamp*")] == []
    kept = [path.read_bytes() for path in (tmp_path / "out/.cache").glob("??/*")]
    pages = [data for data in kept if b"<p>" in data or PNG in data]  # records are kept as their files say
    assert [data for data in pages if PNG in data or any(word.encode() in data for word in words)] == []
