"""活动: a lecture, a tour stop, a festival, a practice day; once, several times or by a rule."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from scripts.records.base import Dated, Line, Listing
from scripts.records.dates import years
from scripts.records.lists import Listed, OneOrMore
from scripts.records.parts import Contact, Occasion, People
from scripts.records.recurring import Recurrence
from scripts.records.refusal import refusal
from scripts.records.values import AnyCount, Relation
from scripts.records.vocabularies import Audience, EventFormat, EventStatus

ENDLESS = "9999"
Times = Annotated[
    tuple[Occasion, ...],
    BeforeValidator(lambda value: re.split("[;；]", value) if isinstance(value, str) and value.strip() else value),
]
"""A list of times, or one time on one line."""


class Event(Dated):
    folder = "events"
    label = "活动"
    listing = Listing(order="coming", by=("year", "format"), item="event")
    short = ("times", "venue")
    usual = ("street", "organiser", "audience", "contact")

    format: EventFormat = Field(description="形式")
    written: Times = Field((), alias="times", description="时间，一次或几次")
    recurrence: Recurrence | None = Field(None, description="重复的时间，例如每周五下午")
    outcome: EventStatus = Field(EventStatus.SCHEDULED, description="变动")
    venue: Annotated[str, Relation("venues", "在这里举办的活动")] | None = Field(None, description="阵地编号")
    place: Line | None = Field(None, description="不在阵地名录里的地点")
    street: Annotated[str, Relation("streets", "活动")] | None = Field(None, description="街道编号")
    organiser: Line | None = Field(None, description="主办单位")
    lecture_teams: OneOrMore[Annotated[str, Relation("lecture-teams", "参与的活动")]] = Field(
        (), description="宣讲队编号"
    )
    volunteer_teams: OneOrMore[Annotated[str, Relation("volunteer-teams", "参与的活动")]] = Field(
        (), description="志愿服务队编号"
    )
    people: People = Field((), description="主讲人和参加者")
    hall: Annotated[str, Relation("lecture-halls", "讲过的课")] | None = Field(None, description="讲堂编号")
    exhibition: Annotated[str, Relation("exhibitions", "相关活动")] | None = Field(None, description="展览编号")
    campaign: Annotated[str, Relation("campaigns", "这个专题的活动")] | None = Field(None, description="专题编号")
    audience: Line | None = Field(None, description="参加对象")
    suits: Listed[Audience] = Field((), description="适合谁", examples=["老年人、孩子和学生"])
    attendance: AnyCount | None = Field(None, description="到场人数")
    contact: Contact | None = Field(None, description="咨询单位")

    @property
    def times(self) -> tuple[Occasion, ...]:
        """The times that were not called off."""
        return tuple(time for time in self.called if time.held)

    @property
    def called(self) -> tuple[Occasion, ...]:
        """All times, the earliest first, each once."""
        if len(self.written) < 2:
            return self.written
        return self.memoize(
            Times, lambda: tuple(sorted(set(self.written), key=lambda time: (str(time.start), str(time.until))))
        )

    @model_validator(mode="after")
    def _says_when(self) -> "Event":
        if self.written and not any(time.held for time in self.written) and not self.recurrence:
            if len(off := {*(one.outcome for one in self.written), self.outcome} - {EventStatus.SCHEDULED}) > 1:
                hint = "times 只写原来的时间，另加一行 outcome: 取消（或 延期），写在最外层"
                raise refusal("incomplete", "每一次都写了取消、延期", hint, "times", 0)
            # what holds for every time holds for the event
            times = tuple(one.model_copy(update={"outcome": None}) for one in self.written)
            return self.model_copy(update={"outcome": off.pop(), "written": times})
        if not self.times and not self.recurrence and not self.open_ended:
            raise refusal("incomplete", "活动没有写时间", "请写 times（具体时间）或 recurrence（重复的时间）", "format")
        return self

    @property
    def open_ended(self) -> bool:
        """Whether it is a touring form without dates: its page has no times."""
        return self.format in {EventFormat.TOUR_TALK, EventFormat.SHOW}

    def coming(self, day: date) -> str:
        """Its next time from a day on, as 2026-12-04T19:30; empty when it is over, postponed or undated."""
        if self.outcome is EventStatus.POSTPONED:
            return ""
        found = [str(time.start) for time in self.times if time.until.day >= day]
        found += [self.recurrence.coming(day)] if self.recurrence else []
        return min(filter(None, found), default="")

    @property
    def over(self) -> bool:
        """Whether it has only dates that pass, and is not postponed."""
        return self.listed != ENDLESS and self.outcome is not EventStatus.POSTPONED

    @property
    def listed(self) -> str:
        """The last day it starts; undated events come before all others."""
        rule = self.recurrence
        days = [str(time.start.day) for time in self.times]
        days += [str(rule.until.last()) if rule.until else ENDLESS] if rule else []
        return max(days, default=ENDLESS)

    @property
    def year(self) -> tuple[str, ...]:
        """Every year it takes place in, the newest first."""
        days = [day for time in self.times for day in (time.start.day, time.until.day)]
        return years(days)
