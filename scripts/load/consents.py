"""The consent registry: a YAML file outside the public tree. Records refer to its entries by opaque references only.

``consents.lock`` holds the same entries beside the records for CI: numbers, dates and scopes, nothing that identifies a
person.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from scripts.load.encodings import decode_text
from scripts.load.field_errors import explain_error
from scripts.load.yaml_reader import Document, read
from scripts.problems import Place, TextProblem
from scripts.records.dates import AnyDate
from scripts.records.refusal import refusal
from scripts.records.vocabularies import Vocabulary
from scripts.settings import Settings

REFERENCE = r"^[A-Z]{1,4}-\d{4}-\d{3,6}$"
"""A letter code, a year, a running number: nothing in it identifies a person."""


class Scope(Vocabulary):
    """What a person has agreed to see published (PIPL arts. 25, 29)."""

    NAME = "name", "姓名"
    PORTRAIT = "portrait", "肖像"
    STORY = "story", "事迹"
    UNIT = "unit", "单位"
    REGION = "region", "所在街道"
    VOICE = "voice", "声音"
    SENSITIVE = "sensitive", "敏感信息", "健康、残疾、宗教、救助等敏感信息"  # as on consent forms (PIPL art. 28)


class Signer(Vocabulary):
    SELF = "self", "本人"
    GUARDIAN = "guardian", "监护人"
    NEXT_OF_KIN = "next_of_kin", "近亲属"


class Consent(BaseModel):
    """One consent form, as far as the build needs it. The form itself and the name stay in the office."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reference: Annotated[str, Field(pattern=REFERENCE)] = Field(description="编号")
    given: AnyDate = Field(description="签署日期")
    signer: Signer = Field(Signer.SELF, description="谁签的")
    scope: tuple[Scope, ...] = Field(min_length=1, description="同意公开什么")
    expires: AnyDate = Field(description="到期日")
    withdrawn: AnyDate | None = Field(None, description="撤回日期")
    withdrawn_scope: tuple[Scope, ...] = Field((), description="只撤回一部分的，撤回了哪几项")

    @model_validator(mode="after")
    def _part_has_a_day(self) -> Self:
        if self.withdrawn_scope and not self.withdrawn:
            raise refusal("incomplete", "只撤回一部分，也要写撤回日期", "请加一行 withdrawn: 日期")
        return self

    def begun(self, today: date | None) -> bool:
        """Whether it was signed by that day; True without a day to compare with."""
        return today is None or self.given.first() <= today

    def ended(self, today: date | None) -> bool:
        """Whether its last day has passed; False without a day to compare with."""
        return today is not None and self.expires.last() < today

    def ended_scopes(self, today: date | None) -> frozenset[Scope]:
        """The scopes that may no longer be shown on that day: all after the end, all or some after a withdrawal."""
        withdrawn = self.withdrawn is not None and (today is None or self.withdrawn.first() <= today)
        if self.ended(today) or (withdrawn and not self.withdrawn_scope):
            return frozenset(self.scope)
        return frozenset(self.withdrawn_scope if withdrawn else ())

    @property
    def line(self) -> str:
        """The entry as a line of ``consents.lock``."""
        said = {"reference": self.reference, "given": self.given, "signer": self.signer.label}
        said |= {"scope": _labels(self.scope), "expires": self.expires}
        said |= {"withdrawn": self.withdrawn} if self.withdrawn else {}
        said |= {"withdrawn_scope": _labels(self.withdrawn_scope)} if self.withdrawn_scope else {}
        return "  - {" + ", ".join(f"{name}: {value}" for name, value in said.items()) + "}\n"


def _labels(scopes: tuple[Scope, ...]) -> str:
    return f"[{', '.join(scope.label for scope in Scope if scope in scopes)}]"


CONSENTS = "consents.lock"
_HEAD = "# 同意书的编号、范围和期限，由 python -m scripts lock 从登记簿写，不要手改。里面没有姓名。\n"


class Registry(NamedTuple):
    """Consents by reference. ``problem`` is why the file cannot be used; None when it can."""

    consents: dict[str, Consent]
    problem: TextProblem | None = None

    @classmethod
    def read(cls, path: Path) -> "Registry":
        """Reads a file with a list of consents under ``consents``. Never raises for its content."""
        return _parsed(path.read_bytes())

    @classmethod
    def parse(cls, data: bytes) -> "Registry":
        """Parses the bytes of such a file."""
        text = decode_text(data)
        document = read(text or "")
        value: Any = document.value
        items = value.get("consents") if isinstance(value, dict) else None
        if text is None or document.problems or not isinstance(items, list):
            place = document.problems[0].place if document.problems else Place(1, 1)
            return cls({}, _problem(place, "登记簿不是“consents:”下面的列表，或 YAML 写法有误"))
        found: dict[str, Consent] = {}
        for number, item in enumerate(items):
            try:
                consent = Consent.model_validate(item)
            except ValidationError as error:
                return cls({}, _entry_problem(document, number, error))
            if consent.reference in found:
                place = document.place(("consents", number, "reference"))
                return cls({}, _problem(place, f"登记簿第 {number + 1} 条的编号与前面的重复"))
            found[consent.reference] = consent
        return cls(found)

    @property
    def text(self) -> str:
        """All entries as ``consents.lock`` holds them, sorted by reference."""
        lines = "".join(consent.line for _, consent in sorted(self.consents.items()))
        return f"{_HEAD}consents:{'' if lines else ' []'}\n{lines}"


_parsed = lru_cache(maxsize=4)(Registry.parse)  # each check asks, and the desk checks at every pause in typing


def _entry_problem(document: Document, number: int, error: ValidationError) -> TextProblem:
    """The problem of one entry. Its text is not repeated in the message: it may be a name."""
    first = error.errors()[0]
    code, _, hint = explain_error(first, Consent)
    where = ".".join(str(part) for part in first["loc"] if isinstance(part, str))
    message = f"登记簿第 {number + 1} 条的 {where or '写法'} 有误"
    place = document.place(("consents", number, *first["loc"]))
    return _problem(place, message, hint if code in {"F02", "F04", "F11"} else "")


def _problem(place: Place, message: str, hint: str = "") -> TextProblem:
    return TextProblem("D15", place, message, "请对照手册里登记簿的样例改正" + (f"；{hint}" if hint else ""))


def private_registry(settings: Settings) -> Registry | None:
    """The registry in the private folder; None where there is none, as in CI."""
    path = settings.private / "consents.yml" if settings.private else None
    return Registry.read(path) if path and path.is_file() else None
