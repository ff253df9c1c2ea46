"""来源: an outlet or publishing body, and how its texts may be used."""

from pydantic import Field

from scripts.records.base import Line, Listing, Record
from scripts.records.values import Address, Phone
from scripts.records.vocabularies import ReprintPolicy, SourceKind


class Source(Record):
    folder = "sources"
    label = "来源"
    listing = Listing(order="pinyin", by=("policy",))
    usual = ("notice",)

    kind: SourceKind = Field(description="类型")
    policy: ReprintPolicy = Field(description="转载规定")
    notice: Line | None = Field(None, description="版权声明的要点，自己概述")
    homepage: Address | None = Field(None, description="网址")
    contact: Line | None = Field(None, description="版权联系单位")
    phone: Phone | None = Field(None, description="版权联系电话")
    licence: Line | None = Field(None, description="许可协议")
