"""数据: a reported number with date and source; shown beside what the records count, never mixed with it."""

import re
from typing import Annotated, Self

from pydantic import Field, model_validator

from scripts.records.base import Dated, Line, Listing, Part
from scripts.records.dates import AnyDate
from scripts.records.refusal import refusal
from scripts.records.values import AnyQuantity, Relation
from scripts.records.vocabularies import StatisticGroup

COUNTED = frozenset("人名位个户家支场次条件项座所处期届对") | {"人次", "场次"}
"""Units without halves."""


class Count(Part):
    """Which records of this site count the same thing."""

    folder: Line = Field(description="文件夹", examples=["venues"])
    where: dict[str, str] = Field({}, description="条件，字段和值", examples=[{"level": "institute"}])


class Earlier(Part):
    """An earlier report of the same figure."""

    as_of: AnyDate = Field(description="截至", examples=["2021"])
    value: AnyQuantity = Field(description="数值，可带“余”", examples=["20万余"])
    source: Annotated[str, Relation("sources", "出自这个来源的数据")] = Field(description="来源编号")


class Statistic(Dated):
    folder = "statistics"
    label = "数据"
    listing = Listing(order="given", item="figure")
    usual = ("order",)

    title: Line = Field(alias="measure", description="指标名称", examples=["注册志愿者"])
    value: AnyQuantity = Field(description="数值，可带“余”", examples=["25万余"])
    unit: Line = Field(description="单位", examples=["人"])
    as_of: AnyDate = Field(description="截至", examples=["2023"])
    source: Annotated[str, Relation("sources", "出自这个来源的数据")] = Field(description="来源编号")
    earlier: tuple[Earlier, ...] = Field((), description="往年的数，同一件事，单位相同")
    group: StatisticGroup = Field(description="归在哪一组")
    order: Annotated[int, Field(ge=0)] = Field(100, description="组内次序，小的在前")
    campaign: Annotated[str, Relation("campaigns", "数据")] | None = Field(None, description="专题编号")
    counted: Count | None = Field(None, description="本站记录里统计同一件事的那一类")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.unit[0] in "万亿" and re.search("[万亿]", self.value.text):
            hint = (
                f"是{self.value.text}{self.unit[1:]}的，单位写 {self.unit[1:]}" if self.unit[1:] else "请核对数值和单位"
            )
            raise refusal("quantity", f"数值和单位里都有“{self.unit[0]}”", hint, "unit")
        if self.unit in COUNTED:
            self.value.whole("value")
            for place, one in enumerate(self.earlier):
                one.value.whole("earlier", place, "value")
        return self

    @model_validator(mode="after")
    def _earlier_is_before(self) -> Self:
        days = [self.as_of]
        for place, one in enumerate(self.earlier):
            if one.as_of in days or one.as_of > self.as_of:
                hint = "一个时间一个数；最新的写在 as_of 和 value，别的写在 earlier"
                raise refusal("order", "往年的数要早于现在的数，每个时间一次", hint, "earlier", place, "as_of")
            days.append(one.as_of)
        return self

    @property
    def years(self) -> list[Earlier]:
        """All reported values, the oldest first; empty for a single one."""
        now = Earlier(as_of=self.as_of, value=self.value, source=self.source)
        return [*sorted(self.earlier, key=lambda one: one.as_of), now] if self.earlier else []

    @property
    def rank(self) -> tuple[int, int, str]:
        return (list(StatisticGroup).index(self.group), self.order, self.id)
