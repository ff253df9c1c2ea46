"""Open data for spreadsheets and programs, compared with the models and records."""

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.support import Pages, lacking, pages_of, plant

FILES = {
    "awards/a.yml": "{title: 柳荫楷模, published: 2026}",
    "venues/zhong.yml": "{title: =SUM(A1)柳荫中心, level: 实践中心, address: '-9号', opening_hours: 周一至周五 9:00—17:30, "
    "services: [借书, 茶水], contact: {office: 办公室, phone: 0931-1112222, duty_mobile: '13900001111'}, published: 2026-01-05}",
    "role-models/bian.yml": "{name: 卞如松, deed: 一件小事, quote: 一句话, honours: [{award: a, round: 第八届, status: 获评}], "
    "legal_basis: {kind: 本人同意公开}, published: 2026}",
    "lecture-teams/dui.yml": "{title: 灯笼队, members: [贺兰小河], published: 2026}",
    "events/ke.yml": "{title: 一课, format: 宣讲, times: [2026-12-04], people: [麻灯芯], published: 2026}",
    "news/2026/a.yml": "{title: 一件事, column: 实践动态, author: 屈纸伞, photographer: 屈纸伞, editor: 屈纸伞, source: s, body: 写了一件事。, mentions: [role-models/cong], "
    "published: 2026-01-01}",
    "sources/s.yml": "{title: 柳荫报, kind: 新闻媒体, policy: 注明出处可转载, published: 2026}",
    "role-models/cong.yml": "{name: 丛晚照, status: 撤下, legal_basis: {kind: 本人同意公开}, published: 2026}",
}


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return pages_of(plant(tmp_path, FILES), url="https://www.example.cn/")


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_every_table_has_the_columns_its_description_names(pages: dict[str, str]) -> None:
    package = json.loads(pages["data/datapackage.json"])
    assert {one["name"] for one in package["resources"]} >= {"awards", "venues", "role-models"}
    for one in package["resources"]:
        titles = [field["title"] for field in one["schema"]["fields"]]
        names = [field["name"] for field in one["schema"]["fields"]]
        head, *body = rows(pages[f"data/{one['path']}"])
        records = json.loads(pages[f"data/{one['name']}.json"])
        assert head == titles and len(body) == len(records) == 1
        assert all(list(record) == names for record in records)


def test_a_table_has_no_formula_and_its_values_can_be_read(pages: dict[str, str]) -> None:
    head, row = rows(pages["data/venues.csv"])
    said = dict(zip(head, row, strict=True))
    assert said["标题"] == "'=SUM(A1)柳荫中心" and said["地址"] == "'-9号"
    assert (
        said["服务项目"] == "借书；茶水"
        and said["层级"] == "实践中心"
        and said["网址"] == "https://www.example.cn/venues/zhong/"
    )
    assert not any(cell[:1] in set("=+-@") for line in rows(pages["data/venues.csv"]) for cell in line)
    (venue,) = json.loads(pages["data/venues.json"])
    assert venue["contact"] == {"office": "办公室", "phone": "0931-1112222", "note": None}
    assert venue["published"] == "2026-01-05" and venue["sample"] is False


@pytest.mark.slow
def test_libreoffice_opens_a_table_with_its_chinese_intact(pages: dict[str, str], tmp_path: Path) -> None:
    shutil.which("soffice") or lacking("soffice")
    assert pages["data/venues.csv"].startswith("\ufeff")  # by which Excel knows it is UTF-8
    (tmp_path / "venues.csv").write_bytes(pages["data/venues.csv"].encode())
    words = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--infilter=CSV:44,34,DETECT,1"]
    words += ["--convert-to", "xlsx", "--outdir"]
    subprocess.run([*words, tmp_path, tmp_path / "venues.csv"], check=True, capture_output=True)
    found = CalamineWorkbook.from_path(tmp_path / "venues.xlsx").get_sheet_by_index(0).to_python()
    chinese = re.compile("[\u4e00-\u9fff]")
    assert [[cell for cell in row if chinese.search(str(cell))] for row in found] == [
        [cell for cell in row if chinese.search(cell)] for row in rows(pages["data/venues.csv"])
    ]


def test_of_persons_only_what_lists_say_and_of_the_withdrawn_nothing(pages: dict[str, str]) -> None:
    text = pages["data/role-models.json"] + pages["data/role-models.csv"]
    assert "卞如松" in text and "第八届" in text
    assert not [word for word in ("一件小事", "一句话", "同意公开", "丛晚照") if word in text]
    others = "".join(text for path, text in pages.items() if path.startswith("data/"))
    assert all(title in others for title in ("灯笼队", "一课", "一件事"))
    assert not [name for name in ("贺兰小河", "麻灯芯", "屈纸伞") if name in others]
    assert "cong" not in others


def test_the_page_leads_to_every_file(pages: dict[str, str]) -> None:
    files = [path.removeprefix("data/") for path in pages if path.startswith("data/") and not path.endswith(".md")]
    assert [name for name in files if f'href="{name}"' not in pages["data/index.md"]] == []
