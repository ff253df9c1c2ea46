"""荣誉称号: an honour as it is defined; its page is the roll of honour by round."""

from pydantic import Field

from scripts.records.base import Items, Line, Listing, Record
from scripts.records.vocabularies import Cadence, Level


class Award(Record):
    folder = "awards"
    label = "荣誉称号"
    listing = Listing(order="given")

    level: Level | None = Field(None, description="级别，来源没有说明时不写")
    awarder: Line | None = Field(None, description="授予单位，来源没有说明时不写")
    cadence: Cadence | None = Field(None, description="评选周期")
    categories: Items = Field((), description="类别；为空时不检查")
    former_names: Items = Field((), description="曾用名")

    @property
    def rank(self) -> tuple[int, str]:
        """National first: what lists of awards are ordered by."""
        return (list(Level).index(self.level) if self.level else len(Level), self.title)
