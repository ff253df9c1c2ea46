"""先进典型: a person, a pair or a group honoured as an example to others."""

from typing import Annotated

from pydantic import Field

from scripts.records.base import Dated, Image, Items, Line, Listing
from scripts.records.parts import BY_HONOUR, Honour, LegalBasis
from scripts.records.surnames import surname
from scripts.records.values import Relation
from scripts.records.vocabularies import PersonKind, Virtue


class RoleModel(Dated):
    """Only what an official list states may be published without the person's consent (PIPL arts. 13(6), 27)."""

    folder = "role-models"
    label = "先进典型"
    listing = Listing(
        "pinyin", by=(*BY_HONOUR, "level", "street"), item="card", orders=("pinyin", "strokes", "honours")
    )
    short = ("honours",)
    usual = ("category", "unit", "street", "deed", "quote")

    title: Line = Field(alias="name", description="姓名；两人或群体写合称", examples=["安怀秋"])
    distinction: Line | None = Field(None, description="区分说明，同名时必填", examples=["渭源路街道"])
    also_known_as: Items = Field((), description="别名")
    kind: PersonKind = Field(PersonKind.PERSON, description="个人还是群体")
    category: Virtue | None = Field(None, description="类别")
    unit: Line | None = Field(None, description="单位或身份，不写到门牌")
    street: Annotated[str, Relation("streets", "先进典型")] | None = Field(None, description="街道编号")
    deed: Annotated[str, Field(max_length=60)] | None = Field(None, description="一句话事迹")
    quote: Line | None = Field(None, description="本人的一句话")
    order: Annotated[int, Field(ge=1, le=999)] | None = Field(
        None, description="同笔画的次序：姓氏笔画数和笔形都相同的人，谁先谁后", examples=["1"]
    )
    portrait: Image | None = Field(None, description="肖像")
    honours: tuple[Honour, ...] = Field((), description="荣誉")
    legal_basis: LegalBasis = Field(
        description="公开依据，凭什么公开这个人：在官方名单上的写名单，不在的要本人书面同意"
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The names this person is known by; single characters are left out."""
        return (self.title, *(name for name in self.also_known_as if len(name) > 1))

    @property
    def surname(self) -> str:
        """The characters on the seal: the surname, both characters of a compound one."""
        return surname(self.title.lstrip("“‘《（("))

    @property
    def standfirst(self) -> str:
        return self.deed or self.summary

    @property
    def is_person(self) -> bool:
        return self.kind is not PersonKind.GROUP
