"""Parts that several record types share: honours, contacts, times, opening hours, places in a programme."""

import re
import unicodedata
from datetime import time, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from scripts.records.base import Citation, Line, Part, Text, split_words
from scripts.records.dates import AnyDate, AnyMoment, AnyRound, Clock, Closing, Moment
from scripts.records.refusal import refusal
from scripts.records.values import AnyQuantity, Days, Phone, Relation, show_days
from scripts.records.vocabularies import Audience, HonourStatus, LegalBasisKind

BY_HONOUR = ("year", "award", "round", "category")
"""How a list can be browsed by the honours of its records."""
CROSSED = ("year", "category", "street")
"""Which of these can be asked for together."""


class Honour(Part):
    """An honour as it was conferred on its holder; 入围 must never read as 荣获."""

    award: Annotated[str, Relation("awards", "荣誉名册")] = Field(description="荣誉称号的编号")
    round: AnyRound | None = Field(None, description="届次或期次", examples=["第八届"])
    date: AnyDate | None = Field(None, description="公布年月", examples=["2021-09"])
    category: Line | None = Field(None, description="类别，须是该荣誉的类别之一")
    status: HonourStatus = Field(description="进展：候选、入围、公示、获评、撤销")
    evidence: Citation | None = Field(None, description="依据，和公开依据里的一样就不用写")

    @property
    def when(self) -> str:
        """The round, or else the date; empty when neither is known."""
        return self.round.zh if self.round else self.date.zh if self.date else ""

    @property
    def sort(self) -> tuple[int, int]:
        if self.date:
            return (self.date.year, self.date.month)
        return self.round.sort if self.round else (0, 0)


class LegalBasis(Part):
    """Why this person may be named here."""

    kind: LegalBasisKind = Field(description="依据种类")
    evidence: Citation | None = Field(None, description="公开名单或报道")
    reference: Line | None = Field(None, description="登记编号，同意书在内部登记簿里的编号；法定职责写文号")
    died: AnyDate | None = Field(
        None, description="逝世年份，历史人物必填，查不到的写公开名单或报道", examples=["1949"]
    )


def _mobile(value: object) -> object:
    """A mobile number without the country's code and what stands between its digits."""
    return re.sub(r"^\+?86(?=1)", "", re.sub(r"[\s-]", "", value)) if isinstance(value, str) else value


class Contact(Part):
    """How to reach an office: never a private person's number."""

    office: Line = Field(description="单位或部门")
    phone: Phone | None = Field(None, description="办公电话或热线", examples=["0931-1234567"])
    duty_mobile: Annotated[str, BeforeValidator(_mobile), Field(pattern=r"^1[3-9][0-9]{9}$")] | None = Field(
        None, description="值班手机，只限单位公用的号码"
    )
    note: Line | None = Field(None, description="说明")


class Recruiting(Part):
    """Which volunteers are sought; that alone may be written in one line."""

    who: Line = Field(description="招募什么样的人", examples=["会用缝纫机的居民"])
    places: AnyQuantity | None = Field(None, description="招几人", examples=["10"])
    how: Line | None = Field(None, description="怎么报名", examples=["周五下午到摊位登记"])
    until: AnyDate | None = Field(None, description="报名截止")

    @model_validator(mode="before")
    @classmethod
    def _in_one_line(cls, value: Any) -> Any:
        return {"who": value} if isinstance(value, str) else value


class Size(Part):
    """How many belong to it, and when that was so."""

    value: AnyQuantity = Field(description="人数", examples=["30余"])
    as_of: AnyDate = Field(description="截至")
    source: Annotated[str, Relation("sources", "引用本来源的内容")] | None = Field(None, description="来源编号")


class Member(Part):
    """A person's part in a team, a programme or an event."""

    name: Line = Field(description="姓名")
    role: Line | None = Field(None, description="身份或分工")
    person: Annotated[str, Relation("role-models", "参与的宣讲与活动")] | None = Field(None, description="先进典型编号")

    @model_validator(mode="before")
    @classmethod
    def _in_one_line(cls, value: Any) -> Any:
        """A name, or a name and in brackets its part: 卞如松（领队）."""
        if not isinstance(value, str) or not (said := re.fullmatch(r"([^（(]+)(?:[（(](.+)[）)])?", value.strip())):
            return value
        return {"name": said[1], "role": said[2]}


Members = Annotated[tuple[Member, ...], BeforeValidator(split_words)]
"""People as a list, or their names in one line."""


class Topic(Part):
    """One dish of the lecture menu (宣讲菜单)."""

    title: Line = Field(description="题目")
    audience: Line | None = Field(None, description="适合的听众")
    minutes: Annotated[int, Field(gt=0, le=480)] | None = Field(None, description="时长，分钟")


_TO = re.compile(r"\s*(?:—+|–|~|～|至|到|(?<=[:：][0-9]{2})-)\s*")
"""What stands between the beginning and the end of an event in one line."""


