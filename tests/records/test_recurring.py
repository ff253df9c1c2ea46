"""Recurrence rules as offices write them give the same days in Python, in the browser and in calendars."""

import json
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import pytest
import yaml
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from scripts.records.recurring import Recurrence
from scripts.records.rule_days import RuleDay
from scripts.records.vocabularies import Frequency, Weekday
from tests.support import TESTS

TABLE = yaml.load((TESTS / "recurrences.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
START = date(2026, 12, 1)


def data(rule: Recurrence) -> dict[str, str]:
    """What the page hands to the browser, as ``_macros.md.j2`` writes it."""
    return {
        "frequency": rule.frequency.value,
        "days": " ".join(map(str, rule.days)),
        "months": " ".join(map(str, rule.months)),
        "since": str(rule.since.first()) if rule.since else "",
        "until": str(rule.until.last()) if rule.until else "",
        "over": f"{rule.over:%H:%M}" if rule.over else "",
        "except": " ".join(f"{day.first()}/{day.last()}" for day in rule.skipped),
    }


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["said"])
def test_a_rule_is_said_and_its_next_days_are_found(case: dict[str, Any]) -> None:
    rule = Recurrence.model_validate(case["rule"])
    assert rule.zh == case["said"]
    found = {moment: rule.next_day(datetime.fromisoformat(moment)) for moment in case["next"]}
    assert {moment: str(day or "") for moment, day in found.items()} == case["next"]


@pytest.mark.parametrize(
    "case", [case for case in TABLE if "月的5日" not in case["said"]], ids=lambda case: case["said"]
)
def test_what_a_page_says_of_a_rule_can_be_typed_as_the_rule(case: dict[str, Any]) -> None:
    rule = Recurrence.model_validate(case["rule"])
    again = Recurrence.model_validate(rule.zh)
    assert again.zh == rule.zh
    assert again == rule or rule.months  # 每月 in some months is 每年
    assert [again.next_day(datetime.fromisoformat(moment)) for moment in case["next"]] == [
        rule.next_day(datetime.fromisoformat(moment)) for moment in case["next"]
    ]


RULES = st.builds(
    lambda frequency, days, months: Recurrence.model_construct(
        frequency=frequency, days=tuple(days), months=tuple(sorted(months))
    ),
    st.just(Frequency.MONTHLY),
    st.lists(
        st.one_of(
            st.builds(RuleDay, day=st.sampled_from([1, 5, 15, 28, 29, 30, 31, -1])),
            st.builds(RuleDay, nth=st.sampled_from([1, 2, 3, 4, 5, -1]), weekday=st.sampled_from(list(Weekday))),
        ),
        min_size=1,
        max_size=3,
        unique=True,
    ),
    st.sets(st.integers(1, 12), max_size=3),
)


@given(RULES, st.integers(0, 3000))
def test_calendars_have_the_same_days(rule: Recurrence, later: int) -> None:
    begin = START + timedelta(later)
    moment = datetime.combine(begin, datetime.min.time())
    assume(not rule.months or all(day.day < 29 and day.nth < 5 for day in rule.days))  # else some have no day at all
    ours = list(islice((day for n in range(3000) if rule.occurs(day := begin + timedelta(n))), 3))
    theirs = {one.date() for said in rule.rrules() for one in islice(rrulestr(said, dtstart=moment), 3)}
    assert ours == sorted(theirs)[:3]


@pytest.mark.parametrize("days", ["周三", "周一、周三", "每天"])
@pytest.mark.parametrize("frequency", ["每周", "隔周"])
def test_weekly_rules_as_calendars_have_them(frequency: str, days: str) -> None:
    rule = Recurrence.model_validate({"frequency": frequency, "days": days, "since": "2026-12-02"})
    begin = datetime(2026, 12, 2)
    theirs = [one.date() for said in rule.rrules() for one in islice(rrulestr(said, dtstart=begin), 12)]
    assert list(islice((day for n in range(300) if rule.occurs(day := begin.date() + timedelta(n))), 12)) == theirs


@pytest.mark.parametrize(
    ("rule", "cure"),
    [
        ({"frequency": "每周"}, "days: 周五"),
        ({"frequency": "每周", "days": "5日"}, "每月"),
        ({"frequency": "隔周", "days": "周五"}, "since: "),
        ({"frequency": "每月", "days": "周五"}, "第一个周五"),
        ({"frequency": "每年"}, "3月5日"),
        ({"frequency": "每年", "days": "5日"}, "3月5日"),
        ({"frequency": "每月", "days": "第九个周五"}, "第一个周五"),
        ({"frequency": "每月", "days": "2月30日"}, "3月5日"),
        ({"frequency": "每月", "days": "有空的时候"}, "最后一天"),
    ],
)
def test_what_a_rule_leaves_open_is_told_with_its_cure(rule: dict[str, str], cure: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Recurrence.model_validate(rule)
    assert cure in json.dumps(caught.value.errors(include_url=False), ensure_ascii=False, default=str)
