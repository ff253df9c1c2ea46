"""Rules about personal data: what may stand nowhere, whoever wrote it (PIPL arts. 4, 28; research §1.4, §4)."""

import re
from collections.abc import Iterator
from itertools import pairwise, permutations

from scripts.checks import texts
from scripts.checks.each import shared
from scripts.load.content import Content
from scripts.privacy.detectors import find
from scripts.privacy.detectors.identities import apart, is_identity
from scripts.privacy.detectors.mobiles import MOBILE
from scripts.privacy.detectors.plain import Plain, SpanProblem
from scripts.problems import Loc, Problem
from scripts.problems.excerpts import masked
from scripts.records.base import Record
from scripts.records.exhibitions import Panel, Section
from scripts.records.parts import Contact

_FOLDED = re.compile(r">[+-]?$", re.MULTILINE)
_END = re.compile(r"(?<![\d-])\d(?:[ -]?\d){2,16}\Z", re.ASCII)
_START = re.compile(r"\d(?:[ -]?\d){2,16}[xX]?(?![\d-])", re.ASCII)
_PIECE = re.compile(r"\d{3}")
_GAPS = re.compile("[ -]")
_NEAR = 40
_MOST = 50
"""How many fields of a record are tried with each other: a contact has five."""


def declared(content: Content) -> frozenset[str]:
    """The duty mobiles of offices that the published records declare; what a draft declares holds for itself alone."""
    return shared(content, _declared, frozenset)


def _declared(content: Content) -> list[str]:
    return sorted(_mobiles(*(one for one in content.records.values() if one.is_published)))


def _mobiles(*records: Record) -> frozenset[str]:
    contacts = (part for record in records for _, part in texts.parts(record, Contact))
    return frozenset(contact.duty_mobile for contact in contacts if contact.duty_mobile)


def none_in_records(content: Content) -> Iterator[Problem]:
    """No number of an identity card, mobile or bank card, and none with a label, in a record, comments included."""
    published = declared(content)
    for file, record in [(file, one) for one in content.records.values() for file in one.files]:
        may = published if record.is_published else published | _mobiles(record)
        text, name = texts.raw(content, file), texts.file_of(content, file)
        found = list(find(text, may))
        for one in found:
            yield texts.in_text(name, text, one.start, one.end, one.code, one.message, _cure(record, one))
        if "\\" in text or _FOLDED.search(text):
            yield from _folded(content, record, may, {one.message for one in found})


def _folded(content: Content, record: Record, may: frozenset[str], told: set[str]) -> Iterator[Problem]:
    """What only shows once YAML's escapes and folded lines are resolved, and was not ``told`` already."""
    for loc, value in texts.strings(record):
        for one in find(value, may):
            if one.message not in told:
                yield content.problem(record, loc, one.code, one.message, _cure(record, one))


def none_split_over_fields(content: Content) -> Iterator[Problem]:
    """No mobile or identity number begins in one field and ends in another of the same part, or in the next field."""
    published = declared(content)
    for record in content.records.values():
        may = published | _mobiles(record)
        values = [(loc, Plain(value).digits.strip()) for loc, value in texts.strings(record)]
        found = [*_joined(values), *_halves(values)]
        for loc, digits in dict.fromkeys(found):
            if not is_identity(digits) and (digits in may or not MOBILE.fullmatch(digits)):
                continue
            code = "D03" if len(digits) == len("13800138000") else "D01"
            message = f"两个字段合起来是一个号码（{masked(digits)}）"
            yield content.problem(record, loc, code, message, "请删去：分开写的号码也不公开")


def _joined(values: list[tuple[Loc, str]]) -> Iterator[tuple[Loc, str]]:
    """The digits at the end of one field with those of the next, and of as many more as nothing but digits lies between;
    and of any two fields of a part that are nothing but digits. With the place of the first."""
    for place, (loc, value) in enumerate(values):
        digits = _GAPS.sub("", found[0]) if (found := _END.search(value[-_NEAR:])) else ""
        for _, after in values[place + 1 : place + 4] if digits else ():
            if not (begins := _START.match(after)):
                break
            digits += _GAPS.sub("", begins[0]).upper()
            yield loc, digits
            if begins.end() < len(after):
                break
    bare = [(loc, _GAPS.sub("", value).upper()) for loc, value in values if _START.fullmatch(value)]
    for (loc, first), (other, second) in permutations(bare[:_MOST], 2):
        if other[: len(loc) - 1] == loc[:-1]:
            yield loc, first + second


def _halves(values: list[tuple[Loc, str]]) -> Iterator[tuple[Loc, str]]:
    """An identity number of which the first half ends in one field and the second stands in the next, whatever is between:
    its check digit makes it certain."""
    for (loc, value), (_, after) in pairwise(values):
        first = value[-_NEAR:]
        both = f"{first}\n{after[:_NEAR]}"
        for one in apart(both) if _PIECE.search(first) else ():
            if one.start < len(first) < one.end:
                yield loc, "".join(re.findall(r"\d|[xX]$", both[one.start : one.end])).upper()


def _cure(record: Record, one: SpanProblem) -> str:
    """The cure; it names the field for duty mobiles only where the record's type has one."""
    duty = one.code == "D03" and "contact" in type(record).model_fields
    return f"{one.hint}；单位公用的值班手机写在 contact 的 duty_mobile 里" if duty else one.hint


def none_in_names(content: Content) -> Iterator[Problem]:
    """No personal data in the name of a file, in an old address or in the id of a panel: all become addresses."""
    for name in sorted({*content.files, *(file for record in content.records.values() for file in record.files)}):
        for one in in_address(name):
            message = one.message.replace("这里", "文件名里")
            yield Problem(texts.file_of(content, name), 1, 1, one.code, message, "请给文件换一个名字")
    for record in content.records.values():
        ids = [((*loc, "id"), part.id) for kind in (Section, Panel) for loc, part in texts.parts(record, kind)]
        for loc, address in [*ids, *((("aliases", place), alias) for place, alias in enumerate(record.aliases))]:
            for one in in_address(address):
                message = one.message.replace("这里", "地址里")
                yield content.problem(record, loc, one.code, message, "请换一个不含号码的地址")


def in_address(name: str) -> Iterator[SpanProblem]:
    """What stands in a path, its hyphens, dots and slashes read as spaces."""
    return find(re.sub(r"[-_/.]", " ", name))
