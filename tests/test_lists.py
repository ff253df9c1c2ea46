"""Long lists: pages of forty, groups of related records with a list of their own, and a size that stays linear."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.render.backlinks import SHOWN
from scripts.render.lists import PER_PAGE
from tests.support import pages_of, plant

STREET = '{title: 柳荫街道, code: "990101001", published: 2026}'
Build = Callable[[int], dict[str, str]]


@pytest.fixture
def projects(tmp_path: Path) -> Build:
    """The pages of a site with so many volunteer projects, all of one street."""

    def build(count: int) -> dict[str, str]:
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


def test_the_list_pages_of_ten_times_the_records_are_about_ten_times_as_long(projects: Build) -> None:
    def size(count: int) -> int:
        return sum(len(text) for path, text in projects(count).items() if path.startswith("volunteer-projects/"))

    assert size(1000) < 12 * size(100)


def test_an_empty_type_has_a_list_that_says_so(projects: Build) -> None:
    assert "还没有内容" in projects(0)["exhibitions/index.md"]
