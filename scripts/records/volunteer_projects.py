"""志愿服务项目: what is done, for whom, by which team."""

from datetime import date
from typing import Annotated

from pydantic import Field

from scripts.records.base import Dated, Line, Listing
from scripts.records.dates import AnyDate
from scripts.records.lists import Listed
from scripts.records.parts import BY_HONOUR, Contact, Honour, Recruiting
from scripts.records.recurring import Recurrence
from scripts.records.values import Relation
from scripts.records.vocabularies import Audience


class VolunteerProject(Dated):
    folder = "volunteer-projects"
    label = "志愿服务项目"
    listing = Listing(order="pinyin", by=(*BY_HONOUR, "street"))
    usual = ("team", "organiser", "street", "venue", "beneficiaries", "since", "contact")

    team: Annotated[str, Relation("volunteer-teams", "服务项目")] | None = Field(None, description="志愿服务队编号")
    organiser: Line | None = Field(None, description="组织单位")
    street: Annotated[str, Relation("streets", "志愿服务项目")] | None = Field(None, description="街道编号")
    venue: Annotated[str, Relation("venues", "在这里的项目")] | None = Field(None, description="阵地编号")
    beneficiaries: Line | None = Field(None, description="服务对象")
    suits: Listed[Audience] = Field((), description="适合谁", examples=["老年人、孩子和学生"])
    since: AnyDate | None = Field(None, description="开始时间")
    recurrence: Recurrence | None = Field(None, description="重复的时间")
    contact: Contact | None = Field(None, description="联系单位")
    recruiting: Recruiting | None = Field(None, description="招募志愿者")
    honours: tuple[Honour, ...] = Field((), description="荣誉")

    def coming(self, day: date) -> str:
        """Its next time from a day on; empty without fixed hours."""
        return self.recurrence.coming(day) if self.recurrence else ""
