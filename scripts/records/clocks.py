"""Parses clock times and numerals as people write them: 9:30, 下午3点半, 24:00, 二十."""

import re
import unicodedata
from datetime import time
from typing import Annotated

from pydantic import BeforeValidator

from scripts.records.refusal import refusal, short_text

HOURS = {"凌晨": (0, 7), "清晨": (4, 9), "早晨": (4, 12), "上午": (5, 13), "早上": (4, 12), "中午": (11, 15)}
HOURS |= {"下午": (12, 20), "傍晚": (16, 21), "晚上": (17, 25), "早": (4, 12), "晚": (17, 25)}
HOURS |= {"夜里": (19, 25), "深夜": (21, 25), "半夜": (23, 25), "午夜": (23, 25)}
"""From which hour on, and before which, each may be said of a clock time: 晚上1点 is of no certain day."""
PART = "|".join(HOURS)
"""A part of the day before a clock time."""
PARTS_OF_CLOCK = rf"({PART})?\s*([01]?[0-9]|2[0-4])(?::([0-5][0-9])(?::[0-5][0-9])?|[点时](?:(半|[一三13]刻)|([0-5]?[0-9])分?|[整正钟])?)"
"""Groups: part of the day, hour, minutes after a colon, quarters, minutes."""
CLOCK = rf"(?:{PART})?\s*[0-9]{{1,2}}(?:(?::[0-9]{{2}}){{1,2}}|[点时](?:半|[一三13]刻|[0-9]{{1,2}}分?|[整正钟])?)"
"""A clock time within a line."""
TO = "[-‐-―−~至到]+"
"""A dash or word between two ends, in half width."""
SPAN = rf"({CLOCK})\s*{TO}\s*({CLOCK})"
DIGITS = "零一二三四五六七八九"


def half_width(text: str) -> str:
    """The text in half width, with the numerals of clock times as digits: 下午两点半 → 下午2点半."""
    return in_digits(unicodedata.normalize("NFKC", text), "点时分")


def in_digits(text: str, units: str) -> str:
    """The text with numerals before one of these characters as digits, and with the minutes of 七点三十."""

    def digits(found: re.Match[str]) -> str:
        plain = found[0].replace("两", "二").replace("〇", "零")
        number = number_of(plain.lstrip("零"))
        return str(number) if number or not plain.strip("零") else found[0]

    numeral = "[零〇一二两三四五六七八九十]"
    return re.sub(f"{numeral}{{1,3}}(?=[{units}])|(?<=[点时]){numeral}{{2,3}}", digits, text)


def of_sheet(text: str) -> str:
    """The clock time a spreadsheet stores as a fraction of a day: 0.75 is 18:00; empty for other texts."""
    minutes = round(float(text) * 24 * 60) if re.fullmatch(r"0\.[0-9]+", text) else 0
    return f"{minutes // 60}:{minutes % 60:02}" if minutes else ""


def parse_clock(value: object) -> time:
    """Parses ``9:30`` (24-hour), ``下午3点半``. Raises PydanticCustomError ``time``."""
    text = short_text(value, "time")
    if spoken := re.fullmatch(PARTS_OF_CLOCK, half_width(text)):
        days, when = spoken_clock(list(spoken.groups()))
        if not days:
            return when
        hint = "一天里最晚写 23:59；办到第二天的，分成两天写"
        raise refusal("time", f"时间“{text}”已经是第二天", hint)
    half = unicodedata.normalize("NFKC", text)
    plain = re.fullmatch("([01]?[0-9]|2[0-3])[.;]?([0-5][0-9])", half)
    example = of_sheet(text) or (":".join(plain.groups()) if plain else "9:30 或 14:00")
    hint = f"请写成 24 小时制，例如 {example}"
    if re.search(rf"(:[0-9]{{2}}|[点分半])\s*{TO}", half):
        hint = "这一栏只写一个钟点；一天分上午、下午两段的，写成两项"
    elif within := re.search(rf"(?<![0-9:.-]){PARTS_OF_CLOCK}(?![0-9:]|\s*[A-Za-z])", half_width(text)):  # 19:00左右
        hint = f"请写成 24 小时制，只写 {spoken_clock([*within.groups()])[1]:%H:%M}，别的话不写"
    raise refusal("time", f"时间“{text}”写法不对", hint)


def parse_closing(value: object) -> time:
    """As ``parse_clock``; midnight at the end of a day (24:00, 晚上12点) becomes 0:00."""
    spoken = re.fullmatch(PARTS_OF_CLOCK, half_width(short_text(value, "time")))
    return time.min if spoken and spoken_clock(list(spoken.groups())) == (1, time.min) else parse_clock(value)


def spoken_clock(clock: list[str | None]) -> tuple[int, time]:
    """(days to add, clock time) of 下午3点半, 19:00, 24:00, given in the groups of ``PARTS_OF_CLOCK``.

    Raises PydanticCustomError ``time`` for 两点半 or 2:30, which means the afternoon to an office and the night to a
    clock, and for an hour outside its part of the day.
    """
    part, hour, colon, quarters, minutes = clock
    given = int(hour or 0)
    minute = {"半": 30, "一": 15, "1": 15, "三": 45, "3": 45}[quarters[0]] if quarters else int(colon or minutes or 0)
    said = f"{given}:{colon}" if colon else f"{given}点"
    if part is None and hour in ({*"1234"} if colon else {*"123456"}):
        hint = f"下午的写 {given + 12}:{minute:02}，凌晨的写 {given:02}:{minute:02}"
        raise refusal("time", f"“{said}”没有写上午还是下午", hint)
    hours = next((one for one in (given, given + 12) if part is None or one in range(*HOURS[part])), None)
    if hours is None:
        hint = f"请写 24 小时制的钟点；过了半夜的是第二天的 {given % 12:02}:{minute:02}"
        raise refusal("time", f"“{part}{said}”说不准是几点", hint)
    return hours // 24, time(hours % 24, minute)


def said_after(start: str, end: str) -> str:
    """The end of 下午2:30—4:00 with the part of the day of its start."""
    parts = re.findall(PART, start)
    return f"{parts[-1]}{end}" if parts and end[:1].isdigit() else end


def number_of(text: str) -> int:
    """The value of a Chinese or Arabic numeral below 100; 0 when it is neither."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if any(char not in DIGITS for char in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return 0
    return (DIGITS.index(tens) if tens else 1 if ten else 0) * 10 + (DIGITS.index(ones) if ones else 0)


def hanzi(number: int) -> str:
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones else "")


Clock = Annotated[time, BeforeValidator(parse_clock)]
Closing = Annotated[time, BeforeValidator(parse_closing)]
"""A closing time; 0:00 is midnight at the end of the day."""
