"""The home page before a browser knows the day: the leading exhibition."""

import re
from pathlib import Path

import pytest

from tests.support import pages_of, plant

SHOWS = {
    "always": "{title: 常年, format: 线上展, start: 2026-06-05, published: 2026-06-01}",
    "on": "{title: 正在, format: 临时展, start: 2026-06-01, end: 2026-06-30, published: 2026-05-20}",
    "off": "{title: 停办, format: 临时展, start: 2026-06-02, end: 2026-06-30, state: 暂停开放, published: 2026-05-20}",
    "next": "{title: 将要, format: 临时展, start: 2026-07-10, end: 2026-09-30, published: 2026-05-02}",
    "later": "{title: 再后, format: 临时展, start: 2026-08-10, end: 2026-09-30, published: 2026-05-02}",
    "past": "{title: 过去, format: 线上展, start: 2025-03, end: 2025-05-31, published: 2025-02-01}",
}


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["always", "on", "next", "past"], ["正在", "常年", "将要"]),
        (["later", "next", "past", "off"], ["将要", "再后", "停办"]),
        (["past", "off"], ["停办", "过去"]),
    ],
)
def test_the_exhibition_the_browser_will_choose_comes_first(tmp_path: Path, names: list[str], order: list[str]) -> None:
    team = "{title: 甲队, kind: 特色服务, published: 2026-06-10}"
    files = {f"exhibitions/{name}.yml": SHOWS[name] for name in names} | {"volunteer-teams/a.yml": team}
    home = pages_of(plant(tmp_path, files))["index.md"]
    leads = re.findall(r"data-lead.*?<h1><a[^>]*>(.*?)</a>", home, re.DOTALL)
    assert leads == order


def test_what_opens_months_later_can_lead_too(tmp_path: Path) -> None:
    show = "{{title: {0}月的展, format: 临时展, start: 2026-{0:02}-01, end: 2026-{0:02}-20, published: 2026-01-01}}"
    files = {f"exhibitions/e{month}.yml": show.format(month) for month in range(2, 13)}
    home = pages_of(plant(tmp_path, files))["index.md"]
    leads = re.findall(r"data-lead.*?<h1><a[^>]*>(.*?)</a>", home, re.DOTALL)
    assert leads == [f"{month}月的展" for month in range(2, 13)]
