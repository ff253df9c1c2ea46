"""专题: festivals, monthly themes, civility actions, the plan ahead."""

from typing import Annotated

from pydantic import Field

from scripts.records.base import Dated, Line, Listing
from scripts.records.parts import Passage
from scripts.records.recurring import Recurrence
from scripts.records.rule_days import Months
from scripts.records.values import Relation
from scripts.records.vocabularies import CampaignKind


class Campaign(Dated):
    folder = "campaigns"
    label = "专题"
    listing = Listing(order="given", by=("kind", "month"), paged=False)

    kind: CampaignKind = Field(description="类型")
    months: Months = Field((), description="在公历几月", examples=[[9, 10]])
    when: Line | None = Field(None, description="日期，例如农历八月十五")
    recurrence: Recurrence | None = Field(None, description="重复的时间")
    goals: tuple[Passage, ...] = Field((), description="目标或做法")
    parent: Annotated[str, Relation("campaigns", "所含专题")] | None = Field(None, description="上级专题编号")
    organiser: Line | None = Field(None, description="组织单位")

    @property
    def month(self) -> tuple[str, ...]:
        return tuple(f"{month}月" for month in self.months)

    @property
    def rank(self) -> tuple[int, int, str]:
        """The order of lists: by kind, then by the calendar."""
        return (list(CampaignKind).index(self.kind), min(self.months, default=0), self.id)
