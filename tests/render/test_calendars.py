"""Calendars as programs read them: parsed by the library, rules expanded over two years."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

from scripts.records.recurring import Recurrence
from tests.support import TESTS, Pages, pages_of, plant

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


def titles(pages: Pages, path: str) -> set[str]:
    return {str(one["SUMMARY"]) for one in entries(pages[path])}


def test_each_place_and_team_has_a_calendar_of_what_is_its_own(tmp_path: Path) -> None:
    pages = pages_of(plant(tmp_path, FILES))
    everything = {"柳荫讲一课", "（取消）办不成的课", "文明实践日（下午）", "修补摊"}
    assert titles(pages, "calendar.ics") == everything
    assert titles(pages, "streets/liu-yin/calendar.ics") == {"柳荫讲一课", "文明实践日（下午）"}
    assert titles(pages, "venues/zhong/calendar.ics") == titles(pages, "campaigns/jie/calendar.ics") == {"柳荫讲一课"}
    assert titles(pages, "volunteer-teams/dui/calendar.ics") == {"柳荫讲一课", "修补摊"}
    assert 'href="calendar.ics"' in pages["volunteer-teams/dui.md"]
    assert titles(pages, "events/a/calendar.ics") == {"柳荫讲一课"}
    assert (
        '<p class="note off-paper" data-end="2026-12-11" data-gone><a href="calendar.ics">把这场活动'
        in pages["events/a.md"]
    )
    assert "events/b/calendar.ics" not in pages and "calendar.ics" not in pages["events/b.md"]


def test_a_calendar_bears_its_name_escaped(tmp_path: Path) -> None:
    talk = "{title: '讲座,答问;合唱', format: 宣讲, times: [2026-12-04], published: 2026}"
    text = pages_of(plant(tmp_path, {"events/a.yml": talk}))["events/a/calendar.ics"]
    assert "\r\nNAME:讲座\\,答问\\;合唱\r\n" in text and "\r\nX-WR-CALNAME:讲座\\,答问\\;合唱\r\n" in text


def test_an_entry_says_when_where_and_how_it_stands(tmp_path: Path) -> None:
    found = {str(one["UID"]): one for one in entries(pages_of(plant(tmp_path, FILES))["calendar.ics"])}
    evening, day = (found[f"events.a.{day}.1@chengguan-practice-site"] for day in (20261204, 20261211))
    assert evening["DTSTART"].dt.isoformat() == "2026-12-04T19:30:00+08:00"
    assert evening["DTEND"].dt.isoformat() == "2026-12-04T21:00:00+08:00"
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2026, 12, 11), date(2026, 12, 12))
    assert str(evening["LOCATION"]) == "柳荫中心，柳荫路9号" and evening["SEQUENCE"] == 2
    assert str(found["events.b.20261205.1@chengguan-practice-site"]["STATUS"]) == "CANCELLED"


TIMES = ["2026-12-04 19:30", "2026-12-11", "2026-12-18 9:00", "2026-12-18 15:00"]


def uids(folder: Path, **fields: Any) -> dict[str, str]:
    """What each entry is called, by its start."""
    record = {"title": "甲", "format": "培训", "published": "2026-01-01", **fields}
    text = pages_of(plant(folder, {"events/a.yml": yaml.safe_dump(record, allow_unicode=True)}))["calendar.ics"]
    return {str(one["DTSTART"].dt): str(one["UID"]) for one in entries(text)}


@pytest.mark.parametrize("place", range(3))
def test_a_time_taken_away_leaves_the_names_of_the_others(tmp_path: Path, place: int) -> None:
    every, fewer = uids(tmp_path, times=TIMES), uids(tmp_path, times=TIMES[:place] + TIMES[place + 1 :])
    alone = {start for start in fewer if not start.startswith("2026-12-18")}
    assert len(set(every.values())) == 4 and {start: every[start] for start in alone} == {s: fewer[s] for s in alone}


def test_another_hour_keeps_the_name_of_a_time(tmp_path: Path) -> None:
    before, after = uids(tmp_path, times=TIMES), uids(tmp_path, times=["2026-12-04 14:00", *TIMES[1:]])
    assert list(before.values()) == list(after.values())


def test_more_days_in_a_rule_leave_the_names_of_its_parts(tmp_path: Path) -> None:
    rules = [uids(tmp_path, recurrence=rule) for rule in ("每年12月5日", "每年3月5日、12月5日")]
    assert set(rules[0].values()) < set(rules[1].values()) and len(set(rules[1].values())) == 2


def test_each_change_on_one_day_raises_the_sequence(tmp_path: Path) -> None:
    notes = [{"date": "2026-01-03", "note": "时间写错，已改"}, {"date": "2026-01-03", "note": "地点写错，已改"}]
    found = []
    for number in range(3):
        record = {
            "title": "甲",
            "format": "培训",
            "times": TIMES[:1],
            "published": "2026-01-01",
            "modified": "2026-01-03",
        }
        text = yaml.safe_dump(record | {"corrections": notes[:number]}, allow_unicode=True)
        found += [one["SEQUENCE"] for one in entries(pages_of(plant(tmp_path, {"events/a.yml": text}))["calendar.ics"])]
    assert found == [2, 3, 4]


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


HALL = {
    "streets/liu-yin.yml": FILES["streets/liu-yin.yml"],
    "venues/zhong.yml": FILES["venues/zhong.yml"],
    "lecture-halls/ke.yml": "{title: 槐树课, venues: [zhong], recurrence: 每周三 19:30—20:30, published: 2026-12-01}",
    "events/huo.yml": "{title: 冬天用火, format: 宣讲, hall: ke, venue: zhong, times: [2026-12-09 19:30], published: 2026-12-01}",
}


def test_a_hall_takes_place_by_its_rule_but_for_the_days_of_its_own_events(tmp_path: Path) -> None:
    pages = pages_of(plant(tmp_path, HALL))
    for place in ("", "streets/liu-yin/", "venues/zhong/", "lecture-halls/ke/"):
        found = {str(one["SUMMARY"]): one for one in entries(pages[f"{place}calendar.ics"])}
        assert found.keys() == {"槐树课", "冬天用火"}
        hall = found["槐树课"]
        assert hall["DTSTART"].dt.isoformat() == "2026-12-02T19:30:00+08:00"
        assert [day.dt.date() for day in hall["EXDATE"].dts] == [date(2026, 12, 9)]
        assert str(hall["LOCATION"]) == "柳荫中心，柳荫路9号"
    for page in ("today.md", "streets/liu-yin.md"):
        (item,) = [line for line in pages[page].splitlines() if "槐树课</span>" in line]
        assert 'data-except="2026-12-09/2026-12-09 "' in item and "讲堂&nbsp;· 柳荫中心" in item


def test_a_project_takes_place_by_its_rule_but_for_the_days_of_an_event_there_that_names_it(tmp_path: Path) -> None:
    rule = "recurrence: {frequency: 每周, days: 周三, start: 10:00, end: 11:00, since: 2026-12-02}"
    event = "format: 培训, related: [volunteer-projects/ke], published: 2026-11-02"
    files = {
        "streets/liu-yin.yml": '{title: 柳荫街道, code: "990101001", published: 2026}',
        "venues/zhong.yml": "{title: 柳荫站, level: 实践站, street: liu-yin, published: 2026}",
        "volunteer-projects/ke.yml": f"{{title: 手机课, venue: zhong, {rule}, published: 2026-11-01}}",
        "events/qi.yml": f"{{title: 第七期, venue: zhong, times: [{{start: 2026-12-09 10:00}}], {event}}}",
        "events/xuan.yml": f"{{title: 宣传, place: 广场, times: [{{start: 2026-12-16 10:00}}], {event}}}",
    }
    pages = pages_of(plant(tmp_path, files))
    found = {str(one["SUMMARY"]): one for one in entries(pages["calendar.ics"])}
    assert [day.dt.date() for day in found["手机课"]["EXDATE"].dts] == [date(2026, 12, 9)]
    (item,) = [line for line in pages["today.md"].splitlines() if "手机课</span>" in line]
    assert 'data-except="2026-12-09/2026-12-09 "' in item


def test_a_part_of_the_day_is_said_where_no_hour_is_known(tmp_path: Path) -> None:
    day = "title: 实践日, format: 文明实践日, published: 2026-11-01"
    files = {
        "events/a.yml": f"{{{day}, recurrence: {{frequency: 每周, days: 周五, part: 下午}}}}",
        "events/b.yml": f"{{{day}, recurrence: {{frequency: 每周, days: 周四, part: 下午, start: 14:30}}}}",
    }
    found = entries(pages_of(plant(tmp_path, files))["calendar.ics"])
    assert [str(one["SUMMARY"]) for one in found] == ["实践日（下午）", "实践日"]
