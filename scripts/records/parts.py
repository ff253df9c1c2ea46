"""Parts shared by several record types: honours, contacts, times, places in a programme."""

import re
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from scripts.records.base import Citation, Line, Part, Text, in_one_line
from scripts.records.clocks import CLOCK, half_width, said_after
from scripts.records.dates import NEXT_DAY, REPEATED, AnyDate, AnyMoment, AnyRound, Moment, from_to, later
from scripts.records.lists import CLEAR, by_signs
from scripts.records.refusal import refusal, short_text
from scripts.records.values import AnyCount, Phone, Relation
from scripts.records.vocabularies import EventStatus, HonourStatus, LegalBasisKind

BY_HONOUR = ("year", "award", "round", "category")
"""The facets of lists of honoured records."""


class Honour(Part):
    """An honour as conferred on its holder; 入围 must never read as 荣获."""

    award: Annotated[str, Relation("awards", "荣誉名册")] = Field(description="荣誉称号的编号")
    round: AnyRound | None = Field(None, description="届次或期次", examples=["第八届"])
    date: AnyDate | None = Field(None, description="公布年月", examples=["2021-09"])
    category: Line | None = Field(None, description="类别，照名单写，须是该荣誉的类别之一", examples=["助人为乐"])
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
    """The legal basis for naming this person."""

    kind: LegalBasisKind = Field(description="依据种类")
    evidence: Citation | None = Field(None, description="公开名单或报道")
    reference: Line | None = Field(
        None, description="登记编号，同意书在内部登记簿里的编号；法定职责写文号", examples=["TY-2026-0017"]
    )
    died: AnyDate | None = Field(
        None, description="逝世年份，历史人物必填，查不到的写公开名单或报道", examples=["1949"]
    )


def _mobile(value: object) -> object:
    """A mobile number without country code and separators."""
    return re.sub(r"^\+?86(?=1)", "", re.sub(r"[\s-]", "", value)) if isinstance(value, str) else value


class Contact(Part):
    """How to reach an office: never a private person's number."""

    office: Line = Field(description="单位或部门")
    phone: Phone | None = Field(None, description="办公电话或热线", examples=["0931-1234567"])
    duty_mobile: Annotated[str, BeforeValidator(_mobile), Field(pattern=r"^1[3-9][0-9]{9}$")] | None = Field(
        None, description="值班手机，11 位，只限单位公用的号码"
    )
    note: Line | None = Field(None, description="说明")


class Recruiting(Part):
    """The volunteers wanted; this alone may be written on one line."""

    who: Line = Field(description="招募什么样的人", examples=["会用缝纫机的居民"])
    places: AnyCount | None = Field(None, description="招几人", examples=["10"])
    how: Line | None = Field(None, description="怎么报名", examples=["周五下午到摊位登记"])
    until: AnyDate | None = Field(None, description="报名截止")
    _line = in_one_line(lambda line: {"who": line})


class Size(Part):
    """The number of members, and its date."""

    value: AnyCount = Field(description="人数", examples=["30余"])
    as_of: AnyDate = Field(description="截至")
    source: Annotated[str, Relation("sources", "引用本来源的内容")] | None = Field(None, description="来源编号")


def _member(line: str) -> Any:
    """A name, or a name with its role in brackets: 卞如松（领队）. In 领队：卞如松 it is uncertain which is the name."""
    line = re.sub(r"^\s*姓\s*名\s*[:：]", "", line)
    if re.search("[:：]", line):
        raise refusal(
            "incomplete", f"“{line}”里哪个是姓名，看不出", "请把姓名写在前面，身份写在括号里，例如 卞如松（领队）"
        )
    said = re.fullmatch(r"([^（(]+)(?:[（(](.+)[）)])?", line.strip())
    return {"name": said[1], "role": said[2]} if said else line


class Member(Part):
    """A person's role in a team, a programme or an event."""

    name: Line = Field(description="姓名")
    role: Line | None = Field(None, description="身份或分工")
    person: Annotated[str, Relation("role-models", "参与的宣讲与活动")] | None = Field(None, description="先进典型编号")
    _line = in_one_line(_member)


def _each(value: object) -> object:
    """The members of a list, several in an item as well: 甲（主讲）、乙（主持）.

    Raises PydanticCustomError ``incomplete`` for 甲乙 丙丁 alone: after a blank may stand another name, or a role.
    """
    items = by_signs(value)
    if isinstance(value, str) and re.match(r"[^（(、，；：]*[一-鿿]{2}\s+[一-鿿]{2}", value):
        words = value.split()
        member = "{}（{}）".format(*words) if len(words) == 2 else "卞如松（领队）"
        hint = f"几个人的写成 {'、'.join(words)}；身份写在括号里，例如 {member}"
        if len(words) == 2 and len(words[0]) > 4:  # too long for a name
            hint = f"姓名写在前面，身份写在括号里：{words[1]}（{words[0]}）"
        raise refusal("incomplete", f"“{value}”分不清是几个人", hint)
    if not isinstance(items, list | tuple):
        return items
    return tuple(one for item in items for one in (re.split(CLEAR, item) if isinstance(item, str) else [item]))


People = Annotated[tuple[Member, ...], BeforeValidator(_each)]


class Topic(Part):
    """One topic of the lecture menu (宣讲菜单); its title alone may be written on one line."""

    _line = in_one_line(lambda line: {"title": line})
    title: Line = Field(description="题目")
    audience: Line | None = Field(None, description="适合的听众")
    minutes: Annotated[int, Field(gt=0, le=480)] | None = Field(None, description="时长，分钟")


