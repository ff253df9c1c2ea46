"""A tour in a calendar: UIDs are stable, and entries do not mark the reader as busy."""

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.render.exhibition.show import SHOW, URL, changed, files, pages

STOPS = [
    {"venue": "suo", "start": "2026-05-01", "end": "2026-05-31"},
    {"venue": "zhong", "start": "2026-06"},
    {"venue": "suo", "start": "2026-07"},
]


def calendar(folder: Path, stops: list[dict[str, Any]], url: str = URL, name: str = SHOW, **fields: Any) -> str:
    found = pages(folder, changed(files(1), tour=stops, **fields), url)
    return found[f"{name}/calendar.ics"].replace("\r\n ", "")


def uids(text: str) -> dict[str, str]:
    """The name of each event by its first day."""
    found = Calendar.from_ical(text).walk("VEVENT")
    return {f"{one.decoded('DTSTART'):%Y%m%d}": str(one["UID"]) for one in found}


def test_each_event_has_a_name_of_its_own_in_the_domain_of_the_site(tmp_path: Path) -> None:
    found = uids(calendar(tmp_path, STOPS))
    assert len(set(found.values())) == 3
    assert {uid.partition("@")[2] for uid in found.values()} == {"www.example.cn"}
    bare = uids(calendar(tmp_path, STOPS, url=""))
    assert {uid.partition("@")[2] for uid in bare.values()} == {"chengguan-practice-site"}


@pytest.mark.parametrize("place", range(4))
def test_a_stop_put_in_leaves_the_names_of_the_others(tmp_path: Path, place: int) -> None:
    new = {"venue": "san", "start": "2026-09"}
    venue: dict[str, str | bytes] = {"venues/san.yml": "{title: 三站, level: 实践所, parent: zhong, published: 2026}"}
    more = pages(tmp_path, changed(files(1), tour=[*STOPS[:place], new, *STOPS[place:]]) | venue)
    after = uids(more[f"{SHOW}/calendar.ics"].replace("\r\n ", ""))
    assert uids(calendar(tmp_path, STOPS)).items() < after.items()


def test_a_stop_moved_to_another_day_keeps_its_name(tmp_path: Path) -> None:
    before = uids(calendar(tmp_path, STOPS))
    after = uids(calendar(tmp_path, [*STOPS[:2], STOPS[2] | {"start": "2026-08"}]))
    assert after["20260801"] == before["20260701"]


def test_the_page_of_a_venue_and_that_of_the_show_name_an_event_the_same(tmp_path: Path) -> None:
    show, venue = calendar(tmp_path, STOPS), calendar(tmp_path, STOPS, name="venues/suo")
    assert uids(venue).items() < uids(show).items()
    assert "X-WR-CALNAME:展览：灯下\r\n" in show and "\r\nNAME:柳荫实践所的活动\r\n" in venue


def test_an_event_takes_no_time_and_says_where_it_is_told_of_and_when_it_was_changed(tmp_path: Path) -> None:
    text = calendar(tmp_path, STOPS, modified="2026-05-04")
    assert "DTSTART;VALUE=DATE:20260701\r\nDTEND;VALUE=DATE:20260801\r\n" in text
    assert text.count("TRANSP:TRANSPARENT") == text.count(f"URL:{URL}{SHOW}/\r\n") == 3
    assert text.count("LAST-MODIFIED:20260504T000000Z\r\n") == text.count("SEQUENCE:3\r\n") == 3
    assert "URL:" not in calendar(tmp_path, STOPS, url="")
