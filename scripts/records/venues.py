"""实践阵地: the practice network, centre → institute → station → base and point."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from scripts.records.base import Dated, Items, Line, Listing
from scripts.records.dates import AnyDate
from scripts.records.opening_hours import OpeningHours, by_days, holidays_said
from scripts.records.parts import BY_HONOUR, Contact, Honour
from scripts.records.positions import Position
from scripts.records.rule_days import ClosedDays
from scripts.records.values import AnyCount, Relation, YesNo
from scripts.records.vocabularies import VenueLevel


class Venue(Dated):
    folder = "venues"
    label = "实践阵地"
    listing = Listing(order="pinyin", by=("level", *BY_HONOUR, "street"), paged=False)
    usual = (
        *("parent", "street", "host", "address", "directions"),
        *("opening_hours", "services", "accessibility", "capacity", "contact", "opened"),
    )

    level: VenueLevel = Field(description="层级")
    parent: Annotated[str, Relation("venues", "下设")] | None = Field(None, description="上级阵地编号")
    street: Annotated[str, Relation("streets", "实践阵地")] | None = Field(None, description="街道编号")
    host: Line | None = Field(None, description="依托单位")
    address: Line | None = Field(None, description="地址，公共场所可写到门牌")
    directions: Line | None = Field(None, description="怎么走")
    position: Position | None = Field(None, description="地图上的位置", examples=["103.8343,36.0614 高德"])
    opening_hours: OpeningHours = Field((), description="开放时间")
    days_off: ClosedDays = Field((), description="哪几天不开门", examples=["2027-01-20、2027-02-05至2027-02-12"])
    holidays: YesNo | None = Field(None, description="法定节假日开不开门，不知道就不写", examples=["是"])
    services: Items = Field((), description="服务项目")
    accessibility: Items = Field((), description="无障碍设施")
    capacity: AnyCount | None = Field(None, description="可容纳人数")
    contact: Contact | None = Field(None, description="联系单位")
    opened: AnyDate | None = Field(None, description="启用时间")
    honours: tuple[Honour, ...] = Field((), description="荣誉")

    @model_validator(mode="before")
    @classmethod
    def _but_holidays(cls, value: Any) -> Any:
        """``opening_hours: 每天 9:00—17:00（节假日除外）`` sets ``holidays: 否``, and so does ``holidays: 休息``."""
        hours = by_days(value.get("opening_hours")) if isinstance(value, dict) else None
        value = value | {"opening_hours": hours} if hours else value
        if isinstance(value, dict) and isinstance(said := value.get("holidays"), str):
            open_then = holidays_said(f"节假日{said.removeprefix('节假日')}")[1]
            return value if open_then is None else value | {"holidays": open_then}
        if not isinstance(hours, str) or "holidays" in value:
            return value
        rest, open_then = holidays_said(hours)
        return value if open_then is None else value | {"opening_hours": rest, "holidays": open_then}

    @property
    def stub(self) -> bool:
        """Whether only its existence is known: no address, hours, contact or activity."""
        return not (self.address or self.directions or self.opening_hours or self.services or self.contact)
