"""What the rules about text read: the file of a record as written, and every string inside a record."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from scripts.flaws import Place
from scripts.load import Content
from scripts.problems import Loc, Problem
from scripts.records.base import Record


def raw(content: Content, file: str) -> str:
    """The text of a record's file, comments and all."""
    return (content.root / file).read_text(encoding="utf-8-sig", errors="replace")


def place_of(text: str, offset: int, length: int = 1) -> Place:
    """Line and column of a character of ``text``."""
    line = text.count("\n", 0, offset)
    return Place(line + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1, max(1, length))


def problem_in(file: str, place: Place, code: str, message: str, hint: str) -> Problem:
    return Problem(file, place.line, place.column, code, message, hint, place.length)


def file_of(content: Content, name: str) -> str:
    """A path below the content folder as problems name it."""
    return f"{content.root.name}/{name}"


def in_value(content: Content, record: Record, loc: Loc, snippet: str, code: str, message: str, hint: str) -> Problem:
    """A problem at ``snippet`` inside the value at ``loc``: on its own line when the file shows it as it is."""
    found = content.problem(record, loc, code, message, hint)
    text = raw(content, record.written(loc)[0])
    start = sum(len(line) for line in text.splitlines(keepends=True)[: found.line - 1])
    first = snippet.split("\n")[0]
    offset = text.find(first, start) if first else -1
    if offset < 0:
        return found
    return problem_in(found.file, place_of(text, offset, len(first)), code, message, hint)


def strings(record: Record) -> list[tuple[Loc, str]]:
    """Every plain string of a record, with its place."""
    return record.once("strings", lambda: list(_strings(record, ())))


def _strings(part: BaseModel, loc: Loc) -> Iterator[tuple[Loc, str]]:
    for name, key in _keys(type(part)):
        value: Any = getattr(part, name)
        if type(value) is str:
            yield (*loc, key), value
        elif type(value) is tuple:
            for place, item in enumerate(value):
                if type(item) is str:
                    yield (*loc, key, place), item
                elif isinstance(item, BaseModel):
                    yield from _strings(item, (*loc, key, place))
        elif isinstance(value, BaseModel):
            yield from _strings(value, (*loc, key))


RICH = frozenset({"body", "text", "intro", "more", "label", "transcript"})
"""The fields of several lines; all others hold one line."""


def rich(record: Record) -> Iterator[tuple[Loc, str]]:
    """Every text of several lines of a record, with its place."""
    return ((loc, value) for loc, value in strings(record) if loc[-1] in RICH)


def parts(record: Record, kind: type[BaseModel]) -> Iterator[tuple[Loc, Any]]:
    """Every part of a record that is a ``kind``, with its place."""
    return (
        (loc, part) for loc, part in record.once("parts", lambda: list(_parts(record, ()))) if isinstance(part, kind)
    )


def _parts(part: BaseModel, loc: Loc) -> Iterator[tuple[Loc, BaseModel]]:
    for name, key in _keys(type(part)):
        value: Any = getattr(part, name)
        items = enumerate(value) if type(value) is tuple else [(-1, value)]
        for place, item in items:
            if isinstance(item, BaseModel):
                here = (*loc, key) if place < 0 else (*loc, key, place)
                yield here, item
                yield from _parts(item, here)


@cache
def _keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())
