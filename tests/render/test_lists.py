"""Long lists: pages of forty, groups of related records with a list of their own, and a size that stays linear."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from scripts.render.backlinks import SHOWN
from scripts.render.lists import PER_PAGE, _label
from tests.support import Pages, pages_of, plant

STREET = '{title: 柳荫街道, code: "990101001", published: 2026}'
SOURCE = "{title: 本站, kind: 本站, policy: 本站自有, published: 2026}"
NEWS = "{title: 一则消息, column: 实践动态, source: b, body: 文, published: 2026}"
Build = Callable[[int], Pages]


@pytest.fixture
def projects(tmp_path: Path) -> Build:
    """The pages of a site with so many volunteer projects, all of one street."""

    def build(count: int) -> Pages:
        files = {"streets/liu-yin.yml": STREET}
        for number in range(1, count + 1):
            text = f"{{title: 甲{number:04}号, street: liu-yin, published: 2026}}"
            files[f"volunteer-projects/p-{number}.yml"] = text
        return pages_of(plant(tmp_path / str(count), files))

    return build


def test_a_list_is_cut_into_pages_and_every_record_stands_on_exactly_one(projects: Build) -> None:
    pages = projects(2 * PER_PAGE + 1)
    lists = ["volunteer-projects/index.md", "volunteer-projects/page-2.md", "volunteer-projects/page-3.md"]
    found = [sum(f"甲{number:04}号" in pages[path] for path in lists) for number in range(1, 2 * PER_PAGE + 2)]
    assert found == [1] * (2 * PER_PAGE + 1)
    assert "volunteer-projects/page-4.md" not in pages
    assert "甲0081号" in pages[lists[2]]


def test_the_pages_of_a_list_lead_to_each_other(projects: Build) -> None:
    pages = projects(2 * PER_PAGE + 1)
    second = pages["volunteer-projects/page-2.md"]
    assert 'rel="prev" href="../"' in second
    assert 'rel="next" href="../page-3/"' in second
    assert 'rel="prev"' not in pages["volunteer-projects/index.md"]
    assert 'rel="next"' not in pages["volunteer-projects/page-3.md"]


def test_all_that_is_to_come_stands_on_the_first_page(tmp_path: Path) -> None:
    event = "{{title: {title}, format: 节日活动, times: {day}, published: 2026-06-01}}"
    days = [("旧", "2026-01-{:02}"), ("七月", "2026-07-{:02}"), ("八月", "2026-08-{:02}")]
    files = {
        f"events/e-{month}-{n}.yml": event.format(title=f"{word}{n}号", day=day.format(n))
        for month, (word, day) in enumerate(days)
        for n in range(1, 26)
    }
    pages = pages_of(plant(tmp_path, files))
    assert re.findall("月[0-9]+号</span>", pages["events/page-2.md"]) == []
    assert [pages[path].count("号</span>") for path in ("events/index.md", "events/page-2.md")] == [50, 25]


def test_a_list_of_one_page_has_no_pager(projects: Build) -> None:
    assert "分页" not in projects(PER_PAGE)["volunteer-projects/index.md"]


def test_a_long_group_shows_its_first_and_has_a_list_of_its_own(projects: Build) -> None:
    pages = projects(2 * SHOWN + 1)
    street = pages["streets/liu-yin.md"]
    assert f"全部 {2 * SHOWN + 1} 条" in street
    assert street.count("号</span>") == SHOWN
    assert pages["streets/liu-yin/by-volunteer-projects/index.md"].count("号</span>") == 2 * SHOWN + 1


def test_a_group_that_is_not_long_stands_on_the_page_as_a_whole(projects: Build) -> None:
    pages = projects(2 * SHOWN)
    assert pages["streets/liu-yin.md"].count("号</span>") == 2 * SHOWN
    assert not [path for path in pages if path.startswith("streets/liu-yin/")]


@pytest.mark.slow
def test_the_list_pages_of_ten_times_the_records_are_about_ten_times_as_long(projects: Build) -> None:
    def size(count: int) -> int:
        return sum(len(text) for path, text in projects(count).items() if path.startswith("volunteer-projects/"))

    assert size(500) < 12 * size(50)


def test_an_empty_type_has_a_list_that_says_so(projects: Build) -> None:
    assert "还没有内容" in projects(0)["exhibitions/index.md"]


def test_tags_that_sound_the_same_have_addresses_of_their_own(tmp_path: Path) -> None:
    show = "{title: 甲展, format: 线上展, tags: [诗, 事, 诗2, 2], published: 2026}"
    pages = pages_of(plant(tmp_path, {"exhibitions/jia.yml": show}))
    themes = {
        path: re.findall(r'^title: "展览：(.*)"$', text, re.M) for path, text in pages.items() if "/by-theme/" in path
    }
    assert sorted(title for titles in themes.values() for title in titles) == ["2", "事", "诗", "诗2"]


def test_a_long_row_of_mentions_is_folded(tmp_path: Path) -> None:
    people = {
        f"streets/j-{n}.yml": f'{{title: 第{n}街道, code: "{990000000 + n}", published: 2026}}' for n in range(300)
    }
    keys = ", ".join(f"streets/j-{n}" for n in range(300))
    news = f"{{title: 甲, column: 实践动态, source: ben, rights: 本站原创, body: 好。, mentions: [{keys}], published: 2026}}"
    own = "{title: 本站, kind: 本站, policy: 本站自有, published: 2026}"
    page = pages_of(plant(tmp_path, {**people, "news/2026/a.yml": news, "sources/ben.yml": own}))["news/2026/a.md"]
    shown, folded = page.split("其余 288 条")
    assert (shown.count("第"), folded.count("第")) == (12, 288)


def test_a_list_tells_machines_where_it_stands(tmp_path: Path) -> None:
    files = {"streets/liu-yin.yml": STREET, "news/2026/a.yml": NEWS, "sources/b.yml": SOURCE}
    pages = pages_of(plant(tmp_path, files), url="https://www.example.cn/wm")
    assert _way(pages["news/index.md"]) == [("首页", ""), ("新闻", "news/")]
    assert _way(pages["news/2026/index.md"]) == [("首页", ""), ("新闻", "news/"), ("新闻：2026年", "news/2026/")]
    assert _way(pages["statistics/index.md"]) == [("首页", ""), ("数据", "statistics/")]
    assert "BreadcrumbList" not in "".join(pages_of(plant(tmp_path, files)).values())


def _way(page: str) -> list[tuple[str, str]]:
    (found,) = yaml.safe_load(page.split("---")[1])["linked"]
    steps = found["itemListElement"]
    assert found["@type"] == "BreadcrumbList" and [step["position"] for step in steps] == [*range(1, len(steps) + 1)]
    return [(step["name"], step["item"].removeprefix("https://www.example.cn/wm/")) for step in steps]


def test_a_list_of_a_year_tells_of_the_honours_of_that_year(tmp_path: Path) -> None:
    award = "{title: 柳荫好人, level: 区级, published: 2026}"
    honours = [("2024", "敬业奉献", "获评"), ("2025", "助人为乐", "获评"), ("2026", "孝老爱亲", "撤销")]
    held = ", ".join(f'{{award: jia, round: "{year}", category: {word}, status: {how}}}' for year, word, how in honours)
    team = f"{{title: 柳荫小队, kind: 特色服务, honours: [{held}], published: 2026}}"
    files = {"awards/jia.yml": award, "volunteer-teams/a.yml": team, "streets/liu-yin.yml": STREET}
    pages = pages_of(plant(tmp_path, files))
    small = {path: "".join(re.findall(r"<small>(.*?)</small>", text)) for path, text in pages.items()}
    assert "2024年度" in small["awards/2024/index.md"] and "2025" not in small["awards/2024/index.md"]
    assert "2024年度" in small["volunteer-teams/2024/index.md"]
    assert "2025年度" in small["awards/2025/index.md"] and "2024" not in small["awards/2025/index.md"]
    whole = small["volunteer-teams/index.md"]
    assert "2025年度" in whole and "撤销" not in whole


def test_a_facet_is_called_as_its_field() -> None:
    assert [_label("events", name) for name in ("suits", "street", "year")] == ["适合谁", "街道", "年份"]
