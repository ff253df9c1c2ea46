"""What all records and all parts of records have in common."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from scripts.problems import Loc
from scripts.records.dates import AnyDate, PartialDate
from scripts.records.lists import Entries, Listed, OneOrMore
from scripts.records.refusal import refusal
from scripts.records.values import Address, AnyFocal, Relation, YesNo
from scripts.records.vocabularies import AiKind, RightsKind, Status, WithdrawalReason

T = TypeVar("T")
Line = Annotated[str, Field(min_length=1, max_length=120)]
"""One line of text, at most 120 characters."""
LONGEST = 20_000
"""Longest text in characters, an hour's lecture. Python-Markdown takes minutes for a longer row of nothing but
marks."""
Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]
"""Text in the safe subset of Markdown (handbook: writing)."""
Items = Entries[Line]
"""Short names or words, on one line or as a list."""
AnyRecord = Annotated[str, Relation("", "相关内容")]
"""``folder/id`` of any record."""


def _in_letters(value: object) -> object:
    """A reading in letters: no characters, no digits for tones, no sign an old encoding has for Ā.

    Raises PydanticCustomError ``pinyin``.
    """
    if re.search("[一-鿿?]|[a-zü][1-5]", str(value), re.IGNORECASE):
        hint = "请只写拼音字母，声调标在字母上，例如 Shàn Míngyuǎn，或者不写：Shan Mingyuan；电脑读得对的，删去这一行"
        raise refusal("pinyin", f"拼音“{value}”写法不对", hint)
    return value


class Part(BaseModel):
    """A part of a record. An undeclared field is an error; parts are immutable."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        populate_by_name=False,
        defer_build=True,  # a build after an edit reads records of one type only
    )


def in_one_line(read: Callable[[str], Any]) -> Any:
    """A validator for parts that may be written on one line: ``read`` turns a line into fields and values."""
    return model_validator(mode="before")(lambda value: read(value) if isinstance(value, str) else value)


class Rights(Part):
    """What the site may do with a text or a picture; the kind alone may be written as one word."""

    _line = in_one_line(lambda line: {"kind": line})
    kind: RightsKind = Field(description="权利种类")
    licensor: Line | None = Field(None, description="授权方")
    reference: Line | None = Field(None, description="授权文件编号")
    scope: Line | None = Field(None, description="授权范围")
    expires: AnyDate | None = Field(None, description="授权到期日")


OWN = Rights.model_construct(kind=RightsKind.ORIGINAL)  # unvalidated: else every build compiles its validator
"""The rights where none are stated."""


class Ai(Part):
    """Discloses that a machine made a work or helped to; the kind alone may be written as one word."""

    _line = in_one_line(lambda line: {"kind": line})
    kind: AiKind = Field(description="生成还是辅助")
    tool: Line | None = Field(None, description="用的什么软件")

    @property
    def zh(self) -> str:
        """The disclosure for readers: AI生成（某某软件）."""
        return f"AI{self.kind.label}" + (f"（{self.tool}）" if self.tool else "")


class Image(Part):
    """A picture beside its record."""

    file: Line = Field(description="图片文件，相对于本记录所在文件夹", examples=["an-huai-qiu/portrait.webp"])
    alt: Line = Field(description="替代文字：给看不见图片的人读的一句话")
    caption: str = Field("", max_length=200, description="图片说明")
    credit: str = Field("", max_length=60, description="摄影或绘图者")
    rights: Rights = Field(OWN, description="权利，自己拍的、画的不用写", examples=["本站原创"])
    focal: AnyFocal | None = Field(
        None, description="焦点：裁切时要留在画面里的一点，离左边、离上边各百分之几", examples=["50 30"]
    )
    ai: Ai | None = Field(None, description="AI 标识，图片由 AI 生成或辅助的要写", examples=["生成"])


class Citation(Part):
    """The source of a fact."""

    source: Annotated[str, Relation("sources", "引用本来源的内容")] = Field(description="来源编号")
    title: Line | None = Field(None, description="原文标题")
    url: Address | None = Field(None, description="原文网址")
    published: AnyDate | None = Field(None, description="原文发布日期")


