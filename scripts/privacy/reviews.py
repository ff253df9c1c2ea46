"""``reviews.yml``: the sentences about people that a second person has looked at, beside ``urls.lock``."""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from scripts.load.encodings import decoded
from scripts.load.field_errors import sentence
from scripts.load.yaml_reader import Document, read
from scripts.problems.text_errors import Flaw, Place
from scripts.records.base import Line, Text
from scripts.records.dates import AnyDate
from scripts.records.vocabularies import Vocabulary

NAME = "reviews.yml"
HEAD = "# 写到个人的句子，由写的人以外的另一位同事看过才登。手册：什么不能发布，复核。\nreviews:\n"


class Verdict(Vocabulary):
    """Why a sentence may be published."""

    NOBODY = "nobody", "不指任何人"
    UNNAMED = "unnamed", "未点名的人"
    CONSENT = "consent", "本人书面同意"
    HISTORIC = "historic", "历史人物的公开史实"
    OFFICE = "office", "单位公开的电话或地点"


class Review(BaseModel):
    """One sentence of one record, looked at. ``reference`` is the number of the consent, of no other verdict."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    record: Line = Field(description="哪条记录")
    sentence: Text = Field(description="看过的那一句")
    verdict: Verdict = Field(description="结论")
    reference: Line | None = Field(None, description="同意书编号")
    by: Line = Field(description="谁看的，写职务或部门")
    date: AnyDate = Field(description="哪天看的")

    @model_validator(mode="after")
    def _consent_has_a_number(self) -> "Review":
        if (self.verdict is Verdict.CONSENT) is (self.reference is None):
            hint = "结论是“本人书面同意”的，加一项 reference: 同意书编号；别的结论不写 reference"
            raise PydanticCustomError("incomplete", "同意书编号与结论不符", {"hint": hint})
        return self

    @property
    def line(self) -> str:
        """The entry as the file holds it."""
        return entry(self.record, self.sentence, self.verdict.label, self.by, str(self.date), self.reference)


def entry(record: str, text: str, verdict: str, by: str, date: str, reference: str | None = None) -> str:
    """A line of the file; an empty ``verdict`` or ``by`` is for the one who looks to fill in."""
    number = f", reference: {reference}" if reference else ""
    quoted = json.dumps(text, ensure_ascii=False)
    return f"  - {{record: {record}, sentence: {quoted}, verdict: {verdict}{number}, by: {by}, date: {date}}}"


@dataclass(frozen=True)
class Reviews:
    """The reviews by record and sentence, with their places; ``flaws`` are entries that cannot be used."""

    entries: dict[tuple[str, str], Review] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    flaws: tuple[Flaw, ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Reviews":
        """Reads the file; what is not there has been looked at by nobody. Never raises on what it holds."""
        return _read(path, path.stat().st_mtime_ns) if path.is_file() else cls()

    @classmethod
    def of(cls, data: bytes) -> "Reviews":
        """The reviews in the bytes of a file."""
        text = decoded(data)
        document = read(text or "")
        value: Any = document.value or {}
        items = value.get("reviews", []) if isinstance(value, dict) else None
        if text is None or document.flaws or not isinstance(items, list):
            place = document.flaws[0].place if document.flaws else Place(1, 1)
            return cls(flaws=(Flaw("D35", place, "复核记录不是“reviews:”下面的列表，或 YAML 写法有误", _HINT),))
        return cls._of(document, items)

    @classmethod
    def _of(cls, document: Document, items: list[Any]) -> "Reviews":
        entries, places, flaws = {}, {}, []
        for number, item in enumerate(items):
            place = document.place(("reviews", number))
            try:
                review = Review.model_validate(item)
            except ValidationError as error:
                flaws.append(_flaw(document, number, error))
                continue
            key = (review.record, review.sentence)
            entries[key], places[key] = review, place
        return cls(entries, places, tuple(flaws))


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Reviews:
    """Five rules ask for the file: it is read once as long as it does not change."""
    return Reviews.of(path.read_bytes())


_HINT = "请对照手册里的样例改正，或运行 python -m scripts review 重新写"


def _flaw(document: Document, number: int, error: ValidationError) -> Flaw:
    """What is wrong with one entry, at its place."""
    first = error.errors()[0]
    _, message, hint = sentence(first, Review)
    return Flaw(
        "D35", document.place(("reviews", number, *first["loc"])), f"第 {number + 1} 条：{message}", hint or _HINT
    )
