"""宣讲队: who lectures, on what, in which form, and how to book them."""

from typing import Annotated

from pydantic import Field

from scripts.records.base import Dated, Items, Line, Listing
from scripts.records.lists import Entries
from scripts.records.parts import BY_HONOUR, Contact, Honour, People, Topic
from scripts.records.values import Relation
from scripts.records.vocabularies import LectureKind


class LectureTeam(Dated):
    folder = "lecture-teams"
    label = "宣讲队"
    listing = Listing(order="pinyin", by=("kind", *BY_HONOUR, "street"))
    usual = ("kind", "organiser", "street", "members", "topics", "places", "booking")

    kind: LectureKind | None = Field(None, description="类型")
    organiser: Line | None = Field(None, description="组织单位")
    street: Annotated[str, Relation("streets", "宣讲队")] | None = Field(None, description="街道编号")
    members: People = Field((), description="成员")
    topics: Entries[Topic] = Field((), description="宣讲菜单")
    forms: Items = Field((), description="宣讲形式", examples=[["快板", "小马扎夜话"]])
    languages: Items = Field((), description="语言或方言")
    places: Items = Field((), description="常去的地方")
    booking: Contact | None = Field(None, description="预约方式，单位联系人")
    honours: tuple[Honour, ...] = Field((), description="荣誉")

    @property
    def is_person(self) -> bool:
        """True for a single lecturer: a team of one with their name."""
        return any(member.name == self.title for member in self.members)
