"""展览: an exhibition of sections, sections of panels, panels of text and objects; and its tour."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from scripts.problems import Loc
from scripts.records.base import Ai, Change, Dated, Image, Items, Line, Listing, Part, Rights, Text
from scripts.records.dates import AnyDate, OpenEnd, PartialDate, from_to
from scripts.records.lists import OneOrMore
from scripts.records.parts import Contact, People
from scripts.records.refusal import refusal
from scripts.records.values import Relation, YesNo
from scripts.records.vocabularies import EventStatus, ExhibitionFormat

TAKEN = re.compile(r"\d+|top|visit|tour|credits|take|people|see-also|corrections|search-list|by-.+")
"""Anchors an exhibition's page uses itself (templates/exhibitions.md.j2); bare numbers are short addresses."""


def _free(anchor: str) -> str:
    """Raises PydanticCustomError ``taken`` for an anchor the page uses itself."""
    if TAKEN.fullmatch(anchor):
        raise refusal("taken", f"编号“{anchor}”是网页自己用的", "请换一个，例如 di-yi-bu-fen")
    return anchor


def _once(values: Iterable[tuple[Loc, str, str]], label: str, hint: str) -> None:
    """Raises PydanticCustomError ``twice``, with both titles, at the second of two equal values (place, value,
    title)."""
    seen: dict[str, str] = {}
    for loc, value, title in values:
        if value in seen:
            raise refusal("twice", f"{label}“{value}”用了两次：《{seen[value]}》和《{title}》", hint, *loc)
        seen[value] = title


def _both_ends(value: Any) -> Any:
    """``start: 2026年12月1日至31日`` sets the end, too."""
    if not isinstance(value, dict) or not isinstance(value.get("start"), str) or "end" in value:
        return value
    try:
        start, end = map(PartialDate.parse, from_to(value["start"]))
    except PydanticCustomError:
        return value
    return value | {"start": start, "end": end}


span_in_start = model_validator(mode="before")(_both_ends)


Anchor = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60), AfterValidator(_free)]
"""The fragment of an address after ``#``: lower-case words joined by hyphens."""


class Picture(Image):
    """A picture of an exhibition; a large original may be zoomed."""

    zoom: YesNo = Field(False, description="可以放大看细节，只用于长边超过 3000 像素的图")


class Exhibit(Part):
    """An object on display, with the data of a museum label."""

    title: Line = Field(description="名称")
    creator: Line | None = Field(None, description="作者或制作者")
    date: Line | None = Field(None, description="年代")
    medium: Line | None = Field(None, description="材质")
    size: Line | None = Field(None, description="尺寸")
    lender: Line | None = Field(None, description="出借者")
    credit: Line | None = Field(None, description="鸣谢")
    label: Text | None = Field(None, description="说明牌文字")
    description: Text | None = Field(None, description="详细说明")
    rights: Rights | None = Field(None, description="展品的权利")
    image: Picture | None = Field(None, description="图片")

    @property
    def tombstone(self) -> str:
        """The line below the title of a label: maker, date, medium, size."""
        return "，".join(filter(None, (self.creator, self.date, self.medium, self.size)))


