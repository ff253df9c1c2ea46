"""Dates of records: whole or partial, with or without a time; rounds of an award."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Self

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from scripts.records import clocks
from scripts.records.clocks import DIGITS, PARTS_OF_CLOCK, TO, half_width, hanzi, number_of, parse_clock, spoken_clock
from scripts.records.refusal import half_width_text, refusal, short_text

_NO_RUN = r"(?![0-9]{4}\s*年\s*[0-9]{1,2}\s*[-/.])"
"""2026年1-9月 are nine months, not 9 January."""
_DATE = rf"{_NO_RUN}([0-9]{{4}})(?:\s*[-/.年]\s*([0-9]{{1,2}})(?:\s*[-/.月]\s*([0-9]{{1,2}})\s*[日号]?|\s*月)?|年度?)?"
_OFFICE = rf"{_DATE}(?:(?<=[0-9日号月])[ T]0{{1,2}}:00(?::00)?)?"
"""As ``_DATE``, followed by the midnight a spreadsheet adds to a date."""
_BASIC = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_CUT = r"[0-9]{4}\.1"
"""A spreadsheet writes 2026.10 like this, too."""
WEEKDAY = "(?:周|星期|礼拜)([一二三四五六日天])"
_WEEKDAY = rf"\(?[本这]?{WEEKDAY}\)?"
_MOMENT = rf"{_DATE}(?(3)|(?!))\s*(?:{_WEEKDAY})?\s*T?\s*(?:{PARTS_OF_CLOCK})?"
"""A date with a day (group 3), a weekday, the groups of ``PARTS_OF_CLOCK``."""
_TO = r"\s*(?:(?:[‐-―−~到]|(?<![冬夏])至)+|(?<=[:：][0-9]{2})\s*-|(?<=[月日号点时分半刻整)一二三四五六天])\s*-|-(?=\s*[0-9]{4}\s*[-/.年])|(?<=-[0-9]{2})/(?=[0-9]{4}-))\s*"
"""A dash or word between start and end on one line."""
_SHORTENED = (
    (r"\s*([0-9]{4}\s*年)\s*([0-9]{1,2}\s*月)", r"[0-9]{1,2}\s*月", r"[0-9]{1,2}\s*[日号]"),
    (r"\s*([0-9]{4}[-/.])([0-9]{1,2}[-/.])[0-9]{1,2}\s*$", "[0-9]{1,2}[-/.][0-9]{1,2}$", "[0-9]{1,2}$"),
)
"""The first date of a span, and the parts of it that the last date leaves out: the year, or year and month."""
_MOVED = "取消|改[期到至在]|推迟|顺延|[延暂]|停(?!车)|不办|作罢"
"""Words for a time at which something does not take place after all."""
NEXT_DAY = r"(?:次日|第二天|翌日)\s*"
REPEATED = "每[天日周月年星]|隔周"
OPEN = frozenset({"长期", "常设", "永久", "长期有效", "至今", "不限"})
"""Words for an open end."""
_ORDINAL = r"第\s*([一二三四五六七八九十百]+|[0-9]+)\s*届"
_QUARTER = r"([0-9]{4})\s*-?\s*(?:[Qq]|年第?(?=.季度)|年第(?=.$))([1-4一二三四])(?:季度)?"
_SHORT_SPAN = rf"([0-9]{{4}}年(?:[0-9]{{1,2}}月)?)([0-9]{{1,2}})\s*{TO}\s*([0-9]{{1,2}})([月日号])(?!\s*[0-9])"
_DOTTED = r"^([0-9]{4}([./])[0-9]{1,2}\2[0-9]{1,2})\s*-(?=\s*[0-9])"
"""The first date of 2026.12.1-12.31."""
NO_CALENDAR = re.compile(
    "[农阴旧]历|正月|[冬腊]月|初[一二三四五六七八九十]|廿|除夕|元旦|元宵|清明|端午|七夕|中秋|重阳|国庆|五一|[节假]|工作日"
    "|[一二三四五六七八九十]+月[一二三四五六七八九十]+(?![一二三四五六七八九十日号])"
)
"""A day of the lunar calendar, or one that changes every year."""
WEEK = "一二三四五六日"


def _date_error(text: str, to_day: bool) -> PydanticCustomError:
    """The error for a date that cannot be read, with the right form when the meaning can be guessed.

    ``to_day``: the date must include the day.
    """
    plain = _arabic(text)
    example = "2026-11-28 或 2026-11-28 10:00" if to_day else "2021-09-15，只知道年月写 2021-09，只知道年写 2021"
    said, hint = f"日期“{text}”写法不对", f"请写成 {example}"
    kept, bracket, aside = plain.partition("(")
    begun = re.match(rf"{_OFFICE}(?<![0-9](?=[0-9]))", plain)
    if begun and not bracket:
        kept, aside = begun[0], plain[begun.end() :]
    if match := re.fullmatch(r"([0-9]{2})[-/.年](0?[1-9]|1[0-2])[-/.月]([0-9]{1,2})[日号]?", plain):
        said = f"日期“{text}”的年份只有两位"
        hint = f"年份请写四位，例如 20{match[1]}-{match[2].zfill(2)}-{match[3].zfill(2)}"
    elif match := re.match(r"(?:0?[1-9]|1[0-2])(月|[./-])(?:[12][0-9]|3[01]|0?[1-9])(?![0-9./-])", plain):
        said = f"日期“{text}”没有写年份"
        hint = f"请在前面补上四位的年份，例如 2026{'年' if match[1] == '月' else match[1]}{plain}"
    elif re.fullmatch(_CUT, plain):
        said, hint = f"“{text}”不知是1月还是10月", f"请写成 {plain[:4]}-01 或 {plain[:4]}-10"
    elif re.match(f"[每逢]?{WEEKDAY}", text):
        said = f"“{text}”没有写是哪一天"
        hint = "这里写年月日，例如 2026-12-05；每周都这样的，写在开放时间或重复的时间里"
    elif NO_CALENDAR.search(plain) and not bracket and not (begun and begun[2]):
        said = f"“{text}”不是公历的年月日"
        hint = "请查日历，换成公历，例如 2021-09-15；农历和节日的说法写在正文里"
    elif begun and to_day and not begun[3]:
        said = f"日期“{text}”没有写到日"
    elif not bracket and re.fullmatch("[0-9]{4}.*\n[0-9]{4}.*", "\n".join(ends := from_to(text))):
        said, hint = f"“{text}”是一段时间", f"这一栏只写一个，{ends[0]} 或 {ends[1]}，另一个写在它自己的栏里"
    elif begun and re.search("[一-鿿:]", aside):
        said = f"日期“{text}”后面还有别的话"
        hint = f"这里只写 {kept.strip()}；“{aside.strip(' ()')}”不写，或写在正文里"
    elif re.fullmatch(r"[34][0-9]{4}(\.[0-9]+)?", text):
        moment = datetime(1899, 12, 30) + timedelta(minutes=round(float(text) * 24 * 60))
        hint = f"请写成年月日：{moment:%Y-%m-%d}" + (f" {moment:%H:%M}" if to_day and "." in text else "")
        said = f"“{text}”像是表格软件里的日期序号"
    elif clock := clocks.of_sheet(text):
        said, hint = f"“{text}”像是表格软件里的时间", f"请写成 {clock}"
    return refusal("date", said, hint)


def from_to(line: str) -> tuple[str, str]:
    """The two ends of 2026年12月1日至31日, 2026年9—10月 or 2026年三季度, the second completed from the first; it may be empty."""
    plain = unicodedata.normalize("NFKC", " ".join(line.replace("∶", ":").split()))
    plain = re.sub(r"([0-9]{4})[‐–—−]([0-9]{1,2})[‐–—−]([0-9]{1,2})(?![0-9])", r"\1-\2-\3", plain)
    plain = re.sub(_SHORT_SPAN, r"\1\2\4至\1\3\4", re.sub(_QUARTER, _months_of_quarter, plain))
    plain = re.sub(_DOTTED, r"\1至", plain)
    first, _, last = re.sub(_TO, "\n", plain, count=1).partition("\n")
    for begins, month, day in _SHORTENED:
        if said := re.match(begins, first):
            last = f"{said[1]}{last}" if re.match(month, last) else last
            last = f"{said[1]}{said[2]}{last}" if re.match(day, last) else last
    return first, last


def _months_of_quarter(match: re.Match[str]) -> str:
    last = number_of(match[2]) * 3
    return f"{match[1]}年{last - 2}月至{match[1]}年{last}月"


def _in_digits(text: str) -> str:
    """The text with its dates in digits: 二〇二六年十一月二十日."""
    digits = str.maketrans(f"{DIGITS}〇○", "012345678900")
    return clocks.in_digits(re.sub(f"[{DIGITS}〇○]{{4}}(?=年)", lambda year: year[0].translate(digits), text), "月日号")


def _arabic(text: str) -> str:
    """A date in digits, year first, without weekday and quotation marks: 二〇二六年十一月二十日（周五）."""
    plain = re.sub("[‐‒–—−]", "-", unicodedata.normalize("NFKC", text).strip("“”\"'"))
    plain = _in_digits(re.sub(rf"{_WEEKDAY}$|^(?:截[至止]到?|[自从])|(?<=月)份", "", plain).strip())
    first = re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", plain)
    if first and int(first[1]) > 12:  # in 5/11/2026 the month is uncertain
        return f"{first[3]}-{first[2].zfill(2)}-{first[1]}"
    return plain


def agree(day: date, weekday: str, text: str) -> None:
    """Raises PydanticCustomError ``date`` when the day is not that weekday (一 … 日, 天)."""
    if (real := WEEK[day.weekday()]) != weekday.replace("天", "日"):
        hint = f"{day}是周{real}：请核对是日期写错了，还是星期写错了"
        raise refusal("date", f"“{text}”的日期和星期对不上", hint)


def later(day: date, days: int) -> date:
    """The day so many days later. Raises PydanticCustomError ``date`` beyond the calendar."""
    if days > (date.max - day).days:
        raise refusal("date", f"{day.year}年不会是真的", "请核对年份")
    return day + timedelta(days)


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day; 0 is an unknown month or day, so that less exact dates sort first."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, value: object, to_day: bool = False) -> Self:
        """Parses ``2021``, ``2021-09``, ``2021-09-15`` (GB/T 7408.1-2023) and what offices write for them:
        2021年9月15日（周三）.

        Raises PydanticCustomError ``date`` for anything else, for impossible days and for a weekday that is not the
        day's; with ``to_day`` also for a date without a day.
        """
        if isinstance(value, cls):
            return value
        text = short_text(value, "date").rstrip("。，、；,;")
        plain = _arabic(text)
        match = re.fullmatch(_OFFICE, plain) or re.fullmatch(_BASIC, text)
        if not match or re.fullmatch(_CUT, plain) or (to_day and not match[3]):
            raise _date_error(text, to_day)
        year, month, day = (int(part or 0) for part in match.groups())
        try:
            whole = date(*(int(part or 1) for part in match.groups()))
        except ValueError:
            swapped = day and month > 12 >= day
            hint = f"月和日像是写反了：{year:04}-{day:02}-{month:02}" if swapped else "请核对年、月、日"
            raise refusal("date", f"日历上没有“{text}”这一天", hint) from None
        if weekday := re.search(f"{_WEEKDAY}$", unicodedata.normalize("NFKC", text)):
            agree(whole, weekday[1], text)
        return cls(year, month, day)

    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def zh(self) -> str:
        text = f"{self.year}年"
        text += f"{self.month}月" if self.month else ""
        return text + (f"{self.day}日" if self.day else "")

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


@dataclass(frozen=True, order=True, slots=True)
class Moment:
    """A day with or without a clock time, in China's time (UTC+8)."""

    day: date
    clock: time | None = None

    @classmethod
    def parse(cls, value: object) -> Self:
        """Parses ``2026-11-28``, ``2026-11-28 10:00``, ``2026年11月28日下午3点``; 24:00 is 0:00 of the next day.

        Raises PydanticCustomError ``date`` or ``time``.
        """
        if isinstance(value, cls):
            return value
        text = short_text(value, "date")
        plain = _in_digits(half_width(text))
        if spoken := re.fullmatch(_MOMENT, plain):
            year, month, day_, weekday, *clock = spoken.groups()
            days, when = spoken_clock(clock) if clock[1] else (0, None)
            written = PartialDate.parse(f"{year}-{month}-{day_}").first()
            if weekday:
                agree(written, weekday, text)
            return cls(later(written, days), when)
        if re.fullmatch(PARTS_OF_CLOCK, plain):
            hint = f"请在前面写上日期，例如 2026-11-28 {text}"
            raise refusal("date", f"“{text}”没有写日期", hint)
        if again := re.search(REPEATED, text):
            hint = f"重复的时间不写在 times 里，写成 recurrence: {text[again.start() :]}"
            raise refusal("date", f"“{text}”不是一个日子", hint)
        outside = re.sub(r"\s*\([^()]*\)\s*", " ", plain).strip()  # 2027年2月20日（正月十五）19:00
        if (begun := re.match(_MOMENT, outside)) and not re.search("[0-9A-Za-z]", rest := outside[begun.end() :]):
            aside = "；".join(filter(None, [*re.findall(r"\(([^()]*)\)", half_width(text)), rest.strip()]))
            hint = f"这里只写 {begun[0].strip()}，“{aside}”写在正文里"
            if re.search(_MOVED, aside):
                hint = f"新的日子定了的，只写新的；还没定的写成 {begun[0].strip()} 延期，不办了的写成 {begun[0].strip()} 取消"
            raise refusal("date", f"“{text}”里还有别的话", hint)
        head, _, tail = text.replace("T", " ").partition(" ")
        day = PartialDate.parse(head, to_day=True)
        return cls(day.first(), parse_clock(tail) if tail.strip() else None)

    @property
    def zh(self) -> str:
        text = f"{self.day.year}年{self.day.month}月{self.day.day}日"
        return f"{text} {self.clock:%H:%M}" if self.clock else text

    def __str__(self) -> str:
        return f"{self.day}T{self.clock:%H:%M}" if self.clock else str(self.day)


