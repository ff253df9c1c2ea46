"""The days and months of a recurring rule as offices write them: 每周五下午, 5日和最后一天, 3月、9月."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from scripts.records.clocks import CLOCK, SPAN, TO, half_width, hanzi, number_of, said_after
from scripts.records.dates import NEXT_DAY, NO_CALENDAR, WEEKDAY, AnyDate, PartialDate, from_to
from scripts.records.refusal import half_width_text, refusal, short_text
from scripts.records.values import SPANS, keep_indices, parse_days
from scripts.records.vocabularies import Frequency, Weekday

LAST = -1
LONGEST = 200
"""Longest rule on one line, in characters."""
WEEKDAYS = tuple(Weekday)
_NUMBER = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_DATE = rf"(?:(0?[1-9]|1[0-2]|[一二三四五六七八九十]{{1,2}})月)?(?:([0-9]{{1,2}}|(?:{_NUMBER})(?=[日号]))[日号]?(?:{TO}({_NUMBER})[日号])?|月?[底末]|最后一[天日])"
"""A day or a span of days; in digits, or in Chinese numerals before 日: 一 alone is a weekday, 八月十五 a lunar date."""
_NTH = rf"(?:第(0?[1-5一二三四五])个?|(最后一个?)){WEEKDAY}"
_SEVERAL = rf"((?:第(?:{_NUMBER})个?|最后一个?)(?:[、,和及]第?(?:(?:{_NUMBER})个?|最后一个?))+){WEEKDAY}"
_OFTEN = "|".join(word for one in Frequency for word in (one.label, *one.former))
_ONE_LINE = rf"({_OFTEN})(.*?)(?:{SPAN}|({CLOCK})|(上午|下午|晚上?))?"
_OF_MONTHS = rf"((?:(?:{_NUMBER})月?(?:[、,和及]|{TO}))*(?:{_NUMBER})月)[、,和及]?((?:第|最后|每?周).+)?"
_UNDERSTOOD = rf"(?:(?:[、,和及]|{TO})?(?:(?:第(?:{_NUMBER})个?|最后一个?)?{WEEKDAY}(?!次)|(?:{_NUMBER})[日号]|最后一天|{'|'.join(SPANS)}))+(?:{SPAN}|{CLOCK}|[上下]午|晚上?)?"
"""The readable days at the beginning of a rule, and their time; what follows is reported."""
_RUN = rf"({_NUMBER})(?:{TO}({_NUMBER}))?"
_DAYS_OF_A_YEAR = r"[\d年月日号、至到和~./‐-―−-]"
_NOTE = rf"(.+?)(?:[,;(]|(?:(?<=[一-龥])|(?<=:[0-9]{{2}}))(?=[从自]?[0-9]{{4}}[年./-]))(?!.*日[0-9]{{4}}年)(?:[从自]?({_DAYS_OF_A_YEAR}+)(起|开始|除外|不办|取消|暂停|休息|停[办课开]?)|([至到]?[0-9]{{4}}[年./-]{_DAYS_OF_A_YEAR}*)(?:为?止)?)\)?"
"""The last remark after a rule: （2026年9月1日至12月31日，2026年10月2日除外）; the first of its parts is in the text before it."""
_TWO_SPANS = rf"{SPAN}.*{SPAN}|(?:{CLOCK}|[上下]午|晚上?).*周.*(?:{CLOCK}|[上下]午|晚上?)"
_EVERY = rf"^(?:每?逢|每周?)?(?=周(?:[一二三四五六七八九十日天]|[1-7](?![0-9:点时]))|{'|'.join(SPANS)})"
"""Words before weekly days: 逢周五, 每周周五; may be missing."""


@dataclass(frozen=True, order=True, slots=True)
class RuleDay:
    """A weekday (``nth`` 0), the nth one of a month (-1: the last), or a day of a month or year (``day`` -1: the
    last)."""

    month: int = 0
    day: int = 0
    nth: int = 0
    weekday: Weekday | None = None

    def fits(self, one: date) -> bool:
        length = monthrange(one.year, one.month)[1]
        if self.weekday is None:
            return one.month == (self.month or one.month) and one.day == (length if self.day == LAST else self.day)
        if one.weekday() != WEEKDAYS.index(self.weekday):
            return False
        return self.nth in {0, (one.day + 6) // 7} or (self.nth == LAST and one.day + 7 > length)

    @property
    def zh(self) -> str:
        if self.weekday:
            nth = {0: "", LAST: "最后一个"}.get(self.nth, f"第{hanzi(self.nth)}个")
            return nth + self.weekday.label
        return (f"{self.month}月" if self.month else "") + ("最后一天" if self.day == LAST else f"{self.day}日")

    def __str__(self) -> str:
        """The form handed to the browser: ``friday``, ``1:friday``, ``5``, ``-1``, ``3/5``."""
        if self.weekday:
            return f"{self.nth}:{self.weekday.value}" if self.nth else self.weekday.value
        return f"{self.month}/{self.day}" if self.month else str(self.day)


def parse_rule_days(value: object) -> tuple[RuleDay, ...]:
    """Parses weekdays as ``parse_days`` does, ``5日``, ``15``, ``最后一天``, ``第一个周五``, ``3月5日``; several separated by 、 or
    as a list.

    Raises PydanticCustomError ``days`` for anything else.
    """
    if isinstance(value, list | tuple):
        return tuple(day for item in value for day in parse_rule_days(item))
    text = re.sub(r"[\s的]+", "", half_width_text(value, "days")).removeprefix("每月").removeprefix("每年")
    text = re.sub(_SEVERAL, _one_by_one, text)
    found: list[RuleDay] = []
    for piece in re.split(r"[、,;和及]", text):
        if match := re.fullmatch(_NTH, piece):
            nth = LAST if match[2] else number_of(match[1])
            found.append(RuleDay(nth=nth, weekday=parse_days(f"周{match[3]}")[0]))
        elif match := re.fullmatch(_DATE, piece):
            month = number_of(match[1]) if match[1] else found[-1].month if found else 0  # 3月5日、15日
            first, last = (number_of(match[2]), number_of(match[3] or match[2])) if match[2] else (LAST, LAST)
            if month > 12 or (match[2] and not 1 <= first <= last <= monthrange(2024, month or 1)[1]):
                raise _wrong_days(value)
            found += [RuleDay(month, day) for day in range(first, last + 1)]
        else:
            try:
                found += [RuleDay(weekday=day) for day in parse_days(piece)]
            except PydanticCustomError:
                raise _wrong_days(value) from None
    return tuple(dict.fromkeys(found))


def _wrong_rule(said: str) -> PydanticCustomError:
    if NO_CALENDAR.search(said):
        return _wrong_days(said)
    hint = f"请写成 每周五下午、每月第一个周六 9:00—11:00、每年3月5日、每年3月和9月第一个周六 这样；{_ELSE}"
    return refusal("days", f"重复的时间“{said}”写法不对", hint)


def _one_by_one(match: re.Match[str]) -> str:
    """Expands 第一、三个周六 to 第一个周六、第三个周六."""
    which = (re.sub("[第个]", "", piece) for piece in re.split("[、,和及]", match[1]))
    return "、".join(f"{'最后一' if nth == '最后一' else f'第{nth}'}个周{match[2]}" for nth in which)


def _wrong_days(given: object) -> PydanticCustomError:
    text = str(given)
    begun = re.match(_UNDERSTOOD, text)
    rest = text[begun.end() :].strip("、,，和及()（） ") if begun else text
    if re.search("除外|不办|(?<!午)休", rest):
        hint = "不办的写明是哪几天，例如 每周五下午（2026-10-01至2026-10-07除外）；分开写的，写在 except 里"
        return refusal("days", f"日子“{text}”写法不对", hint)
    if NO_CALENDAR.search(rest) or re.fullmatch("[一二三四五六七八九十]+", rest):
        hint = f"公历每年同一天的写成 15日、3月5日；农历、节假日和第几个工作日写不成规则，{ONE_BY_ONE}"
        return refusal("days", f"“{rest}”没有写公历的几月几日", hint)
    if begun and rest:
        hint = f"日子后面只写 上午、下午、晚上 或钟点，例如 14:30，别的话写在正文里；{_ENDS}"
        return refusal("days", f"读不懂“{rest}”", hint)
    hint = f"请写成 周五、周六和周日、5日、最后一天、第一个周五、最后一个周五 或 3月5日；几个日子用顿号隔开；{_ELSE}"
    return refusal("days", f"日子“{text}”写法不对", hint)


_ENDS = "从哪天起、到哪天止写 since、until，只写一行的写在末尾，例如（2026年9月1日至12月31日）"
ONE_BY_ONE = "活动的把日子逐次写在 times 里，别的写在正文里"
_ELSE = f"写不成这样的，{ONE_BY_ONE}"
PAST_MIDNIGHT = "这里只写开始的钟点，半夜以后几点结束写在正文里"
RuleDays = Annotated[tuple[RuleDay, ...], BeforeValidator(parse_rule_days)]


def _one_or_more(value: object) -> object:
    """A day, or several separated by 、, as a list; a span as all its days.

    In 2026年10月2日、9日 the second takes year and month of the first.
    """
    lines = [short_text(value, "date")] if isinstance(value, str) else value
    if not isinstance(lines, list | tuple) or not all(isinstance(line, str) for line in lines):
        return value
    return keep_indices(accumulate(lines, _in_the_same_month), _days)


def _days(line: str) -> list[str]:
    pieces: list[str] = re.split(r"[、，,;；]\s*", line)
    return [day for piece in accumulate(pieces, _in_the_same_month) for day in _each_day(piece)]


def _in_the_same_month(before: str, day: str) -> str:
    return from_to(f"{from_to(before)[0]}至{day}")[1]


def _each_day(value: str) -> list[str]:
    begins, ends = from_to(value)
    if not ends:
        return [value]
    if aside := re.search(r"([(（](?!周|星期)[^()（）]*[)）]|(?<=[日号])[^\d日号()（）]{2,})\s*$", value):
        hint = f"这里只写 {value[: aside.start()]}；“{aside[1].strip('（()） ')}”不写，或写在正文里"
        raise refusal("date", f"“{value}”后面还有别的话", hint)
    begin, end = PartialDate.parse(begins), PartialDate.parse(ends)
    days = (end.last() - begin.first()).days
    if not 0 <= days < 366:
        hint = "请核对两头；跨过年的，后一头也写年份，例如 2026-12-28至2027-01-03"
        raise refusal("date", f"“{value}”从前到后不是一年以内的几天", hint)
    return [str(begin.first() + timedelta(step)) for step in range(days + 1)]


_Day = Annotated[AnyDate, BeforeValidator(lambda value: _days(value)[0] if isinstance(value, str) else value)]
ClosedDays = Annotated[tuple[_Day, ...], BeforeValidator(_one_or_more)]
"""Days, months or years in which something does not take place, as a list or on one line."""


def _months(value: object) -> object:
    """Parses 7、8, 7月至8月 or 11至2 on one line to a list of months."""
    items = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(one, str) for one in items):
        return value
    found: list[object] = []
    for piece in re.split(
        r"[、,和及\s]+", re.sub("次年|第二年|月", "", unicodedata.normalize("NFKC", "、".join(map(str, items)))).strip()
    ):
        first, last = map(number_of, match.groups("0")) if (match := re.fullmatch(_RUN, piece)) else (0, 0)
        if not 0 < first < 13 or last > 12:
            return items
        found += [(first + step - 1) % 12 + 1 for step in range(((last or first) - first) % 12 + 1)]
    return found


Months = Annotated[tuple[Annotated[int, Field(ge=1, le=12)], ...], BeforeValidator(_months)]


def _notes(plain: str) -> tuple[str, dict[str, str]]:
    """Splits a rule from the remark after it, and the remark into fields: first and last day, days left out."""
    found = {"since": "", "until": "", "except": ""}
    while match := re.fullmatch(_NOTE, plain):
        before, days, kind, span = match.groups()
        if span:
            found["since"], found["until"] = from_to(span)
            if not found["until"]:
                break
        elif kind in {"起", "开始"}:
            found["since"] = days
        else:
            found["except"] = f"{days}、{found['except']}".removesuffix("、")
        plain = before
    return plain, found


def read_rule(value: Any) -> Any:
    """The fields of a rule on one line, 每周五下午; values that are no such line, or already fields, unchanged.

    Raises PydanticCustomError ``days`` for an unreadable line.
    """
    given = {"frequency": value} if isinstance(value, str) else value
    if not isinstance(given, dict):
        return value
    if isinstance(given.get("start"), str) and isinstance(given.get("end"), str):
        given = given | {"end": said_after(given["start"], given["end"])}
    said = str(given.get("frequency"))
    plain = re.sub(r"[\s的“”]+|全天", "", "" if "days" in given else half_width(said))
    plain = re.sub("星期|礼拜", "周", plain).replace("每个", "每")
    if re.search(NEXT_DAY, plain):
        raise refusal("days", f"“{said}”写到了第二天", PAST_MIDNIGHT)
    if len(plain) > LONGEST:
        raise _wrong_rule(f"{said[:30]}……")
    plain, found = _notes(plain)
    if re.search(_TWO_SPANS, plain):
        hint = "一条规则只写一段时间，另一段写在正文里；两段都要排进日历的，分成两条记录"
        raise refusal("days", f"“{said}”里不止一段时间", hint)
    plain = f"每年{plain}" if (of := re.match(_OF_MONTHS, plain)) and of[2] else plain
    match = re.fullmatch(_ONE_LINE, re.sub(_EVERY, "每周", re.sub("^每([早晚])上?", r"每天\1上", plain)))
    if not match or match[0] == match[1]:
        if isinstance(value, str) or NO_CALENDAR.search(said):
            raise _wrong_rule(said)
        return given
    often, days, start, end, alone, part = match.groups()
    months, days = of.groups() if often == "每年" and (of := re.fullmatch(_OF_MONTHS, days)) else (None, days)
    if months and days and not re.match("第|最后", days):  # 每年7月、8月的周五
        often, days = "每周", days.removeprefix("每")
    found |= {"days": days, "part": part, "months": months or ""}
    found |= {"start": start or alone, "end": said_after(start or "", end or "")}
    return {name: one for name, one in found.items() if one} | given | {"frequency": often}
