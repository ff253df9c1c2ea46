"""讲堂: a named lecture series."""

from datetime import date
from typing import Annotated

from pydantic import Field

from scripts.records.base import Dated, Line, Listing
from scripts.records.lists import Entries, OneOrMore
from scripts.records.parts import Topic
from scripts.records.recurring import Recurrence
from scripts.records.values import Relation


class LectureHall(Dated):
    folder = "lecture-halls"
    label = "讲堂"
    listing = Listing(order="pinyin")
    usual = ("organiser", "teams", "venues", "topics", "audience")

    organiser: Line | None = Field(None, description="主办单位")
    teams: OneOrMore[Annotated[str, Relation("lecture-teams", "开讲的讲堂")]] = Field((), description="宣讲队编号")
    venues: OneOrMore[Annotated[str, Relation("venues", "设在这里的讲堂")]] = Field((), description="阵地编号")
    recurrence: Recurrence | None = Field(None, description="重复的时间")
    topics: Entries[Topic] = Field((), description="常讲的题目")
    audience: Line | None = Field(None, description="听众")

    def coming(self, day: date) -> str:
        """Its next time from a day on; empty without fixed hours."""
        return self.recurrence.coming(day) if self.recurrence else ""
