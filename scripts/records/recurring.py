"""Recurring times as offices state them: every Friday, the 5th and the last day of each month, every 5 March.

Three equivalent forms: ``zh`` for readers, ``occurs`` and ``next_day`` in Python (docs/assets/js/site.js is their twin,
both tested by tests/recurrences.yml), ``rrules`` for calendars (RFC 5545 §3.3.10).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic import Field, model_validator

from scripts.records.base import Part
from scripts.records.clocks import HOURS, Clock
from scripts.records.dates import AnyDate, OpenEnd, show_dates
from scripts.records.refusal import refusal
from scripts.records.rule_days import PAST_MIDNIGHT, WEEKDAYS, ClosedDays, Months, RuleDay, RuleDays, read_rule
from scripts.records.values import show_days
from scripts.records.vocabularies import DayPart, Frequency

ENDS = {DayPart.MORNING: time(12), DayPart.AFTERNOON: time(18), DayPart.EVENING: time(22)}
"""The end of each part of the day."""
BEGINS = {DayPart.MORNING: time(6), DayPart.AFTERNOON: time(12), DayPart.EVENING: time(18)}
TAKES = timedelta(hours=2)
"""The assumed duration of something without an end, for computing the next time."""
HORIZON = 3000
"""Days searched for the next time: 29 February recurs within eight years."""


class Recurrence(Part):
    """A rule for recurring times: every Friday afternoon, the 5th of each month, each May."""

    frequency: Frequency = Field(description="多久一次")
    days: RuleDays = Field(
        (),
        description="哪一天：每周的写周五，每月的写15日、最后一天或第二个周六，每年的写3月5日",
        examples=["周五", "5日、15日、最后一天", "第一个周五", "3月5日"],
    )
    months: Months = Field((), description="几月，每年一次的才写")
    part: DayPart | None = Field(None, description="上午、下午或晚上")
    start: Clock | None = Field(None, description="开始时间", examples=["14:30"])
    end: Clock | None = Field(None, description="结束时间", examples=["16:00"])
    since: AnyDate | None = Field(None, description="从何时起；隔周的写第一次的日期")
    until: OpenEnd = Field(None, description="到何时止")
    skipped: ClosedDays = Field((), alias="except", description="哪几天不办", examples=[["2026-10-02"]])

    @model_validator(mode="before")
    @classmethod
    def _in_one_line(cls, value: Any) -> Any:
        """Parses 每周五下午, written in place of the fields or of ``frequency`` alone."""
        return read_rule(value)

    @model_validator(mode="after")
    def _says_when(self) -> "Recurrence":
        if wrong := self._wrong():
            raise refusal("incomplete", *wrong)
        if self.start and self.end and self.end <= self.start:
            raise refusal("order", "结束早于开始", f"请核对 start 和 end；办到第二天的，{PAST_MIDNIGHT}", "end")
        if self.since and self.until and self.until.last() < self.since.first():
            raise refusal("order", "结束早于开始", "请核对 since 和 until", "until")
        if self.days and self.since and self.until and not self.first_day(self.since.first()):
            raise refusal("incomplete", "从 since 到 until 一次也没有", "请核对 since、until、days 和 except", "until")
        return self

    def _wrong(self) -> tuple[str, str, str] | None:
        """The fault of an incomplete or contradictory rule, the cure, and the field to correct."""
        weekly = self.frequency in {Frequency.WEEKLY, Frequency.BIWEEKLY}
        plain = [day for day in self.days if day.weekday and not day.nth]
        weekdays = {WEEKDAYS.index(day.weekday) for day in plain if day.weekday}
        if weekly and not self.days:
            return f"{self.frequency.label}重复要写明星期几", "请加一行 days: 周五", "frequency"
        if weekly and len(plain) < len(self.days):
            return f"“{self.days[-1].zh}”不是每周的日子", "请把 frequency 改成 每月，或把 days 改成星期几", "days"
        if self.frequency is Frequency.BIWEEKLY and not (self.since and self.since.day):
            first = f"请加一行 since: 第一次的日期，要是{plain[0].zh}；只写一行的，在后面写上（某年某月某日起）"
            return "隔周重复要写明从哪一天算起", first, "frequency"
        if self.frequency is Frequency.BIWEEKLY and self.since and self.since.first().weekday() not in weekdays:
            real = WEEKDAYS[self.since.first().weekday()].label
            return f"第一次的日期 {self.since} 是{real}，不是{plain[0].zh}", "请核对 since 和 days", "since"
        if self.frequency is Frequency.MONTHLY and plain:
            day = plain[0].zh
            hint = f"请写成 days: 第一个{day}、days: 最后一个{day}；每个{day}都有的，把 frequency 改成 每周"
            return f"“每月{day}”没有说是哪一个{day}", hint, "days"
        monthless = not self.months and not all(day.month for day in self.days or (RuleDay(),))
        if self.frequency is Frequency.YEARLY and monthless:
            return "每年重复要写明几月", "请加一行 days: 3月5日，或 months: [3, 9]", "frequency"
        if self.part and self.start and self.start.hour not in range(*HOURS[self.part.label]):
            wrong = f"{self.part.label}没有 {self.start:%H:%M}"
            return wrong, "请核对 part 和 start；写了钟点的，part 可以不写", "part"
        if self.months and any(day.month for day in self.days):
            return "几月写了两处", "days 里写了月份的，请删去 months", "months"
        return None

    def occurs(self, day: date) -> bool:
        """Whether it takes place on this day; never for a rule without days."""
        if not self.days or any(one.first() <= day <= one.last() for one in self.skipped):
            return False
        if (self.since and day < self.since.first()) or (self.until and day > self.until.last()):
            return False
        if self.months and day.month not in self.months:
            return False
        weeks_off = (_monday(day) - _monday(self.since.first())).days // 7 if self.since else 0
        if self.frequency is Frequency.BIWEEKLY and weeks_off % 2:
            return False
        return any(one.fits(day) for one in self.days)

    def next_day(self, now: datetime) -> date | None:
        """The first day whose time is not over at ``now`` (UTC+8); None when there is none."""
        today = now.date()
        first = max(today, self.since.first()) if self.since else today
        last = self.until.last() if self.until else date.max
        days = (first + timedelta(step) for step in range(min((last - first).days + 1, HORIZON - (first - today).days)))
        found = (day for day in days if self.occurs(day))
        return next((day for day in found if day > today or now.time() < (self.over or time.max)), None)

    @property
    def over(self) -> time | None:
        """The clock time at which a day's meeting is over; None for a rule without a time of day."""
        if self.end:
            return self.end
        if self.start:
            end = datetime.combine(date.min, self.start) + TAKES
            return end.time() if end.date() == date.min else None
        return ENDS.get(self.part) if self.part else None

    @property
    def at(self) -> str:
        """The sorting key within a day: 14:30, 12:00 for an afternoon; empty for the whole day."""
        begin = self.start or (BEGINS[self.part] if self.part else None)
        return f"{begin:%H:%M}" if begin else ""

    def first_day(self, after: date) -> date | None:
        return self.next_day(datetime.combine(after, time.min))

    def coming(self, day: date) -> str:
        """Its next time from a day on, as 2026-12-04T19:30; empty when there is none."""
        again = self.first_day(day)
        return f"{again}T{self.start:%H:%M}" if again and self.start else str(again or "")

    def left_out(self) -> list[date]:
        """The days of ``except`` on which it would take place."""
        every = self.model_copy(update={"skipped": ()})
        spans = ((one.first(), (one.last() - one.first()).days) for one in self.skipped)
        return [day for first, more in spans for n in range(more + 1) if every.occurs(day := first + timedelta(n))]

    def single(self) -> Iterator[tuple[str, "Recurrence"]]:
        """The rule split into rules of one RRULE each, named: one for its weekdays, one a month for its dates."""
        groups: dict[str, list[RuleDay]] = {}
        for day in sorted(self.days, key=lambda day: (not day.weekday, day.month)):
            groups.setdefault("week" if day.weekday else f"month{day.month}", []).append(day)
        return ((name, self.model_copy(update={"days": tuple(days)})) for name, days in groups.items())

    def rrules(self) -> Iterator[str]:
        """The rule as RRULE values, one for weekdays and one for dates; ``except`` becomes EXDATE."""
        last = f"{self.until.last():%Y%m%d}" if self.until else ""  # a date where DTSTART is one (RFC 5545 §3.3.10)
        until = f";UNTIL={last}{'T155959Z' if self.start else ''}" if last else ""
        base = {"weekly": "WEEKLY", "biweekly": "WEEKLY;INTERVAL=2;WKST=MO"}.get(
            self.frequency.value, self.frequency.name
        )
        months = f";BYMONTH={','.join(map(str, self.months))}" if self.months else ""
        weekdays = [f"{day.nth or ''}{day.weekday.code}" for day in self.days if day.weekday]
        if weekdays:
            yield f"FREQ={'MONTHLY' if base == 'YEARLY' else base}{months};BYDAY={','.join(weekdays)}{until}"
        dates = [day for day in self.days if not day.weekday]
        for month in sorted({day.month for day in dates}):
            said = ",".join(str(day.day) for day in dates if day.month == month)
            where = f";BYMONTH={month}" if month else months
            yield f"FREQ={base if base == 'MONTHLY' else 'YEARLY'}{where};BYMONTHDAY={said}{until}"

    @property
    def days_zh(self) -> str:
        """The days: 每周五, 每天, 每月5日、15日和最后一天, 每年3月5日."""
        months = "、".join(f"{month}月" for month in self.months)
        weekdays = tuple(day.weekday for day in self.days if day.weekday and not day.nth)
        said = [day.zh for day in self.days]
        days = show_days(weekdays) if weekdays else "和".join(filter(None, ("、".join(said[:-1]), *said[-1:])))
        if self.frequency is Frequency.WEEKLY:
            return days if days == "每天" and not months else "每" + (f"年{months}的" if months else "") + days
        if self.frequency is Frequency.BIWEEKLY:
            return f"隔周的{days}"
        months += "的" if "、" in months and days[:1].isdigit() else ""  # 3月、9月5日 may be all of March
        return f"每年{months}{days}" if months or self.frequency is Frequency.YEARLY else f"每月{days}"

    @property
    def time_zh(self) -> str:
        """The time of day: 下午, 14:00—16:00; empty when not stated."""
        part = self.part.label if self.part else ""
        if not self.start:
            return part
        return f"{part} {self.start:%H:%M}".strip() + (f"—{self.end:%H:%M}" if self.end else "")

    @property
    def zh(self) -> str:
        """The rule for readers: 每周五下午, 每年3月、9月 14:00—16:00（2026年9月1日起，2026年10月2日除外）."""
        space = " " if self.time_zh[:1].isdigit() else ""
        begins, ends = (day.zh if day else "" for day in (self.since, self.until))
        ends = ends.removeprefix(f"{self.since.year}年") if self.since else ends
        span = f"{begins}至{ends}" if ends else begins and f"{begins}起"
        without = f"{show_dates(self.skipped)}除外" if self.skipped else ""
        notes = "，".join(filter(None, (span, without)))
        return f"{self.days_zh}{space}{self.time_zh}" + (f"（{notes}）" if notes else "")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