_AND = r"[、，,;；和及]\s*[0-9]|(?<=[0-9点分半日号])\s+[0-9]{4}\s*[-/.年]"
_OFF = r"(.*[0-9一二两三四五六七八九十][点时分半刻整钟日号]*(?:[（(][^（）()]*[）)])?)[\s,，]*[（(]?(?:已经?|本次|这次|临时)*(取消|延期)[）)]?\s*"
_PAUSE = rf"(?<=[日号)）])\s*[，,]\s*(?={CLOCK})|(?<=[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\s*[，,]\s*(?={CLOCK})"
"""The comma between a day and its clock time."""
_ASIDE = r"\s*[（(]([^()（）]*)[）)]\s*$"
"""Words in brackets at the end, which may contain days and times."""


def _times(line: str) -> int:
    """How many times a line states: one, start and end, or more (3)."""
    last = from_to(line)[1]
    return 3 if from_to(last)[1] or re.search(_AND, line) else 2 if last else 1


class Occasion(Part):
    """One time an event takes place."""

    start: AnyMoment = Field(description="开始", examples=["2026-11-28 10:00"])
    end: AnyMoment | None = Field(None, description="结束")
    outcome: EventStatus | None = Field(None, description="这一次的变动，照常的不写")

    @property
    def held(self) -> bool:
        return self.outcome in {None, EventStatus.SCHEDULED}

    @property
    def until(self) -> Moment:
        """Its end, or the start where no end is stated."""
        return self.end or self.start

    @model_validator(mode="before")
    @classmethod
    def _as_said(cls, value: Any) -> Any:
        """``2026-12-01 14:00—16:00``, alone or after ``start``, sets both; ``end: 20:30`` is on the day of ``start``; a
        final 取消 cancels this time alone."""
        value = {"start": value} if isinstance(value, str) else value
        if isinstance(value, dict) and isinstance(value.get("start"), str):
            line = re.sub(_PAUSE, " ", short_text(value["start"], "date"))
            if off := re.fullmatch(_OFF, line):
                line, value = off[1], value | {"outcome": off[2]}
            start, last = from_to(line) if not re.match(REPEATED, line) else (line, "")
            plain, aside = re.sub(_ASIDE, "", line), re.search(_ASIDE, line)
            if aside and _times(plain) < _times(line):
                hint = f"这里只写 {plain}，“{aside[1]}”写在正文里"
                hint += "；改了期的，只写新的时间" if "改" in aside[1] else ""
                raise refusal("date", f"“{line}”里还有别的话", hint, "start")
            if _times(line) > 2:
                hint = "每天、每一段另写一项，例如“  - start: 2026-12-05 9:00”，下一行“    end: 11:30”；天天都有的写 recurrence"
                hint = "改了期的，只写新的时间，原来的写在正文里" if "改" in line else hint
                raise refusal("date", f"“{line}”里不止一段时间", hint, "start")
            if last and value.get("end"):
                raise refusal("date", f"“{line}”里写了两个时间", f"start 只写 {start}，end 写 {last}", "start")
            value = value | ({"start": start, "end": last} if last else {"start": line})
        if isinstance(value, dict) and (end := str(value.get("end") or "").strip()) and not re.search(r"[0-9]{4}", end):
            try:
                begin = Moment.parse(value.get("start")).day
                if re.match(NEXT_DAY, end):  # counted from the day written: 31日24:00—次日1:00
                    begin = Moment.parse(re.sub(rf"[T\s]*{CLOCK}$", "", half_width(str(value["start"])))).day
            except PydanticCustomError:
                return value | {"end": None}  # the wrong start is reported; the day of an end alone is unknown
            day = later(begin, bool(re.match(NEXT_DAY, end)))
            plain = half_width(re.sub(NEXT_DAY, "", end))
            next_day = re.sub("^(?=[1-6][:点时])", "0", plain)  # 次日2:00 is at night
            clock = next_day if day > begin else said_after(str(value["start"]), plain)
            try:
                return value | {"end": Moment.parse(f"{day} {clock}")}
            except PydanticCustomError as error:
                if re.fullmatch(CLOCK, plain) and (said := error.context):
                    raise refusal("time", said["said"], f"{said['hint']}；第二天的，前面写上“次日”", "end") from None
                if (words := re.sub(f"^{CLOCK}", "", plain).strip()) != plain and re.search("[一-鿿]", words):
                    hint = f"请删去“{words}”：延期、取消的写 outcome，别的写在正文里"
                    raise refusal("time", f"“{end}”里还有别的话", hint, "end") from None
                return value
        return value

    @model_validator(mode="after")
    def _in_order(self) -> "Occasion":
        if self.end and (self.end.day, self.end.clock or time.max) < (self.start.day, self.start.clock or time.min):
            clock = self.end.clock if self.end.day == self.start.day else None
            more = f"；过了半夜的写成 end: 次日 {clock:%H:%M}" if clock and clock.hour < 6 else ""
            more = more if clock or self.end.day.year < self.start.day.year else "；跨年的，end 写明是哪一年"
            raise refusal("order", "结束时间早于开始时间", f"请核对 start 和 end{more}", "end")
        if self.end == self.start and self.end.clock:
            raise refusal("order", "结束和开始是同一时刻", "不知道几点结束的，删去 end 这一行", "end")
        if self.end and self.end.clock and not self.start.clock:
            hint = "请在开始的日期后面写上几点；不知道的，结束也不写几点"
            raise refusal("incomplete", "写了几点结束，没有写几点开始", hint, "start")
        return self


class Passage(Part):
    """A short titled text: one goal, one measure; its title alone may be written on one line."""

    _line = in_one_line(lambda line: {"title": line})
    title: Line = Field(description="标题")
    text: Text | None = Field(None, description="说明")
