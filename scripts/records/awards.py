"""荣誉称号: an honour as it is defined; its page is the roll of honour by round."""

from pydantic import Field

from scripts.records.base import Line, Listing, Record
from scripts.records.vocabularies import Cadence, Level


class Award(Record):
    folder = "awards"
    label = "荣誉称号"
    listing = Listing(order="given")

    level: Level = Field(description="级别")
    awarder: Line = Field(description="授予单位")
    cadence: Cadence = Field(Cadence.IRREGULAR, description="多久一次")
    categories: tuple[Line, ...] = Field((), description="类别；为空时不检查")
    former_names: tuple[Line, ...] = Field((), description="曾用名")

    @property
    def rank(self) -> tuple[int, str]:
        """National first: what lists of awards are ordered by."""
        return (list(Level).index(self.level), self.title)
