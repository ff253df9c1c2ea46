"""One walker over the fields of a record: every string and every part in it, with its place."""

import posixpath
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from scripts.problems import Loc
from scripts.records.base import Image, Record
from scripts.records.exhibitions import Audio

P = TypeVar("P", bound=BaseModel)


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


RICH = frozenset({"body", "text", "intro", "more", "label", "description", "transcript"})
"""The fields of several lines; all others hold one line."""


def rich(record: Record) -> Iterator[tuple[Loc, str]]:
    """Every text of several lines of a record, with its place."""
    return ((loc, value) for loc, value in strings(record) if loc[-1] in RICH)


def with_texts(part: P, change: Callable[[str], str]) -> P:
    """A copy of the part in which each text of several lines is what ``change`` makes of it."""

    def changed(key: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(changed(key, item) for item in value)
        if isinstance(value, BaseModel):
            return with_texts(value, change)
        return change(value) if type(value) is str and key in RICH else value

    fields = {name: changed(key, getattr(part, name)) for name, key in _keys(type(part))}
    return part.changed(**fields) if isinstance(part, Record) else part.model_copy(update=fields)


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


def files_of(part: BaseModel) -> Iterator[tuple[Loc, Image | Audio]]:
    """Every picture and sound a record, or a part of one, names, with its place; with errors it may name none."""
    return (((*loc, "file"), item) for loc, item in _parts(part, ()) if isinstance(item, Image | Audio) and item.file)


def path_of(record: Record, file: str) -> str:
    """A file a record names, relative to the content folder; starts with ``..`` when it leaves the folder."""
    return posixpath.normpath(posixpath.join(str(record.home), file))


@cache
def _keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())
