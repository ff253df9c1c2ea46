"""The texts of a record, found by the types of its fields: a new record type needs nothing here."""

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from scripts.records.base import Citation, Record, Rights
from scripts.records.fields import fields
from scripts.records.opening_hours import Hours
from scripts.records.parts import LegalBasis, Member, Occasion, Size
from scripts.records.recurring import Recurrence
from scripts.records.statistics import Count
from scripts.records.values import Quantity
from scripts.records.vocabularies import Vocabulary
from scripts.records.walk import parts
from scripts.render.markdown import strip_markdown
from scripts.render.views import occasion

NOT_TEXT = frozenset(
    {"title", "name", "pinyin", "status", "aliases", "tags", "sample", "file", "id", "credit", "url", "homepage"}
    | {"outcome", "original_url", "phone", "code", "licence", "reference"}
)
"""Fields that are said elsewhere in a document, or are no text a reader looks for."""
SILENT = (Citation, Rights, LegalBasis, Size, Count)
"""Parts that hold nothing to be found: rights, folders, and the reasons why a person may be named."""
FIRST = ("deed", "summary", "quote", "body")
"""Texts that stand before the others; the rest follows as the record declares it."""


def passages(record: Record, skip: set[str]) -> list[str]:
    """The record's texts as plain lines, ``FIRST`` first; fields named in ``skip`` left out."""
    values = [getattr(record, name, None) or "" for name in FIRST]
    texts = [strip_markdown(str(value)) for value in values]
    return texts + list(_texts(record, skip | set(FIRST)))


def people(record: Record) -> list[str]:
    """The names of the people a record speaks of, in the order they come."""
    return [member.name for _, member in parts(record, Member)]


def _texts(part: BaseModel, skip: set[str]) -> Iterator[str]:
    for name in _fields(type(part)):
        if name not in skip:
            for value in _each(getattr(part, name)):
                if isinstance(value, Vocabulary):
                    yield value.label
                elif isinstance(value, str):
                    yield strip_markdown(value)
                elif isinstance(value, Quantity):
                    yield str(value)
                elif isinstance(value, Occasion):
                    yield occasion(value)
                elif isinstance(value, Recurrence):
                    yield value.zh
                elif isinstance(value, Hours):  # each of its days, or nobody finds 周三 in 周一至周五
                    yield f"{'、'.join(day.label for day in value.days)}开门 {value.clock}"
                elif isinstance(value, BaseModel) and not isinstance(value, SILENT):
                    title = getattr(value, "title", None) or getattr(value, "name", None)
                    yield from (title,) if title else ()
                    yield from _texts(value, set())


def _each(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that may hold text: relations and ``NOT_TEXT`` left out."""
    return tuple(field.name for field in fields(model) if field.name not in NOT_TEXT and not field.relation)
