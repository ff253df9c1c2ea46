"""``reviews.yml``, beside ``urls.lock``: reviewed sentences about people, and waivers of rules."""

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from scripts.load.content import Content
from scripts.load.encodings import decode_text
from scripts.load.field_errors import UNSAID, explain_error
from scripts.load.yaml_reader import Document, read
from scripts.privacy.sentences import one_line
from scripts.problems import Place, TextProblem, code_of
from scripts.problems.excerpts import redact
from scripts.records.base import Line, Text
from scripts.records.dates import AnyDate
from scripts.records.refusal import refusal
from scripts.records.vocabularies import Vocabulary

REVIEWS = "reviews.yml"
HEAD = "# 写到个人的句子和豁免，由写的人以外的另一位同事看过才算。手册：什么不能发布，复核。\nreviews:\n"
_MISNAMED = re.compile(r"reviews?\.(?:ya?ml|txt)(?:\.txt)?", re.IGNORECASE)
_PLAIN = re.compile(r"[\w（）/.-][\w（）/. -]*")
"""Text that YAML needs no quotes for."""


class Verdict(Vocabulary):
    """Why a sentence may be published."""

    NOBODY = "nobody", "不指任何人"
    UNNAMED = "unnamed", "未点名的人"
    CONSENT = "consent", "本人书面同意"
    HISTORIC = "historic", "历史人物的公开史实"
    OFFICE = "office", "单位公开的电话或地点"
    OWN = "own", "自己写的"  # for words that look like another's byline; all others are for sentences about people


def _key(said: object) -> object:
    """A record's key from a copied path or address: content/news/2026/a.yml, /news/2026/a/."""
    text = str(said).strip().replace("\\", "/").removeprefix("./").strip("/")
    return text.removeprefix("content/").removesuffix(".yml")


def _reviewer(said: str) -> str:
    """The reviewer; refuses 无 and ？."""
    if said in UNSAID or not re.search(r"\w{2}", said):
        raise refusal("incomplete", f"“{said}”不是哪个人或部门", "写看过的人的职务或部门，例如 宣传科")
    return said


Key = Annotated[Line, BeforeValidator(_key)]
Who = Annotated[Line, AfterValidator(_reviewer)]


