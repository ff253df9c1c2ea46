"""Rules for times that come again, as offices say them: every Friday, the 5th and the last day of each month, every 5 March.

One meaning in three forms: ``zh`` for readers, ``occurs`` and ``next_day`` in Python (docs/assets/js/site.js is their
twin, both held by tests/recurrences.yml), ``rrules`` for calendars (RFC 5545 §3.3.10).
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from scripts.records.base import Part
from scripts.records.dates import (
    CLOCK,
    HOURS,
    NO_CALENDAR,
    AnyDate,
    Clock,
    OpenEnd,
    PartialDate,
    from_to,
    half_width,
    hanzi,
    number_of,
    said_after,
    show_dates,
)
from scripts.records.refusal import refusal
from scripts.records.values import SPANS, parse_days, show_days
from scripts.records.vocabularies import DayPart, Frequency, Weekday

LAST = -1
ENDS = {DayPart.MORNING: time(12), DayPart.AFTERNOON: time(18), DayPart.EVENING: time(22)}
"""When a part of the day is over."""
BEGINS = {DayPart.MORNING: time(6), DayPart.AFTERNOON: time(12), DayPart.EVENING: time(18)}
TAKES = timedelta(hours=2)
"""How long something without an end is taken to last, when the next time is asked for."""
HORIZON = 3000
"""Days searched for the next time: 29 February comes again within eight years."""
_WEEK = tuple(Weekday)
_NUMBER = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_DATE = rf"(?:({_NUMBER})月)?(?:({_NUMBER})([日号]?)|(?:月?[底末]|最后一[天日]))"
_NTH = rf"(?:第({_NUMBER})个?|(最后一个?))(?:周|星期|礼拜)([一二三四五六日天])"
_SEVERAL = rf"((?:第(?:{_NUMBER})个?|最后一个?)(?:[、,和及]第?(?:(?:{_NUMBER})个?|最后一个?))+)(?:周|星期|礼拜)([一二三四五六日天])"
_ONE_LINE = (
    rf"(每周|每星期|隔周|每两周|双周|每月|每年|每天|每日)(.*?)(?:({CLOCK})(?:[-—~至到]+({CLOCK}))?|(上午|下午|晚上))?"
)
_OF_MONTHS = rf"((?:(?:{_NUMBER})月[、,和及至到-]?)+)((?:第|最后).+)?"
_BEGINS_WITH_DAYS = (
    rf"((?:[、,和及至到]?(?:(?:第(?:{_NUMBER})个|最后一个)?周[一二三四五六日天]|(?:{_NUMBER})[日号]))+)(.+)"
)
_RUN = rf"({_NUMBER})(?:[-—–~至到]+({_NUMBER}))?"
_WITHOUT = r"(.+?)[,;(]([\d年月日号、,至到和~.—-]+)(?:除外|不办)\)?"
_EVERY = r"^(?:每?逢|每周)?(?=周|星期|礼拜)"
"""What may stand before the days of each week: 逢周五, 每周星期五, or nothing."""
_SPAN_NAME = rf"^(?:每周?)?({'|'.join(SPANS)})"
_SPOKEN = {"每星期": "每周", "每天": "每周", "每日": "每周", "每两周": "隔周", "双周": "隔周"}


@dataclass(frozen=True, order=True, slots=True)
class RuleDay:
    """A weekday (``nth`` 0), the nth one of a month (-1: the last), or a day of a month or year (``day`` -1: the last)."""

    month: int = 0
    day: int = 0
    nth: int = 0
    weekday: Weekday | None = None

    def fits(self, one: date) -> bool:
        length = monthrange(one.year, one.month)[1]
        if self.weekday is None:
            return one.month == (self.month or one.month) and one.day == (length if self.day == LAST else self.day)
        if one.weekday() != _WEEK.index(self.weekday):
            return False
        return self.nth in {0, (one.day + 6) // 7} or (self.nth == LAST and one.day + 7 > length)

    @property
    def zh(self) -> str:
        if self.weekday:
            nth = {0: "", LAST: "最后一个"}.get(self.nth, f"第{hanzi(self.nth)}个")
            return nth + self.weekday.label
        return (f"{self.month}月" if self.month else "") + ("最后一天" if self.day == LAST else f"{self.day}日")

    def __str__(self) -> str:
        """As the page hands it to the browser: ``friday``, ``1:friday``, ``5``, ``-1``, ``3/5``."""
        if self.weekday:
            return f"{self.nth}:{self.weekday.value}" if self.nth else self.weekday.value
        return f"{self.month}/{self.day}" if self.month else str(self.day)


def parse_rule_days(value: object) -> tuple[RuleDay, ...]:
    """Reads weekdays as ``parse_days`` does, ``5日``, ``15``, ``最后一天``, ``第一个周五``, ``3月5日``; several by 、 or as a list.

    Raises PydanticCustomError ``days`` for anything else.
    """
    if isinstance(value, list | tuple):
        return tuple(day for item in value for day in parse_rule_days(item))
    text = re.sub(r"[\s的]+", "", unicodedata.normalize("NFKC", str(value))).removeprefix("每月").removeprefix("每年")
    text = re.sub(_SEVERAL, _one_by_one, text)
    found: list[RuleDay] = []
    for piece in re.split(r"[、,;和及]", text):
        if match := re.fullmatch(_NTH, piece):
            nth = LAST if match[2] else number_of(match[1])
            if not -2 < nth < 6 or not nth:
                raise _wrong_days(value)
            found.append(RuleDay(nth=nth, weekday=parse_days(f"周{match[3]}")[0]))
        elif (match := re.fullmatch(_DATE, piece)) and _is_day(match):
            found.append(RuleDay(number_of(match[1] or "0"), number_of(match[2]) if match[2] else LAST))
        else:
            try:
                found += [RuleDay(weekday=day) for day in parse_days(piece)]
            except PydanticCustomError:
                raise _wrong_days(value) from None
    return tuple(dict.fromkeys(found))


def _wrong_rule(said: str) -> PydanticCustomError:
    if NO_CALENDAR.search(said):
        return _wrong_days(said)
    hint = (
        "请写成 每周五下午、每月第一个周六 9:00—11:00、每年3月5日 这样；写不成这样的，把定下来的日子逐次写在 times 里"
    )
    return refusal("days", f"重复的时间“{said}”写法不对", hint)


def _one_by_one(match: re.Match[str]) -> str:
    """第一、三个周六 as 第一个周六、第三个周六."""
    which = (re.sub("[第个]", "", piece) for piece in re.split("[、,和及]", match[1]))
    return "、".join(f"{'最后一' if nth == '最后一' else f'第{nth}'}个周{match[2]}" for nth in which)


def _is_day(match: re.Match[str]) -> bool:
    """Is it a day a calendar has? One letter alone (一) is a weekday, and 八月十五 or 十五 is of the lunar calendar."""
    if match[2] and not match[2].isdigit() and not match[3]:
        return False
    month, day = number_of(match[1] or "1"), number_of(match[2]) if match[2] else 1
    return 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]


def _wrong_days(given: object) -> PydanticCustomError:
    if re.search("除外|不办|(?<!午)休", str(given)):
        hint = "这里只写办的日子，例如 每周五下午；不办的日子另写在 except 里，例如 except: 2026-10-01至2026-10-07"
        return refusal("days", f"日子“{given}”写法不对", hint)
    if NO_CALENDAR.search(str(given)) or re.fullmatch("[一二三四五六七八九十]+", str(given)):
        hint = "公历每年同一天的写成 15日、3月5日；农历、节假日和工作日写不成规则，把定下来的日子逐次写在 times 里"
        return refusal("days", f"“{given}”没有写公历的几月几日", hint)
    if re.search("次日|第二天|凌晨", str(given)):
        return refusal("days", f"“{given}”写到了第二天", PAST_MIDNIGHT)
    if more := re.fullmatch(_BEGINS_WITH_DAYS, str(given)):
        hint = f"“{more[1]}”后面只写 上午、下午、晚上 或钟点，例如 14:30；从哪天起、到哪天止写 since、until，别的话写在正文里"
        return refusal("days", f"读不懂“{more[2]}”", hint)
    hint = "请写成 周五、周六和周日、5日、最后一天、第一个周五、最后一个周五 或 3月5日；几个日子用顿号隔开"
    return refusal("days", f"日子“{given}”写法不对", hint)


PAST_MIDNIGHT = "这里只写开始的钟点，半夜以后几点结束写在正文里"
RuleDays = Annotated[tuple[RuleDay, ...], BeforeValidator(parse_rule_days)]


def _one_or_more(value: object) -> object:
    """A single day, or several by 、, as a list; from one day to another as all days between."""
    found = re.split(r"[、，,;；]\s*", value.strip()) if isinstance(value, str) else value
    return [day for one in found for day in _each_day(one)] if isinstance(found, list | tuple) else found


def _each_day(value: object) -> list[object]:
    begins, ends = from_to(value) if isinstance(value, str) else ("", "")
    if not ends:
        return [value]
    begin, end = PartialDate.parse(begins), PartialDate.parse(ends)
    days = (end.last() - begin.first()).days
    if not 0 <= days < 366:
        hint = "请核对两头；跨过年的，后一头也写年份，例如 2026-12-28至2027-01-03"
        raise refusal("date", f"“{value}”从前到后不是一年以内的几天", hint)
    return [str(begin.first() + timedelta(step)) for step in range(days + 1)]


ClosedDays = Annotated[tuple[AnyDate, ...], BeforeValidator(_one_or_more)]
"""Days, months or years in which something does not take place, as a list or in one line."""


def _months(value: object) -> object:
    """7、8, 7月至8月 or 11至2 in one line as a list of months."""
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        value = "、".join(value)
    if not isinstance(value, str):
        return value
    found: list[object] = []
    for piece in re.split(r"[、,和及\s]+", unicodedata.normalize("NFKC", value).replace("月", "").strip()):
        first, last = map(number_of, match.groups("0")) if (match := re.fullmatch(_RUN, piece)) else (0, 0)
        if not 0 < first < 13 or last > 12:
            return [value]
        found += [(first + step - 1) % 12 + 1 for step in range(((last or first) - first) % 12 + 1)]
    return found


class Recurrence(Part):
    """A rule for times that come again: every Friday afternoon, the 5th of each month, each May."""

    frequency: Frequency = Field(description="多久一次")
    days: RuleDays = Field(
        (),
        description="哪一天：每周的写周五，每月的写15日、最后一天或第二个周六，每年的写3月5日",
        examples=["周五", "5日、15日、最后一天", "第一个周五", "3月5日"],
    )
    months: Annotated[tuple[Annotated[int, Field(ge=1, le=12)], ...], BeforeValidator(_months)] = Field(
        (), description="几月，每年一次的才写"
    )
    part: DayPart | None = Field(None, description="上午、下午或晚上")
    start: Clock | None = Field(None, description="开始时间", examples=["14:30"])
    end: Clock | None = Field(None, description="结束时间", examples=["16:00"])
    since: AnyDate | None = Field(None, description="从何时起；隔周的写第一次的日期")
    until: OpenEnd = Field(None, description="到何时止")
    skipped: ClosedDays = Field((), alias="except", description="哪几天不办", examples=[["2026-10-02"]])

    @model_validator(mode="before")
    @classmethod
    def _in_one_line(cls, value: Any) -> Any:
        """每周五下午, in place of the fields or of ``frequency`` alone, is taken apart."""
        given = {"frequency": value} if isinstance(value, str) else value
        said = str(given.get("frequency")) if isinstance(given, dict) and "days" not in given else ""
        plain = re.sub(r"[\s的]+", "", half_width(said)).replace("每个", "每").replace("礼拜", "星期")
        plain, without = match.groups() if (match := re.fullmatch(_WITHOUT, plain)) else (plain, None)
        plain = re.sub(_SPAN_NAME, lambda name: f"每{SPANS[name[1]]}", plain)
        match = re.fullmatch(_ONE_LINE, re.sub(_EVERY, "每", plain))
        if not match or match[0] in {"每周", "隔周", "每月", "每年"}:
            often = str(given.get("frequency")) if isinstance(given, dict) else ""
            if isinstance(value, str) or NO_CALENDAR.search(often):
                raise _wrong_rule(often)
            return value
        often, days, start, end, part = match.groups()
        days = f"周{days}" if often in {"每周", "每星期"} and days else days
        days = f"每天{days}" if often in {"每天", "每日"} else days
        months, days = of.groups() if often == "每年" and (of := re.fullmatch(_OF_MONTHS, days)) else (None, days)
        found = {"days": days, "part": part, "start": start, "end": said_after(start, end) if end else None}
        found |= {"except": without}
        found |= {"months": re.sub("[、,和及]?$", "", months)} if months else {}
        return {name: one for name, one in found.items() if one} | given | {"frequency": _SPOKEN.get(often, often)}

    @model_validator(mode="after")
    def _says_when(self) -> "Recurrence":
        if wrong := self._wrong():
            raise refusal("incomplete", *wrong)
        backwards = self.start and self.end and self.end <= self.start
        if backwards or (self.since and self.until and self.until.last() < self.since.first()):
            if backwards:
                raise refusal("order", "结束早于开始", f"请核对 start 和 end；办到第二天的，{PAST_MIDNIGHT}", "end")
            raise refusal("order", "结束早于开始", "请核对 since 和 until", "until")
        return self

    def _wrong(self) -> tuple[str, str, str] | None:
        """What the rule leaves open or says twice, the cure, and the field to mend."""
        weekly = self.frequency in {Frequency.WEEKLY, Frequency.BIWEEKLY}
        plain = [day for day in self.days if day.weekday and not day.nth]
        weekdays = {_WEEK.index(day.weekday) for day in plain if day.weekday}
        if weekly and not self.days:
            return f"{self.frequency.label}重复要写明星期几", "请加一行 days: 周五", "frequency"
        if weekly and len(plain) < len(self.days):
            return f"“{self.days[-1].zh}”不是每周的日子", "请把 frequency 改成 每月，或把 days 改成星期几", "days"
        if self.frequency is Frequency.BIWEEKLY and not (self.since and self.since.day):
            return "隔周重复要写明从哪一天算起", f"请加一行 since: 第一次的日期，要是{plain[0].zh}", "frequency"
        if self.frequency is Frequency.BIWEEKLY and self.since and self.since.first().weekday() not in weekdays:
            real = _WEEK[self.since.first().weekday()].label
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
        """Does it take place on this day? Never for a rule that names no day."""
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
        """The day of the next time that is not over at ``now`` (Lanzhou); None when there is none."""
        today = now.date()
        first = max(today, self.since.first()) if self.since else today
        last = min(today + timedelta(days=HORIZON - 1), self.until.last() if self.until else date.max)
        days = (first + timedelta(days=step) for step in range((last - first).days + 1))
        found = (day for day in days if self.occurs(day))
        return next((day for day in found if day > today or now.time() < (self.over or time.max)), None)

    @property
    def over(self) -> time | None:
        """The clock time by which a day's meeting is over; None when the rule says nothing of the time of day."""
        if self.end:
            return self.end
        if self.start:
            end = datetime.combine(date.min, self.start) + TAKES
            return end.time() if end.date() == date.min else None
        return ENDS.get(self.part) if self.part else None

    @property
    def at(self) -> str:
        """From when on, for the order within a day: 14:30, 12:00 for an afternoon; empty for the whole day."""
        begin = self.start or (BEGINS[self.part] if self.part else None)
        return f"{begin:%H:%M}" if begin else ""

    def first_day(self, after: date) -> date | None:
        return self.next_day(datetime.combine(after, time.min))

    def coming(self, day: date) -> str:
        """When it takes place next from a day on, as 2026-12-04T19:30; empty when it does not."""
        again = self.first_day(day)
        return f"{again}T{self.start:%H:%M}" if again and self.start else str(again or "")

    def rrules(self) -> Iterator[str]:
        """The rule as RRULE values, one for weekdays and one for dates; ``except`` are EXDATE beside them."""
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
        """Which days: 每周五, 每天, 每月5日、15日和最后一天, 每年3月5日."""
        months = "、".join(f"{month}月" for month in self.months)
        weekdays = tuple(day.weekday for day in self.days if day.weekday and not day.nth)
        said = [day.zh for day in self.days]
        days = show_days(weekdays) if weekdays else "和".join(filter(None, ("、".join(said[:-1]), *said[-1:])))
        if self.frequency is Frequency.WEEKLY:
            return days if days == "每天" and not months else "每" + (f"年{months}的" if months else "") + days
        if self.frequency is Frequency.BIWEEKLY:
            return f"隔周的{days}"
        return f"每年{months}{days}" if months or self.frequency is Frequency.YEARLY else f"每月{days}"

    @property
    def time_zh(self) -> str:
        """What time of the day: 下午, 14:00—16:00; empty when the rule does not say."""
        part = self.part.label if self.part else ""
        if not self.start:
            return part
        return f"{part} {self.start:%H:%M}".strip() + (f"—{self.end:%H:%M}" if self.end else "")

    @property
    def zh(self) -> str:
        """The rule as a reader says it: 每周五下午, 每年3月、9月 14:00—16:00（2026年10月2日除外）."""
        space = " " if self.time_zh[:1].isdigit() else ""
        without = f"（{show_dates(self.skipped)}除外）" if self.skipped else ""
        return f"{self.days_zh}{space}{self.time_zh}{without}"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
