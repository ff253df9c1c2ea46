"""荣誉称号: an honour as it is defined; its page is the roll of honour by round."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from scripts.records.base import Items, Line, Listing, Part, Record, in_one_line
from scripts.records.dates import AnyDate, AnyRound
from scripts.records.refusal import refusal
from scripts.records.vocabularies import Cadence, Level


def _round(line: str) -> Any:
    """A round and its year on one line: 第八届 2022, 第八届（2022年9月）."""
    match = re.fullmatch(r"(第.+?届)[\s：:，,（(]*([0-9]{4})(?:[-年]([0-9]{1,2})月?|年)?[)）]?", line.strip())
    if not match:
        return line
    return {"round": match[1], "date": f"{match[2]}-{match[3].zfill(2)}" if match[3] else match[2]}


class AwardRound(Part):
    """The date on which one round of an award was announced."""

    round: AnyRound = Field(description="届次", examples=["第八届"])
    date: AnyDate = Field(description="公布的年份或年月", examples=["2022"])
    _line = in_one_line(_round)


def _listed(value: object) -> object:
    """One round on one line, or several separated by 、, as a list."""
    return re.split(r"[、；;]\s*|[，,]\s*(?=第)", value.strip()) if isinstance(value, str) else value


def _once(rounds: tuple[AwardRound, ...]) -> tuple[AwardRound, ...]:
    """Latest round first, each with one date only."""
    for place, one in enumerate(rounds):
        if one.round in (other.round for other in rounds[:place]):
            raise refusal("round", f"“{one.round.zh}”写了两次", "每一届只写一行：请删去写错的那一行", place)
    return tuple(sorted(rounds, key=lambda one: one.round.sort, reverse=True))


class Award(Record):
    folder = "awards"
    label = "荣誉称号"
    listing = Listing(order="given", crossed=("year", "category", "street"))
    usual = ("level", "awarder", "cadence", "rounds", "categories")

    level: Level | None = Field(None, description="级别，来源没有说明时不写")
    awarder: Line | None = Field(None, description="授予单位，来源没有说明时不写")
    cadence: Cadence | None = Field(None, description="评选周期")
    rounds: Annotated[tuple[AwardRound, ...], BeforeValidator(_listed), AfterValidator(_once)] = Field(
        (), description="各届的年份，写一次，所有得奖的人都有了年份", examples=[["第八届 2022"]]
    )
    categories: Items = Field((), description="类别；为空时不检查")
    former_names: Items = Field((), description="曾用名")

    @property
    def rank(self) -> tuple[int, str]:
        """The order of award lists: national awards first."""
        return (list(Level).index(self.level) if self.level else len(Level), self.title)
