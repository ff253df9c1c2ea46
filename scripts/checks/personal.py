"""Rules about personal data that may not be published anywhere (PIPL arts. 4, 28; research §1.4, §4)."""

import re
from collections.abc import Iterator
from itertools import permutations

from scripts.checks import texts
from scripts.checks.incremental import shared
from scripts.load.content import Content
from scripts.privacy.detectors import find
from scripts.privacy.detectors.plain import Plain, SpanProblem
from scripts.problems import Loc, Problem
from scripts.problems.excerpts import FEWEST
from scripts.records.base import Record
from scripts.records.exhibitions import Panel, Section
from scripts.records.parts import Contact

_FOLDED = re.compile(r">[+-]?$", re.MULTILINE)
_GAPS = re.compile(r"(?<=\d)[ -](?=\d)")
_PIECE = re.compile(r"\d{3}")
_SPLIT = frozenset({"D01", "D03"})
_NEAR = 40
_MOST = 50
"""The most fields of a record that are combined in pairs: a contact has five."""


def duty_mobiles(content: Content) -> frozenset[str]:
    """The offices' duty mobiles in published records; a draft's are allowed only in itself."""
    return shared(content, _declared, frozenset)


def _declared(content: Content) -> list[str]:
    return sorted(_mobiles(*(one for one in content.records.values() if one.is_published)))


def _mobiles(*records: Record) -> frozenset[str]:
    contacts = (part for record in records for _, part in texts.parts(record, Contact))
    return frozenset(contact.duty_mobile for contact in contacts if contact.duty_mobile)


def none_in_records(content: Content) -> Iterator[Problem]:
    """No identity, mobile, bank card or labelled number in a record, including comments."""
    published = duty_mobiles(content)
    for file, record in [(file, one) for one in content.records.values() for file in one.files]:
        may = published if record.is_published else published | _mobiles(record)
        text, name = texts.raw(content, file), texts.file_of(content, file)
        found = list(find(text, may))
        for one in found:
            yield texts.in_text(name, text, one.start, one.end, one.code, one.message, _cure(record, one))
        if "\\" in text or _FOLDED.search(text):
            yield from _in_resolved_values(content, record, may, {one.message for one in found})


def _in_resolved_values(content: Content, record: Record, may: frozenset[str], told: set[str]) -> Iterator[Problem]:
    """Numbers that only appear once YAML's escapes and folded lines are resolved, except those already ``told``."""
    for loc, value in texts.strings(record):
        for one in find(value, may):
            if one.message not in told:
                yield content.problem(record, loc, one.code, one.message, _cure(record, one))


def none_split_over_fields(content: Content) -> Iterator[Problem]:
    """No mobile, identity or bank card number is split over two fields of a part, or over adjacent fields."""
    published = duty_mobiles(content)
    for record in content.records.values():
        may = published | _mobiles(record)
        values = [(loc, _GAPS.sub("", Plain(value).digits.strip())) for loc, value in texts.strings(record)]
        told: dict[tuple[Loc, str], SpanProblem] = {}
        for loc, first, after in _neighbours(values):
            for one in find(first + after, may):
                if one.code in _SPLIT and one.start + FEWEST <= len(first) <= one.end - FEWEST:
                    told.setdefault((loc, one.message), one)
        for (loc, message), one in told.items():
            yield content.problem(record, loc, one.code, f"两个字段合起来看，{message}", "请删去：分开写的号码也不公开")


def _neighbours(values: list[tuple[Loc, str]]) -> Iterator[tuple[Loc, str, str]]:
    """(place, end of a field, start of the next): each field with digits and up to three next ones as long as they are only
    digits; and any two all-digit fields of a part."""
    for place, (loc, value) in enumerate(values):
        first, after = value[-_NEAR:], ""
        for _, other in values[place + 1 : place + 4] if _PIECE.search(first) else ():
            after += other[:_NEAR]
            yield loc, first, after
            if not other.isdigit():
                break
    bare = [(loc, value) for loc, value in values if value[:-1].isdigit()]
    for (loc, first), (other_loc, after) in permutations(bare[:_MOST], 2):
        if other_loc[: len(loc) - 1] == loc[:-1]:
            yield loc, first, after


def _cure(record: Record, one: SpanProblem) -> str:
    """The cure; it mentions ``duty_mobile`` only if the record's type has a contact."""
    duty = one.code == "D03" and "contact" in type(record).model_fields
    return f"{one.hint}；单位公用的值班手机写在 contact 的 duty_mobile 里，那里只写一个号码" if duty else one.hint


def none_in_names(content: Content) -> Iterator[Problem]:
    """No personal data in file names, old addresses and ids of panels, which all become addresses."""
    for name in sorted({*content.files, *(file for record in content.records.values() for file in record.files)}):
        yield from in_file_name(name, texts.file_of(content, name))
    for record in content.records.values():
        ids = [((*loc, "id"), part.id) for kind in (Section, Panel) for loc, part in texts.parts(record, kind)]
        for loc, address in [*ids, *((("aliases", place), alias) for place, alias in enumerate(record.aliases))]:
            for code, message in _in_address(address, "地址里"):
                yield content.problem(record, loc, code, message, "请换一个不含号码的地址")


def in_file_name(name: str, file: str) -> Iterator[Problem]:
    """Personal data in the name of a file, which is ``file`` in problems."""
    for code, message in _in_address(name, "文件名里"):
        yield Problem(file, 1, 1, code, message, "请给文件换一个名字")


def _in_address(name: str, where: str) -> Iterator[tuple[str, str]]:
    """(code, message) of personal data in a path, with separators read as spaces."""
    for one in find(re.sub(r"[-_/.]", " ", name)):
        yield one.code, one.message.replace("这里", where)
