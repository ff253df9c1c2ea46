"""Calendars as a calendar program reads them: parsed by the library, rules laid out over two years."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

from scripts.records.recurring import Recurrence
from tests.support import TESTS, pages_of, plant

RULES = yaml.load((TESTS / "recurrences.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
FILES = {
    "streets/liu-yin.yml": '{title: 柳荫街道, code: "990101001", published: 2026}',
    "venues/zhong.yml": "{title: 柳荫中心, level: 实践中心, street: liu-yin, address: 柳荫路9号, published: 2026}",
    "volunteer-teams/dui.yml": "{title: 灯笼队, published: 2026}",
    "campaigns/jie.yml": "{title: 灯会, kind: 文明行动, published: 2026}",
    "events/a.yml": f"{{title: 柳荫讲一课, summary: {'一句很长的话，' * 15}完, format: 宣讲, times: [2026-12-04 19:30—21:00, 2026-12-11], "
    "venue: zhong, volunteer_teams: [dui], campaign: jie, published: 2026-01-01, modified: 2026-01-03}",
    "events/b.yml": "{title: 办不成的课, format: 宣讲, times: [2026-12-05 9:00], outcome: 取消, published: 2026}",
    "events/c.yml": "{title: 很久以前, format: 宣讲, times: [2020-12-05], published: 2026}",
    "events/d.yml": "{title: 文明实践日, format: 文明实践日, recurrence: 每周五下午, published: 2026}",
    "volunteer-projects/tan.yml": "{title: 修补摊, team: dui, recurrence: 每周五 14:30—17:00, published: 2026}",
}


def entries(text: str) -> list[Any]:
    calendar = Calendar.from_ical(text)
    assert not calendar.errors
    return [one for one in calendar.walk("VEVENT") if not one.errors]


def titles(pages: dict[str, str], path: str) -> set[str]:
    return {str(one["SUMMARY"]) for one in entries(pages[path])}


def test_each_place_and_team_has_a_calendar_of_what_is_its_own(tmp_path: Path) -> None:
    pages = pages_of(plant(tmp_path, FILES))
    everything = {"柳荫讲一课", "（取消）办不成的课", "文明实践日", "修补摊"}
    assert titles(pages, "calendar.ics") == everything
    assert titles(pages, "streets/liu-yin/calendar.ics") == {"柳荫讲一课", "文明实践日"}
    assert titles(pages, "venues/zhong/calendar.ics") == titles(pages, "campaigns/jie/calendar.ics") == {"柳荫讲一课"}
    assert titles(pages, "volunteer-teams/dui/calendar.ics") == {"柳荫讲一课", "修补摊"}
    assert 'href="calendar.ics"' in pages["volunteer-teams/dui.md"]


def test_an_entry_says_when_where_and_how_it_stands(tmp_path: Path) -> None:
    found = {str(one["UID"]): one for one in entries(pages_of(plant(tmp_path, FILES))["calendar.ics"])}
    evening, day = (found[f"events.a.{number}@chengguan-practice-site"] for number in (1, 2))
    assert evening["DTSTART"].dt.isoformat() == "2026-12-04T19:30:00+08:00"
    assert evening["DTEND"].dt.isoformat() == "2026-12-04T21:00:00+08:00"
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2026, 12, 11), date(2026, 12, 12))
    assert str(evening["LOCATION"]) == "柳荫中心，柳荫路9号" and evening["SEQUENCE"] == 2
    assert str(found["events.b.1@chengguan-practice-site"]["STATUS"]) == "CANCELLED"


def test_no_line_is_longer_than_75_octets_and_no_character_is_split(tmp_path: Path) -> None:
    text = pages_of(plant(tmp_path, FILES))["calendar.ics"]
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]
    assert f"{'一句很长的话，' * 15}完" in str(entries(text)[0]["DESCRIPTION"])


@pytest.mark.parametrize("case", RULES, ids=lambda case: str(case["said"]))
def test_a_rule_comes_again_on_its_own_days_for_two_years(case: dict[str, Any], tmp_path: Path) -> None:
    rule = Recurrence.model_validate(case["rule"])
    record = {"title": "甲", "format": "培训", "recurrence": case["rule"], "published": "2026-01-01"}
    pages = pages_of(plant(tmp_path, {"events/a.yml": yaml.safe_dump(record, allow_unicode=True)}))
    if "calendar.ics" not in pages:
        assert rule.first_day(date(2026, 1, 1)) is None
        return
    found: set[date] = set()
    for entry in entries(pages["calendar.ics"]):
        start = entry["DTSTART"].dt
        clock = isinstance(start, datetime)
        begin = start.replace(tzinfo=None) if clock else datetime.combine(start, datetime.min.time())
        days = rruleset()
        days.rrule(rrulestr(entry["RRULE"].to_ical().decode().replace("Z", ""), dtstart=begin))
        for day in entry["EXDATE"].dts if "EXDATE" in entry else ():
            days.exdate(day.dt.replace(tzinfo=None) if clock else datetime.combine(day.dt, datetime.min.time()))
        found |= {one.date() for one in days.between(begin, datetime(2029, 1, 1), inc=True)}
    first = max(date(2026, 1, 1), rule.since.first() if rule.since else date.min)
    expected = {day for step in range(1096) if (day := first + timedelta(step)) < date(2029, 1, 1) and rule.occurs(day)}
    assert found == expected
