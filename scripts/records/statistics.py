"""数据: a number somebody reported, dated and sourced; shown beside what the records count, never mixed with it."""

from typing import Annotated

from pydantic import Field

from scripts.records.base import Line, Listing, Part, Record
from scripts.records.dates import AnyDate
from scripts.records.values import AnyQuantity, Relation
from scripts.records.vocabularies import StatisticGroup


class Count(Part):
    """Which records of this site count the same thing."""

    folder: Line = Field(description="文件夹", examples=["venues"])
    where: dict[str, str] = Field({}, description="条件，字段和值", examples=[{"level": "institute"}])


class Statistic(Record):
    folder = "statistics"
    label = "数据"
    listing = Listing(order="given", item="figure")

    title: Line = Field(alias="measure", description="指标名称", examples=["注册志愿者"])
    value: AnyQuantity = Field(description="数值，可带“余”", examples=["25万余"])
    unit: Line = Field(description="单位", examples=["人"])
    as_of: AnyDate = Field(description="截至", examples=["2023"])
    source: Annotated[str, Relation("sources", "出自这个来源的数据")] = Field(description="来源编号")
    group: StatisticGroup = Field(description="归在哪一组")
    order: Annotated[int, Field(ge=0)] = Field(100, description="组内次序，小的在前")
    campaign: Annotated[str, Relation("campaigns", "数据")] | None = Field(None, description="专题编号")
    counted: Count | None = Field(None, description="本站记录里统计同一件事的那一类")

    @property
    def rank(self) -> tuple[int, int, str]:
        return (list(StatisticGroup).index(self.group), self.order, self.id)
