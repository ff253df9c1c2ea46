"""A duty mobile that an office declares is no personal data, wherever it is named again."""

from pathlib import Path

import pytest

from scripts.checks import check
from scripts.load.content import load
from scripts.settings import Settings
from tests.support import plant

NEWS = "title: 一\ncolumn: 实践动态\nsource: own\nrights: 本站原创\npublished: 2026-06-01\nbody: |-\n  %s\n"
OWN = "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2026\n"

DRAFT = "title: 甲站\nlevel: 实践中心\nstatus: %s\npublished: 2026\ncontact: {office: 甲, duty_mobile: '13800138000'}\n"


@pytest.mark.parametrize("status", ["草稿", "撤下"])
def test_what_is_not_published_declares_for_itself_alone(status: str, tmp_path: Path) -> None:
    news = NEWS % "拨打13800138000。"
    files: dict[str, str | bytes] = {
        "venues/jia.yml": DRAFT % status,
        "sources/own.yml": OWN,
        "news/2026/a.yml": news,
    }
    refused = [problem for problem in check(load(plant(tmp_path, files), Settings())) if problem.code == "D03"]
    assert [problem.file for problem in refused] == ["content/news/2026/a.yml"]
