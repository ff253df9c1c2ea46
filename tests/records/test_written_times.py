"""Times as offices write them: whatever the hand, what is read is what was meant."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scripts.records.dates import WEEK
from scripts.records.opening_hours import Hours
from scripts.records.parts import Occasion
from scripts.records.recurring import Recurrence
from scripts.records.rule_days import WEEKDAYS
from scripts.records.venues import Venue

TO = st.sampled_from(["-", "—", "——", "–", "~", "～", "至", "到", " - ", " — ", "－"])
WEEKDAY = st.sampled_from(["周", "星期", "礼拜"])


def clocks(moment: time) -> list[str]:
    """The ways to write a clock time between 8:00 and 21:30."""
    part, hour = ("上午" if moment.hour < 12 else "中午" if moment.hour < 13 else "下午"), (moment.hour - 1) % 12 + 1
    words = {0: "", 15: "一刻", 30: "半"}[moment.minute]
    plain = [f"{moment:%H:%M}", f"{moment.hour}：{moment:%M}", f"{moment.hour}点{words}", f"{moment:%H时%M分}"]
    return [*plain, f"{part}{hour}:{moment:%M}", f"{part}{hour}点{words}"] if moment.hour < 18 else plain


@st.composite
def spans(draw: st.DrawFn) -> tuple[time, time, str]:
    """Two clock times of a day, and how they are written."""
    minutes = st.sampled_from([0, 15, 30])
    first = time(draw(st.integers(8, 17)), draw(minutes))
    last = time(draw(st.integers(first.hour + 1, 21)), draw(minutes))
    way = draw(st.integers(0, min(len(clocks(first)), len(clocks(last))) - 1))
    return first, last, clocks(first)[way] + draw(TO) + clocks(last)[way]


@st.composite
def days(draw: st.DrawFn) -> tuple[set[int], str]:
    """Days of the week, and how they are written."""
    word = draw(WEEKDAY)
    first = draw(st.integers(0, 5))
    last = draw(st.integers(first + 1, 6))
    run = f"{word}{WEEK[first]}{draw(TO)}{draw(st.sampled_from(['', word]))}{WEEK[last]}"
    several = draw(st.sampled_from(["、", "和", f"、{word}", f"，{word}"])).join((f"{word}{WEEK[first]}", WEEK[last]))
    every = (set(range(7)), draw(st.sampled_from(["每天", "每日", "周一至周日"])))
    named = draw(st.sampled_from([({5, 6}, "周末"), ({5, 6}, "双休日"), (set(range(5)), "工作日"), every]))
    return draw(st.sampled_from([(set(range(first, last + 1)), run), ({first, last}, several), named]))


@given(days(), spans(), st.sampled_from(["", " ", "：", "，"]))
def test_opening_hours(days: tuple[set[int], str], span: tuple[time, time, str], between: str) -> None:
    line = f"{days[1]}{between}{span[2]}"
    venue = Venue.model_validate({"title": "站", "level": "实践站", "published": "2026", "opening_hours": line})
    assert [hours_of(one) for one in venue.opening_hours] == [(days[0], *span[:2])]


def hours_of(hours: Hours) -> tuple[set[int], time, time]:
    return {WEEKDAYS.index(day) for day in hours.days}, hours.open, hours.close


@given(days(), spans(), st.sampled_from(["", "每", "逢", "每周"]))
def test_rules(days: tuple[set[int], str], span: tuple[time, time, str], before: str) -> None:
    rule = Recurrence.model_validate(f"{before if days[1][0] in '周星礼' else ''}{days[1]} {span[2]}")
    assert ({WEEKDAYS.index(day.weekday) for day in rule.days if day.weekday}, rule.start, rule.end) == (
        days[0],
        *span[:2],
    )


DATES = st.dates(date(2026, 1, 1), date(2027, 12, 31))
FORMS = ["{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d} ", "{0.year}.{0.month}.{0.day} ", "{0:%Y/%m/%d} "]


@given(DATES, st.sampled_from(FORMS), spans(), st.sampled_from(["（周{}）", " 星期{} ", ""]))
def test_times_of_a_day(day: date, form: str, span: tuple[time, time, str], weekday: str) -> None:
    one = Occasion.model_validate(form.format(day) + weekday.format(WEEK[day.weekday()]) + span[2])
    assert one.end
    assert (one.start.day, one.start.clock, one.end.day, one.end.clock) == (day, span[0], day, span[1])


SHORT = ["{0}年{1}月{2}日{5}{3}月{4}日", "{0}.{1}.{2}{5}{3}.{4}", "{0}/{1}/{2}{5}{3}/{4}"]


@given(DATES, st.integers(1, 90), st.sampled_from(SHORT), TO)
def test_spans_of_days(day: date, more: int, form: str, to: str) -> None:
    last = min(day + timedelta(more), date(day.year, 12, 31))
    line = form.format(day.year, day.month, day.day, last.month, last.day, to)
    rule = Recurrence.model_validate({"frequency": "每周", "days": "周五", "except": line})
    assert (rule.skipped[0].first(), rule.skipped[-1].last()) == (day, last)
