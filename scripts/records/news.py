"""新闻: what happened, reported by us, or linked where others reported it."""

from typing import Annotated, Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scripts.records.base import Dated, Line, Listing
from scripts.records.dates import AnyMoment, Moment
from scripts.records.lists import OneOrMore
from scripts.records.refusal import refusal
from scripts.records.values import Address, Relation
from scripts.records.vocabularies import NewsColumn, RightsKind, Status


class News(Dated):
    folder = "news"
    label = "新闻"
    listing = Listing(order="newest", by=("year", "column"), item="news")
    short = ("body",)
    usual = ("source", "author", "editor", "street", "mentions")

    column: NewsColumn = Field(description="栏目")
    time: AnyMoment | None = Field(None, description="本站发布的钟点，需要时才写", examples=["2026-11-20 10:30"])
    source: Annotated[str, Relation("sources", "这个来源的新闻")] = Field(
        "ben-zhan", description="来源编号；本站自己写的不用写"
    )
    author: Line | None = Field(None, description="作者或记者")
    photographer: Line | None = Field(None, description="摄影")
    editor: Line | None = Field(None, description="责任编辑")
    original_title: Line | None = Field(None, description="原标题")
    original_url: Address | None = Field(None, description="原文网址")
    street: Annotated[str, Relation("streets", "新闻")] | None = Field(None, description="街道编号")
    mentions: OneOrMore[Annotated[str, Relation("", "新闻")]] = Field(
        (), description="提到的人、队伍、阵地、展览等，写“文件夹/编号”", examples=[["role-models/an-huai-qiu"]]
    )

    @model_validator(mode="before")
    @classmethod
    def _published_at(cls, value: Any) -> Any:
        """``发布时间: 2026-11-20 10:30`` sets the day and the time."""
        if not isinstance(value, dict) or "time" in value:
            return value
        try:
            said = Moment.parse(value.get("published"))
        except PydanticCustomError:
            return value
        return value | {"published": str(said.day), "time": said} if said.clock else value

    @model_validator(mode="after")
    def _has_a_text(self) -> "News":
        if self.rights.kind is not RightsKind.LINK_ONLY and not self.body and self.status is not Status.WITHDRAWN:
            raise refusal("incomplete", "新闻没有正文", "请写 body；只给链接时把 rights 写成 仅作链接", "rights")
        return self

    @property
    def year(self) -> str:
        return str(self.published)[:4]

    @property
    def listed(self) -> str:
        return str(self.time) if self.time else str(self.published)