_NEXT_DAY = re.compile(r"(?:次日|第二天|翌日)\s*")
_PART = r"上午|早上|清晨|中午|下午|傍晚|晚上|早|晚"
"""What part of the day the clock times after it are in."""


def _said_after(start: str, end: str) -> str:
    """The end of 下午2:30—4:00 with the part of the day that was said of its start."""
    parts = re.findall(_PART, start)
    return f"{parts[-1]}{end}" if parts and end[:1].isdigit() else end


class Occasion(Part):
    """One time an event takes place."""

    start: AnyMoment = Field(description="开始", examples=["2026-11-28 10:00"])
    end: AnyMoment | None = Field(None, description="结束")

    @model_validator(mode="before")
    @classmethod
    def _as_said(cls, value: Any) -> Any:
        """``2026-12-01 14:00—16:00`` in one line is a start and an end; ``end: 20:30`` is of the day of ``start``."""
        if isinstance(value, str):
            start, _, last = _TO.sub("\n", value.strip(), count=1).partition("\n")
            value = {"start": start} | ({"end": last} if last else {})
        if isinstance(value, dict) and (end := str(value.get("end") or "").strip()) and not re.search(r"[0-9]{4}", end):
            try:
                begin = Moment.parse(value.get("start")).day
                day = begin + timedelta(days=bool(_NEXT_DAY.match(end)))
                end = end if day > begin else _said_after(str(value["start"]), end)
                return value | {"end": Moment.parse(f"{day} {_NEXT_DAY.sub('', end)}")}
            except PydanticCustomError:
                return value
        return value

    @model_validator(mode="after")
    def _in_order(self) -> "Occasion":
        if self.end and (self.end.day, self.end.clock or time.max) < (self.start.day, self.start.clock or time.min):
            raise refusal("order", "结束时间早于开始时间", "请核对 start 和 end", "end")
        return self


_TIME = rf"((?:{_PART})?\s*[0-9]{{1,2}}[:点时][0-9半]{{0,2}})"
_OPEN = re.compile(rf"(\D*?)\s*{_TIME}\s*[-—–~至到]+\s*{_TIME}")
"""Days and two clock times in one line."""


class Hours(Part):
    """When a place is open."""

    days: Days = Field(description="星期", examples=["周一至周五"])
    open: Clock = Field(description="开门", examples=["9:00"])
    close: Closing = Field(description="关门", examples=["17:30"])

    @model_validator(mode="before")
    @classmethod
    def _in_one_line(cls, value: Any) -> Any:
        """``周一至周五 9:00—17:00`` in one line. Raises PydanticCustomError ``days`` for a line with other words in it."""
        if not isinstance(value, str):
            return value
        match = _OPEN.fullmatch(unicodedata.normalize("NFKC", value).strip())
        if match and match[1]:
            return {"days": match[1], "open": match[2], "close": _said_after(match[2], match[3])}
        said, hint = "写法不对", "请写成 周一至周五 9:00—12:00、14:30—17:30；别的话写在正文里"
        if match:
            said, hint = "没有写是周几", "请在前面写上 每天、周一至周五 或别的日子"
        raise refusal("days", f"开放时间“{value}”{said}", hint)

    @model_validator(mode="after")
    def _in_order(self) -> "Hours":
        if (self.close <= self.open and self.close != time.min) or not self.days:
            raise refusal(
                "order", "没有写星期" if not self.days else "关门的时间早于开门", "请核对 days、open 和 close", "close"
            )
        return self

    @property
    def zh(self) -> str:
        return f"{show_days(self.days)} {self.open:%H:%M}—{self._shut}"

    @property
    def data(self) -> str:
        """As the page hands it to the browser: monday,tuesday=09:00-17:30."""
        return f"{','.join(self.days)}={self.open:%H:%M}-{self._shut}"

    @property
    def _shut(self) -> str:
        return "24:00" if self.close == time.min else f"{self.close:%H:%M}"


def _spans(value: object) -> object:
    """周一至周五上午9:00—12:00、下午2:00—5:00；周六 9:00—12:00 as one item a span; anything but a line as it is."""
    if not isinstance(value, str) or not value.strip():
        return value
    found: list[str] = []
    for piece in re.split(r"(?<=[0-9半点时])\s*(?:[；;，,、和]|\s(?!\s*[-—–~至到]))\s*", value.strip()):
        days = re.split(rf"(?={_PART}|[0-9])", found[-1], maxsplit=1)[0] if found else ""
        found.append(f"{days}{piece}" if re.match(rf"{_PART}|[0-9]", piece) else piece)
    return found


Suits = Annotated[tuple[Audience, ...], BeforeValidator(split_words)]
"""Whom something suits, as a list or in one line."""
OpeningHours = Annotated[tuple[Hours, ...], BeforeValidator(_spans)]


class Passage(Part):
    """A short titled text: one goal, one measure."""

    title: Line = Field(description="标题")
    text: Text | None = Field(None, description="说明")
