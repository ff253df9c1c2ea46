"""The consent registry: a YAML file outside the public tree. Records name its entries by opaque references only."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scripts.records.dates import AnyDate
from scripts.records.vocabularies import Vocabulary
from scripts.yaml_text import read

REFERENCE = r"^[A-Z]{1,4}-\d{4}-\d{3,6}$"
"""A letter code, a year, a running number: nothing in it tells who it is."""


class Scope(Vocabulary):
    """What a person has agreed to see published (PIPL arts. 25, 29)."""

    NAME = "name", "姓名"
    PORTRAIT = "portrait", "肖像"
    STORY = "story", "事迹"
    UNIT = "unit", "单位"
    REGION = "region", "所在街道"
    VOICE = "voice", "声音"
    SENSITIVE = "sensitive", "健康、残疾、宗教、救助等敏感信息"


class Signer(Vocabulary):
    SELF = "self", "本人"
    GUARDIAN = "guardian", "监护人"
    NEXT_OF_KIN = "next_of_kin", "近亲属"


class Consent(BaseModel):
    """One consent form, as much of it as the build has to know. The form itself and the name stay in the office."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reference: Annotated[str, Field(pattern=REFERENCE)] = Field(description="编号")
    given: AnyDate = Field(description="签署日期")
    signer: Signer = Field(Signer.SELF, description="谁签的")
    scope: tuple[Scope, ...] = Field(min_length=1, description="同意公开什么")
    expires: AnyDate = Field(description="到期日")
    withdrawn: AnyDate | None = Field(None, description="撤回日期")

    def begun(self, today: date | None) -> bool:
        """Whether it was signed by that day; without a day to compare with it was."""
        return today is None or self.given.first() <= today

    def ended(self, today: date | None) -> bool:
        """Whether its last day is over; without a day to compare with it is not."""
        return today is not None and self.expires.last() < today


class Registry:
    """Consents by reference. ``flaw`` says why the file cannot be used; empty when it can, or when there is none."""

    def __init__(self, consents: dict[str, Consent], flaw: str = "") -> None:
        self.consents = consents
        self.flaw = flaw

    @classmethod
    def read(cls, path: Path | None) -> "Registry":
        """Reads the file, a list of consents under ``consents``. Never raises."""
        if path is None or not path.is_file():
            return cls({})
        document = read(path.read_text(encoding="utf-8", errors="replace"))
        value: Any = document.value
        if document.flaws or not isinstance(value, dict) or not isinstance(value.get("consents"), list):
            return cls({}, "登记簿不是“consents:”下面的列表，或 YAML 写法有误")
        found: list[Consent] = []
        for number, item in enumerate(value["consents"], 1):
            try:
                found.append(Consent.model_validate(item))
            except ValidationError as error:
                where = ".".join(map(str, error.errors()[0]["loc"]))
                return cls({}, f"登记簿第 {number} 条的 {where or '写法'} 有误")
        if len({consent.reference for consent in found}) < len(found):
            return cls({}, "登记簿里有重复的编号")
        return cls({consent.reference: consent for consent in found})
