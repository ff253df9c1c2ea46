"""What the records declare as public is no personal data, wherever it is named again: also in the finished site."""

from pathlib import Path

import pytest

from scripts.audit import Forbidden, audit
from scripts.checks import check
from scripts.load import Content, load
from scripts.terms import Terms
from tests.support import plant

VENUE = "title: 甲站\nlevel: 实践中心\npublished: 2026\naddress: 示例小区3号楼2单元101室\n"
FIGURE = """name: 甲乙丙
legal_basis: {kind: 历史人物}
deed: 生于1921年5月3日，修过桥。
published: 2026
"""
NEWS = "title: 一\ncolumn: 实践动态\nsource: own\nrights: 本站原创\npublished: 2026-06-01\nbody: %s\n"
OWN = "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2026\n"
DECLARED = [
    "讲座在示例小区3号楼2单元101室举行，欢迎来听。",
    "甲乙丙，1921年5月3日出生，修过桥。",
    "桥头的石碑记着生于1921年5月3日。",
]
UNDECLARED = {
    "乙小区3号楼2单元101室里住着老人。": "D05",
    "家住示例小区3号楼2单元101室。": "D05",
    "示例小区3号楼2单元102室。": "D05",
    "丁先生1985年3月2日出生。": "D06",
    "甲乙丙修过桥。他的孙子丁先生1985年3月2日出生。": "D06",
}


def content(folder: Path, body: str) -> Content:
    files: dict[str, str | bytes] = {"venues/jia.yml": VENUE, "sources/own.yml": OWN, "news/2026/a.yml": NEWS % body}
    return load(plant(folder, files | {"role-models/jia.yml": FIGURE}), Terms())


def codes(folder: Path, body: str) -> tuple[set[str], set[str]]:
    """Of the records, and of a finished page that says the same."""
    records = content(folder, body)
    site = folder / "site"
    site.mkdir()
    (site / "index.html").write_text(f"<p>{body}</p>", encoding="utf-8")
    return (
        {problem.code for problem in check(records) if problem.code[0] == "D"},
        {problem.code for problem in audit(site, Forbidden.of(records))},
    )


@pytest.mark.parametrize("body", DECLARED)
def test_what_is_declared_may_be_named_again(body: str, tmp_path: Path) -> None:
    assert codes(tmp_path, body) == (set(), set())


@pytest.mark.parametrize("body", UNDECLARED)
def test_what_only_looks_like_it_may_not(body: str, tmp_path: Path) -> None:
    assert codes(tmp_path, body) == ({UNDECLARED[body]}, {UNDECLARED[body]})
