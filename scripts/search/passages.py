"""The searchable texts of a record, derived from its fields' types: a new record type needs nothing here."""

from collections.abc import Iterator
from functools import cache
from itertools import chain

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

SILENT = (Citation, Rights, LegalBasis, Size, Count)
"""Parts without searchable text: rights, folders, and the legal basis for naming a person."""
FIRST = ("deed", "summary", "quote", "body")
"""Fields whose texts come first; the others follow in declared order."""
NAMES = ("also_known_as", "former_names", "original_title")
"""Fields that hold other names of the record itself."""
NOT_TEXT = frozenset(
    {"title", "name", "pinyin", "status", "aliases", "sample", "file", "id", "credit", "url", "homepage"}
    | {"outcome", "original_url", "phone", "code", "licence", "reference", *FIRST, *NAMES}
)
"""Fields that are elsewhere in the document, or are not searched for."""


def passages(record: Record) -> Iterator[str]:
    """The record's texts as plain lines, ``FIRST`` first."""
    first = (strip_markdown(str(record.optional(name) or "")) for name in FIRST)
    return filter(None, chain(first, _texts(record)))


def people(record: Record) -> list[str]:
    """The names of the people a record mentions, in order."""
    return [member.name for _, member in parts(record, Member)]


def _texts(part: BaseModel) -> Iterator[str]:
    for name in _fields(type(part)):
        found = getattr(part, name)
        for value in found if isinstance(found, tuple) else (found,):
            if isinstance(value, Vocabulary):
                yield value.label
            elif isinstance(value, str):
                yield strip_markdown(value)
            elif isinstance(value, Quantity):
                yield str(value)
            elif isinstance(value, Occasion):
                yield occasion(value) + (f"（{value.outcome.label}）" if value.outcome and not value.held else "")
            elif isinstance(value, Recurrence):
                yield value.zh
            elif isinstance(value, Hours):  # every day by name, so that 周三 is found in 周一至周五
                yield f"{'、'.join(day.label for day in value.days)}开门 {value.clock}"
            elif isinstance(value, BaseModel) and not isinstance(value, SILENT):
                yield getattr(value, "title", None) or getattr(value, "name", None) or ""
                yield from _texts(value)


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that may hold text: all but relations and ``NOT_TEXT``."""
    return tuple(field.name for field in fields(model) if field.name not in NOT_TEXT and not field.relation)