class Review(BaseModel):
    """A reviewed sentence of a record. ``reference`` is the number of the consent, for that verdict only."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    record: Key = Field(description="哪条记录")
    sentence: Annotated[Text, AfterValidator(one_line)] = Field(description="看过的那一句")
    verdict: Verdict = Field(description="、".join(word.label for word in Verdict) + " 里选一个")
    reference: Line | None = Field(None, description="同意书编号")
    by: Who = Field(description="谁看的，写职务或部门")
    date: AnyDate = Field(description="哪天看的，例如 2026-11-28")

    @model_validator(mode="after")
    def _consent_has_a_number(self) -> "Review":
        if (self.verdict is Verdict.CONSENT) is (self.reference is None):
            hint = "结论是“本人书面同意”的，加一项 reference: 同意书编号；别的结论不写 reference"
            raise refusal("incomplete", "同意书编号与结论不符", hint)
        return self

    @property
    def line(self) -> str:
        """The entry as a line of the file."""
        return entry(self.record, self.sentence, self.verdict.label, self.by, str(self.date), self.reference)


class Waiver(BaseModel):
    """A temporary waiver of one rule for a record. Rules on safety and personal data cannot be waived."""

    model_config = Review.model_config

    record: Key = Field(description="哪条记录")
    code: Annotated[str, BeforeValidator(code_of), Field(pattern=r"^[A-Z][0-9]{2}$")] = Field(
        description="豁免哪一条，写问题编号，例如 W01"
    )
    reason: Line = Field(description="为什么")
    by: Who = Field(description="谁批准的，写职务或部门")
    until: AnyDate = Field(description="到哪一天为止，例如 2026-12-31")


def entry(record: str, text: str, verdict: str, by: str, date: str, reference: str | None = None) -> str:
    """A line of the file; the reviewer fills in an empty ``verdict`` or ``by``."""
    said = {"record": record, "sentence": text, "verdict": verdict, "reference": reference, "by": by, "date": date}
    return f"  - {_flow({name: value for name, value in said.items() if value is not None})}"


def _flow(said: dict[str, str]) -> str:
    """Fields and values as a YAML flow mapping."""
    quoted = {name for name, value in said.items() if name == "sentence" or (value and not _PLAIN.fullmatch(value))}
    values = {name: json.dumps(said[name], ensure_ascii=False) for name in quoted}
    return "{" + ", ".join(f"{name}: {value}" for name, value in (said | values).items()) + "}"


@dataclass(frozen=True)
class Reviews:
    """The reviews and their places by (record, sentence), and the waivers with their places.

    ``problems`` are of invalid entries, ``tried`` these entries' keys; ``readable`` is False if the whole file is invalid.
    """

    entries: dict[tuple[str, str], Review] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    waivers: tuple[tuple[Waiver, Place], ...] = ()
    problems: tuple[TextProblem, ...] = ()
    tried: frozenset[tuple[str, str]] = frozenset()
    readable: bool = True

    @classmethod
    def read(cls, path: Path) -> "Reviews":
        """Reads the file; empty if it is missing. Invalid content raises nothing."""
        if path.is_file():
            return cls.of(path.read_bytes())
        names = sorted(other.name for other in path.parent.glob("*") if _MISNAMED.fullmatch(other.name))
        if path.name in names:
            hint = "请把文件夹改名或删去，把里面的内容放进一个叫 reviews.yml 的文件"
            return _unusable(Place(1, 1), "reviews.yml 是文件夹，不是文件", hint)
        if names:
            return _unusable(Place(1, 1), f"没有 {REVIEWS}，旁边却有 {names[0]}", f"请把 {names[0]} 改名为 {REVIEWS}")
        return cls()

    @classmethod
    @lru_cache(maxsize=4)  # several rules ask
    def of(cls, data: bytes) -> "Reviews":
        """The reviews in the bytes of a file."""
        text = decode_text(data)
        if text is None:
            return _unusable(Place(1, 1), "复核记录的文件编码不是 UTF-8", "请用记事本打开，选“另存为”，编码选 UTF-8")
        document = read(text)
        value: Any = document.value or {}
        if document.problems:
            problem = document.problems[0]
            return _unusable(problem.place, f"复核记录读不出：{problem.message}", problem.hint)
        unknown = next((key for key in value if key != "reviews"), "") if isinstance(value, dict) else ""
        items = value.get("reviews") or [] if isinstance(value, dict) else None
        if unknown or not isinstance(items, list):
            place = document.place((unknown,), key=True) if unknown else Place(1, 1)
            hint = f"第一行写 reviews:，下面每条一行，例如 {_flow(_SAMPLE)}，行首是两个空格、短横和空格"
            return _unusable(place, "复核记录不是“reviews:”下面的列表", hint)
        return cls._of(document, items)

    @classmethod
    def _of(cls, document: Document, items: list[Any]) -> "Reviews":
        entries: dict[tuple[str, str], Review] = {}
        places: dict[tuple[str, str], Place] = {}
        waivers: list[tuple[Waiver, Place]] = []
        problems: list[TextProblem] = []
        tried: set[tuple[str, str]] = set()
        for number, item in enumerate(items):
            place = document.place(("reviews", number))
            waived = isinstance(item, dict) and item.keys() & {"code", "until", "reason"}
            model: type[Waiver | Review] = Waiver if waived else Review
            try:
                found = model.model_validate(item)
            except ValidationError as error:
                problems.append(_problem(document, number, item, model, error))
                given = item if isinstance(item, dict) else {}
                tried.add((str(_key(given.get("record"))), redact(str(given.get("sentence")))))
                continue
            if isinstance(found, Waiver):
                waivers.append((found, place))
                continue
            key = (found.record, redact(found.sentence))
            if key in entries:
                message = f"第 {number + 1} 条：这一句前面已经有一条"
                hint = f"请只留一条，删去这一条或第 {places[key].line} 行的那一条"
                problems.append(TextProblem("D35", place, message, hint))
            entries[key], places[key] = found, place
        return cls(entries, places, tuple(waivers), tuple(problems), frozenset(tried))


def reviews_of(content: Content) -> Reviews:
    """The reviews in the file beside the content folder."""
    return Reviews.read(content.root.parent / REVIEWS)


def reviewed_keys(content: Content) -> frozenset[tuple[str, str]]:
    """(record or page, sentence) of all reviewed sentences, including invalid entries, which have their own problem."""
    docs = content.settings.docs
    both = reviews_of(content), Reviews.read(docs.resolve().parent / REVIEWS) if docs else Reviews()
    return frozenset(both[0].tried.union(*(one.entries for one in both)))


_SAMPLE = {"record": "news/2026/ye-ke", "sentence": "……", "verdict": "不指任何人", "by": "宣传科", "date": "2026-11-28"}


def _unusable(place: Place, message: str, hint: str) -> Reviews:
    return Reviews(problems=(TextProblem("D35", place, message, hint),), readable=False)


def _problem(document: Document, number: int, item: Any, model: type[BaseModel], error: ValidationError) -> TextProblem:
    """The problem of an invalid entry, with the corrected entry in its hint."""
    first = error.errors()[0]
    _, message, hint = explain_error(first, model)
    wrong = {details["loc"][0] for details in error.errors() if details["loc"]}
    given = item if isinstance(item, dict) else {}
    fields = {name: info for name, info in model.model_fields.items() if name in given or info.is_required()}
    asked = {name: f"（{info.description}）" for name, info in fields.items() if name in wrong or name not in given}
    said = {name: asked.get(name) or str(given[name]) for name in fields}
    place = document.place(("reviews", number, *first["loc"]))
    hint = f"{hint}；" if hint and first["type"] in {"incomplete", "date", "enum"} else ""
    return TextProblem("D35", place, f"第 {number + 1} 条：{message}", f"{hint}整条写成 - {redact(_flow(said))}")
