"""志愿服务队: corps → brigade → squad."""

from typing import Annotated

from pydantic import Field

from scripts.records.base import Dated, Items, Line, Listing
from scripts.records.parts import BY_HONOUR, Contact, Honour, Recruiting, Size
from scripts.records.values import Relation
from scripts.records.vocabularies import ServiceKind, TeamTier


class VolunteerTeam(Dated):
    folder = "volunteer-teams"
    label = "志愿服务队"
    listing = Listing(order="pinyin", by=("kind", "tier", *BY_HONOUR, "street"))
    usual = ("tier", "parent", "kind", "organiser", "street", "venue", "services", "size", "contact")

    tier: TeamTier | None = Field(None, description="层级")
    parent: Annotated[str, Relation("volunteer-teams", "下属队伍")] | None = Field(None, description="上级队伍编号")
    kind: ServiceKind | None = Field(None, description="类型")
    organiser: Line | None = Field(None, description="组织单位")
    street: Annotated[str, Relation("streets", "志愿服务队")] | None = Field(None, description="街道编号")
    venue: Annotated[str, Relation("venues", "在这里服务的队伍")] | None = Field(None, description="阵地编号")
    services: Items = Field((), description="服务内容")
    size: Size | None = Field(None, description="人数，注明截至时间")
    contact: Contact | None = Field(None, description="联系单位")
    recruiting: Recruiting | None = Field(None, description="招募志愿者")
    honours: tuple[Honour, ...] = Field((), description="荣誉")
