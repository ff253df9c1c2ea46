"""What the records declare as public is no personal data, wherever it is named again."""

from datetime import date
from pathlib import Path

import pytest

from scripts.checks import check
from scripts.load.content import Content, load
from scripts.settings import Terms
from tests.support import plant

VENUE = "title: 甲站\nlevel: 实践中心\npublished: 2026\naddress: 示例小区3号楼2单元101室\n"
FIGURE = """name: 甲乙丙
legal_basis: {kind: 历史人物}
deed: 生于1921年5月3日，修过桥。
published: 2026
"""
EVENTS: dict[str, str | bytes] = {
    "events/gong.yml": "title: 读书会\nformat: 巡讲\nplace: 静宁家园3号楼102室\npublished: 2026\n",
    "events/si.yml": "title: 串门\nformat: 巡讲\nstatus: 草稿\nplace: 示例花园8号楼2单元401室\npublished: 2026\n",
}
NEWS = "title: 一\ncolumn: 实践动态\nsource: own\nrights: 本站原创\npublished: 2026-06-01\nbody: |-\n  %s\n"
OWN = "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2026\n"
DECLARED = [
    "讲座在示例小区3号楼2单元101室举行，欢迎来听。",
    "甲乙丙，1921年5月3日出生，修过桥。",
    "桥头的石碑记着生于1921年5月3日。",
    "讲座在示例小区3号楼2单元101举行。",
    "讲座在3号楼2单元101室举行。",
    "讲座在示例小区 3号楼 2单元 101室举行。",
    "讲座在示例小区三号楼二单元101室举行。",
    "讲座在示例小区３号楼２单元１０１室举行。",
    "讲座在示例小区3号楼\n2单元101室举行。",
    "大家到甲区示例小区3号楼2单元101室集合。",
    "接力读书会在静宁家园3号楼102室举行。",
    "甲乙丙（字丁），示例村人，生于1921年5月3日。",
    "1921年5月3日，甲乙丙出生。",
    "1921年5月3日出生的甲乙丙修过桥。",
]
UNDECLARED = {
    "乙小区3号楼2单元101室里住着老人。": "D05",
    "家住示例小区3号楼2单元101室。": "D05",
    "示例小区3号楼2单元102室。": "D05",
    "向阳小区3号楼2单元101室。": "D05",
    "3号楼1单元101室。": "D05",
    "13号楼2单元101室。": "D05",
    "3号楼2单元1011室。": "D05",
    "静宁家园3号楼103室。": "D05",
    "示例花园8号楼2单元401室。": "D05",
    "丁先生1985年3月2日出生。": "D06",
    "丁先生1985年3月2日出生，爱讲甲乙丙的故事。": "D06",
    "甲乙丙的孙子丁先生1985年3月2日出生。": "D06",
    "1985年3月2日，甲乙丙的孙子出生。": "D06",
    "甲乙丙修过桥。他的孙子丁先生1985年3月2日出生。": "D06",
}


def content(folder: Path, body: str) -> Content:
    files: dict[str, str | bytes] = {
        "venues/jia.yml": VENUE,
        "sources/own.yml": OWN,
        "news/2026/a.yml": NEWS % body.replace("\n", "\n  "),
    }
    return load(plant(folder, files | EVENTS | {"role-models/jia.yml": FIGURE}), Terms())


def codes(folder: Path, body: str) -> set[str]:
    return {problem.code for problem in check(content(folder, body)) if problem.code[0] == "D"}


@pytest.mark.parametrize("body", DECLARED)
def test_what_is_declared_may_be_named_again(body: str, tmp_path: Path) -> None:
    assert codes(tmp_path, body) == set()


@pytest.mark.parametrize("body", UNDECLARED)
def test_what_only_looks_like_it_may_not(body: str, tmp_path: Path) -> None:
    assert codes(tmp_path, body) == {UNDECLARED[body]}


DRAFT = "title: 甲站\nlevel: 实践中心\nstatus: %s\npublished: 2026\ncontact: {office: 甲, duty_mobile: '13800138000'}\n"


@pytest.mark.parametrize("status", ["草稿", "撤下"])
def test_what_is_not_published_declares_for_itself_alone(status: str, tmp_path: Path) -> None:
    news = NEWS % "拨打13800138000。"
    files: dict[str, str | bytes] = {
        "venues/jia.yml": DRAFT % status,
        "sources/own.yml": OWN,
        "news/2026/a.yml": news,
    }
    refused = [problem for problem in check(load(plant(tmp_path, files), Terms())) if problem.code == "D03"]
    assert [problem.file for problem in refused] == ["content/news/2026/a.yml"]


@pytest.mark.parametrize(("born", "refused"), [(1915, False), (1916, True)])
def test_nobody_lives_longer_than_110_years(born: int, refused: bool, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"sources/own.yml": OWN, "news/2026/a.yml": NEWS % f"丁先生{born}年3月2日出生。"}
    found = {problem.code for problem in check(load(plant(tmp_path, files), Terms(today=date(2026, 11, 24))))}
    assert ("D06" in found) == refused