class Change(Part):
    """A correction of something already published."""

    date: AnyDate = Field(description="日期")
    note: Line = Field(description="改了什么")


@dataclass(frozen=True, slots=True)
class Listing:
    """How the records of a type are listed: their order, their facets, the macro for one item.

    ``crossed`` are the facets combined in addresses of lists of honoured people, in this order. ``paged`` is False when
    the first page shows all records, as a tree does. ``orders`` are those readers can choose, the default first; a list
    of people states its order.
    """

    order: Literal["newest", "coming", "pinyin", "given"] = "pinyin"
    by: tuple[str, ...] = ()
    crossed: tuple[str, ...] = ()
    paged: bool = True
    orders: tuple[str, ...] = ()
    item: Literal["row", "card", "news", "poster", "event", "figure"] = "row"


def _own(record: BaseModel, name: str) -> Any:
    """Looks up an attribute that is no field, in a tenth of ``getattr``'s time and unseen by ``track_reads``."""
    return object.__getattribute__(record, "__pydantic_private__")[name]


class Record(Part):
    """One YAML file, one page. The path of the file is the record's id and address."""

    folder: ClassVar[str]
    label: ClassVar[str]
    listing: ClassVar[Listing] = Listing()
    closed: ClassVar[bool] = False
    """Whether the records of this type are complete: editors choose one and add none."""
    short: ClassVar[tuple[str, ...]] = ()
    """Fields a new record is asked for besides the required ones."""
    usual: ClassVar[tuple[str, ...]] = ()
    """Fields shown open in a form besides the required ones: those that at least three quarters of this site's records
    have."""
    split: ClassVar[str] = ""
    """The list whose items may also be files of their own, in a folder named like the record."""

    title: Line = Field(description="标题")
    pinyin: Annotated[Line, BeforeValidator(_in_letters)] | None = Field(
        None, description="拼音，多音字请写明", examples=["Shàn Míngyuǎn"]
    )
    summary: str = Field("", max_length=120, description="摘要，不超过 120 字")
    body: Text | None = Field(
        None, description="正文：空一行分段；小标题前面写 ## 和空格，列表每行前面写 - 和空格，加粗的字前后各写 **"
    )
    images: tuple[Image, ...] = Field((), description="图片")
    ai: Ai | None = Field(None, description="AI 标识，文字由 AI 生成或辅助写的要写", examples=["辅助"])
    tags: Listed[Line] = Field((), description="标签", examples=["夜课、用火"])
    published: AnyDate | None = Field(None, description="本站发布日期", examples=["2026-11-23"])
    modified: AnyDate | None = Field(None, description="本站修改日期")
    corrections: tuple[Change, ...] = Field((), description="更正，登错了改过来的，哪天改了什么")
    status: Status = Field(Status.PUBLISHED, description="状态")
    sources: tuple[Citation, ...] = Field((), description="资料来源")
    aliases: tuple[Line, ...] = Field((), description="旧地址")
    related: OneOrMore[AnyRecord] = Field(
        (), description="相关记录，写“文件夹/编号”", examples=[["awards/zhong-guo-hao-ren"]]
    )
    sample: YesNo = Field(False, description="虚构的示例内容")
    rights: Rights = Field(OWN, description="文字的权利，不写就是本站原创")
    withdrawn_because: WithdrawalReason | None = Field(None, description="撤下的原因，撤下后显示在原地址上")

    _id: str = PrivateAttr("")
    _files: tuple[str, ...] = PrivateAttr(("",))
    _digest: str = PrivateAttr("")
    _known: dict[object, Any] = PrivateAttr(default_factory=dict)

    def with_source(self, record_id: str, file: str, *parts: str) -> Self:
        """This record with its id, its file, and the files of the last items of its ``split`` list."""
        self._id, self._files = record_id, (file, *parts)
        return self

    def with_digest(self, digest: str, *known: object) -> Self:
        """This record with the digest of its files' names and bytes; of its memoized values only the ``known`` ones
        stay."""
        self._digest, self._known = digest, {what: self._known[what] for what in known}
        return self

    def with_changes(self, **fields: Any) -> Self:
        """A copy with these fields changed and nothing memoized. The new values are not validated."""
        copy = self.model_copy(update=fields)
        copy._known = {}
        return copy

    def memoize(self, what: object, find: Callable[[], T]) -> T:
        """The result of ``find``, computed once: a record never changes."""
        known = _own(self, "_known")
        if what not in known:
            known[what] = find()
        found: T = known[what]
        return found

    def forget(self, what: object) -> None:
        """Drops a memoized value."""
        self._known.pop(what, None)

    def optional(self, name: str) -> Any:
        """The value of a field; None where the type has no such field, which ``getattr`` takes long to find out."""
        return getattr(self, name) if name in type(self).__pydantic_fields__ else None

    @classmethod
    def title_key(cls) -> str:
        """The YAML name of the title: ``name`` for a person."""
        return cls.model_fields["title"].alias or "title"

    @property
    def id(self) -> str:
        return str(_own(self, "_id"))

    @property
    def key(self) -> str:
        """``folder/id``: the record's key and its address."""
        return f"{type(self).folder}/{_own(self, '_id')}"

    @property
    def file(self) -> str:
        """The file this record was read from, relative to the content folder."""
        return self.files[0]

    @property
    def files(self) -> tuple[str, ...]:
        """That file, and those of the parts it is split into."""
        files: tuple[str, ...] = _own(self, "_files")
        return files

    @classmethod
    def part_model(cls) -> type[BaseModel]:
        """The model of an item of the ``split`` list."""
        model: type[BaseModel] = get_args(cls.model_fields[cls.split].annotation)[0]
        return model

    def model_of(self, file: str) -> type[BaseModel]:
        """The model of one of its files: its own, or that of a part."""
        return type(self) if file == self.file else self.part_model()

    def source_of(self, loc: Loc) -> tuple[str, Loc]:
        """The file that holds the value at ``loc``, and the place in it."""
        parts = self.files[1:]
        if parts and loc[:1] == (self.split,) and len(loc) > 1:
            place = int(loc[1]) - (len(getattr(self, self.split)) - len(parts))
            if place >= 0:
                return parts[place], loc[2:]
        return self.file, loc

    @property
    def digest(self) -> str:
        """The digest of its files' names and bytes; empty unless read from a content folder."""
        return self._digest

    @property
    def home(self) -> PurePosixPath:
        """The folder of the record's file, to which picture paths are relative."""
        return PurePosixPath(self.file).parent

    @property
    def is_person(self) -> bool:
        """Whether the title is a person's name, and so begins with a surname."""
        return False

    @property
    def is_published(self) -> bool:
        """Whether it is neither a draft nor withdrawn."""
        return self.status is Status.PUBLISHED

    @property
    def stub(self) -> bool:
        """Whether it holds nothing useful to readers. Stubs are folded at the end of lists."""
        return False

    @property
    def standfirst(self) -> str:
        """The sentence below the page's title, also used in metadata; may be empty."""
        return self.summary

    @property
    def revised(self) -> AnyDate | None:
        """The last day this page was changed, as stated by itself or its last correction; None if never."""
        days = [self.modified, *(change.date for change in self.corrections)]
        return max(filter(None, days), key=PartialDate.last, default=None)

    @property
    def updated(self) -> date | None:
        """The first day this page can have had its present form; None when neither publication nor change is dated."""
        return max((day.first() for day in (self.published, self.revised) if day), default=None)

    @property
    def listed(self) -> str:
        """The date by which lists sort and show this record; empty for none."""
        return str(self.published or "")


class Dated(Record):
    """A record with a publication date: all types except those only referred to (awards, streets, sources)."""

    published: AnyDate = Field(description="本站发布日期", examples=["2026-11-23"])