def years(days: Iterable[date]) -> tuple[str, ...]:
    """The distinct years of some days, the newest first."""
    return tuple(str(year) for year in sorted({day.year for day in days}, reverse=True))


@dataclass(frozen=True, order=True, slots=True)
class Round:
    """The conferral of an award: ``第八届``, a monthly list ``2021-09``, a quarter ``2024Q3`` or a year ``2022``."""

    sort: tuple[int, int]
    zh: str
    text: str

    @property
    def ordinal(self) -> bool:
        """Whether it is counted (第八届), so that it does not state its year."""
        return self.zh.startswith("第")

    @classmethod
    def parse(cls, value: object) -> Self:
        """Raises PydanticCustomError ``round`` when the text has none of the four forms."""
        text = half_width_text(value, "round")
        if match := re.fullmatch(_ORDINAL, text):
            number = number_of(match[1])
            if number:
                return cls((number, 0), f"第{hanzi(number)}届", f"第{hanzi(number)}届")
        if match := re.fullmatch(_QUARTER, text):
            quarter = number_of(match[2])
            return cls((int(match[1]), quarter * 3), f"{match[1]}年第{hanzi(quarter)}季度", f"{match[1]}Q{quarter}")
        if match := re.fullmatch(_OFFICE, _arabic(text)):
            when = PartialDate.parse(text)
            if not when.day:
                return cls((when.year, when.month), when.zh if when.month else f"{when.zh}度", str(when))
        hint = "请写成 第八届、2021-09（月）、2024Q3（季度）或 2022（年度）"
        if (number := number_of(text.removesuffix("届").strip())) and number < 100:
            hint = f"请写成 第{hanzi(number)}届"
        raise refusal("round", f"届次“{text}”写法不对", hint)

    def __str__(self) -> str:
        return self.text


def show_dates(days: Iterable[PartialDate]) -> str:
    """Days for readers, three or more consecutive ones as a span: 2027年2月4日至2月12日、2027年5月."""
    runs: list[list[PartialDate]] = []
    for day in sorted(days):
        if day.day and runs and runs[-1][-1].day and day.first() - runs[-1][-1].first() == timedelta(1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(_run(run) for run in runs)


def _run(days: list[PartialDate]) -> str:
    if len(days) < 3:
        return "、".join(day.zh for day in days)
    return f"{days[0].zh}至{days[-1].zh.removeprefix(f'{days[0].year}年')}"


# A validator with two arguments would get pydantic's as its second.
AnyDate = Annotated[PartialDate, BeforeValidator(lambda value: PartialDate.parse(value))]
OpenEnd = Annotated[
    PartialDate | None,
    BeforeValidator(lambda value: None if value is None or str(value).strip() in OPEN else PartialDate.parse(value)),
]
"""A last day, or None for 长期."""
AnyMoment = Annotated[Moment, BeforeValidator(Moment.parse)]
AnyRound = Annotated[Round, BeforeValidator(Round.parse)]