class Audio(Part):
    file: Line = Field(description="音频文件，相对于本记录所在文件夹")
    seconds: Annotated[int, Field(gt=0)] | None = Field(None, description="时长，秒")
    transcript: Text = Field(description="讲解全文")
    credit: Line | None = Field(None, description="朗读者")
    ai: Ai | None = Field(None, description="AI 标识，声音由 AI 合成的要写", examples=["生成"])

    @property
    def clock(self) -> str:
        """The duration: 1:05; empty when unknown."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}" if self.seconds else ""


class Panel(Part):
    """One stop of the visit."""

    id: Anchor = Field(description="展板编号，用在地址里")
    number: Annotated[int, Field(gt=0, lt=1000)] | None = Field(None, description="印在展板上的号，不写则按顺序")
    title: Line = Field(description="标题")
    text: Text = Field(description="展板文字")
    more: Text | None = Field(None, description="展开后的更多文字")
    images: tuple[Picture, ...] = Field((), description="图片")
    objects: tuple[Exhibit, ...] = Field((), description="展品")
    audio: Audio | None = Field(None, description="讲解")
    people: OneOrMore[Annotated[str, Relation("role-models", "相关展览")]] = Field((), description="讲到的先进典型")
    teams: OneOrMore[Annotated[str, Relation("volunteer-teams", "相关展览")]] = Field((), description="讲到的队伍")
    venues: OneOrMore[Annotated[str, Relation("venues", "相关展览")]] = Field((), description="讲到的阵地")


class Section(Part):
    id: Anchor = Field(description="部分编号，用在地址里")
    title: Line = Field(description="标题")
    intro: Text | None = Field(None, description="导语")
    panels: tuple[Panel, ...] = Field(min_length=1, description="展板")


YEARS = 20
"""For how many years after its first an exhibition appears in the lists by year; longer ones are refused (T14)."""


class TourStop(Part):
    """A stop of a touring exhibition: place and dates."""

    venue: Annotated[str, Relation("venues", "巡展到这里")] = Field(description="阵地编号")
    start: AnyDate = Field(description="开始")
    end: AnyDate | None = Field(None, description="结束")
    outcome: EventStatus = Field(EventStatus.SCHEDULED, description="变动")
    contact: Contact | None = Field(None, description="联系单位")
    note: Line | None = Field(None, description="备注")
    _span = span_in_start

    @property
    def until(self) -> PartialDate:
        """The last day; the first where no other is stated."""
        return self.end or self.start


class Exhibition(Dated):
    folder = "exhibitions"
    label = "展览"
    listing = Listing(order="newest", by=("format", "theme", "street", "year"), item="poster")
    short = ("sections",)
    usual = ("start", "end", "venue", "organisers", "admission", "poster")
    split = "sections"

    format: ExhibitionFormat = Field(description="展览类型")
    start: AnyDate | None = Field(None, description="开展日期")
    end: OpenEnd = Field(None, description="结束日期，没有定的写 长期")
    state: Annotated[str, Field(min_length=1, max_length=12)] | None = Field(
        None, description="展出状态，写了就代替按日期算出的", examples=["暂停开放"]
    )
    hours: Line | None = Field(None, description="开放时间")
    admission: Line | None = Field(None, description="参观方式", examples=["免费参观"])
    organisers: Items = Field((), description="主办单位")
    curators: People = Field((), description="策展与制作")
    venue: Annotated[str, Relation("venues", "在这里的展览")] | None = Field(None, description="阵地编号")
    poster: Picture | None = Field(None, description="主图")
    sections: tuple[Section, ...] = Field((), description="部分")
    tour: tuple[TourStop, ...] = Field((), description="巡展行程")
    changes: tuple[Change, ...] = Field((), description="开展以后的修改")

    _span = span_in_start

    @model_validator(mode="after")
    def _fits_its_format(self) -> "Exhibition":
        if self.format is ExhibitionFormat.PERMANENT and self.end:
            raise refusal("order", "常设展不应有结束日期", "请删去 end，或把 format 改成临时展", "end")
        _once(self._anchors(), "编号", "每块展板和每个部分的 id 要不同")
        places = zip(self.numbered, self.panel_places, strict=True)
        numbers = (((*loc, "number"), str(number), panel.title) for (number, panel), loc in places)
        _once(numbers, "展板号", "每块展板的 number 要不同；没有写 number 的，按先后顺序编号")
        return self

    def _anchors(self) -> Iterator[tuple[Loc, str, str]]:
        """Every id of a section or a panel, with its place and title."""
        for place, section in enumerate(self.sections):
            yield ("sections", place, "id"), section.id, section.title
        for loc, panel in zip(self.panel_places, self.panels, strict=True):
            yield (*loc, "id"), panel.id, panel.title

    @property
    def panel_places(self) -> list[Loc]:
        """The place of each panel in the record."""
        return [
            ("sections", place, "panels", number)
            for place, section in enumerate(self.sections)
            for number in range(len(section.panels))
        ]

    @property
    def numbered(self) -> tuple[tuple[int, Panel], ...]:
        """Each panel with the number visitors see: its own, else its position among those without.

        So a panel added later with its own number leaves the others theirs, which are printed as codes.
        """
        places = count(1)
        return tuple((panel.number or next(places), panel) for panel in self.panels)

    @property
    def opens(self) -> AnyDate | None:
        """The first day: as stated, else that of the tour."""
        return self.start or min((stop.start for stop in self._held), default=None)

    @property
    def closes(self) -> AnyDate | None:
        """The last day: as stated, else that of the tour."""
        return self.end or max((stop.until for stop in self._held), key=PartialDate.last, default=None)

    @property
    def _held(self) -> tuple[TourStop, ...]:
        return tuple(stop for stop in self.tour if stop.outcome is EventStatus.SCHEDULED)

    @property
    def year(self) -> tuple[str, ...]:
        """Every year it is open, the newest first; only the first year when it has no end."""
        first, last = self.opens, self.closes
        if first is None:
            return ()
        end = min((last or first).year, first.year + YEARS)
        return tuple(str(year) for year in range(max(first.year, end), first.year - 1, -1))

    @property
    def panels(self) -> tuple[Panel, ...]:
        return tuple(panel for section in self.sections for panel in section.panels)

    @property
    def listed(self) -> str:
        return str(self.opens or self.published)
