"""Typed values that are not dates: quantities with a qualifier, days of the week, addresses, relations."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from scripts import addresses
from scripts.records.vocabularies import Weekday

_QUANTITY = re.compile(r"(约|近|超)?\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万|亿)?\s*(余|多|以上)?")
_UNITS = {None: 1, "万": 10_000, "亿": 100_000_000}
_DAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a source gives it: ``25万余`` is 250000 with the qualifier 余, shown as it was written."""

    number: float
    text: str
    qualifier: str = ""

    @classmethod
    def parse(cls, value: object) -> Self:
        """Reads ``100``, ``100余``, ``约 3000``, ``25万余``. Raises PydanticCustomError ``quantity``."""
        if isinstance(value, cls):
            return value
        given = str(value).strip()
        match = _QUANTITY.fullmatch(given)
        if not match:
            raise PydanticCustomError(
                "quantity",
                "数量“{given}”写法不对",
                {"given": given, "hint": "请写成 100、100余、约3000 或 25万余；单位写在 unit 里"},
            )
        before, digits, scale, after = match.groups()
        number = float(digits.replace(",", "")) * _UNITS[scale]
        return cls(number, re.sub(r"\s", "", given), before or after or "")

    def __str__(self) -> str:
        return self.text


def parse_days(value: object) -> tuple[Weekday, ...]:
    """Reads ``每天``, ``周五``, ``周一至周五``, ``周六、周日`` or a list of days.

    Raises PydanticCustomError ``days`` for anything else.
    """
    if isinstance(value, list | tuple):
        return tuple(day for item in value for day in parse_days(item))
    text = str(value).strip().replace("星期", "周").replace("天", "日")
    week = tuple(Weekday)
    if text in {"每日", "周一至周日"}:
        return week
    days: list[Weekday] = []
    for piece in re.split(r"[、，,和]", text):
        ends = [_weekday(end) for end in re.split(r"[至到—～-]", piece)]
        if len(ends) > 2 or -1 in ends:
            raise PydanticCustomError(
                "days",
                "星期“{given}”写法不对",
                {"given": str(value), "hint": "请写成 周五、周一至周五、周六、周日 或 每天"},
            )
        first, last = ends[0], ends[-1]
        days += week[first : last + 1] if first <= last else week[first:] + week[: last + 1]
    return tuple(days)


def _weekday(text: str) -> int:
    """0 for Monday (周一, 一 or monday) to 6; -1 when it is no day."""
    word = text.strip()
    codes = [day.value for day in Weekday]
    if word in codes:
        return codes.index(word)
    short = word.removeprefix("周")
    return _DAYS.find(short) if len(short) == 1 else -1


def show_days(days: tuple[Weekday, ...]) -> str:
    """Days as a reader says them: 每天, 周一至周五, 周六、周日."""
    week = list(Weekday)
    places = [week.index(day) for day in days]
    if len(places) == 7:
        return "每天"
    if len(places) > 2 and places == list(range(places[0], places[-1] + 1)):
        return f"{days[0].label}至{days[-1].label}"
    return "、".join(day.label for day in days)


@dataclass(frozen=True, slots=True)
class Relation:
    """Marks a field as the id of another record.

    ``to`` is the folder it points into; empty means any, and the id is then written ``folder/id``. ``back`` is the
    heading under which the other record's page lists this one.
    """

    to: str
    back: str


def _address(value: Any) -> str:
    """An http(s) address. Raises PydanticCustomError ``address``."""
    text = str(value).strip()
    if wrong := addresses.flaw(text):
        hint = "请写完整网址，以 https:// 或 http:// 开头"
        context = {"given": text, "wrong": wrong, "hint": hint}
        raise PydanticCustomError("address", "网址“{given}”写法不对：{wrong}", context)
    return text


AnyQuantity = Annotated[
    Quantity, BeforeValidator(Quantity.parse), WithJsonSchema({"type": "string", "examples": ["100余"]})
]
Days = Annotated[
    tuple[Weekday, ...], BeforeValidator(parse_days), WithJsonSchema({"type": "string", "examples": ["周一至周五"]})
]
Address = Annotated[str, BeforeValidator(_address), WithJsonSchema({"type": "string", "format": "uri"})]
