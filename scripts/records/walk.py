"""One walker over the fields of a record: every value with its place, and copies with other values."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from scripts.problems import Loc
from scripts.records.base import Image, Record
from scripts.records.exhibitions import Audio
from scripts.records.fields import Field, fields
from scripts.records.values import Relation

P = TypeVar("P", bound=BaseModel)
LEFT_OUT = object()
"""Returned by a ``rewritten`` callback to leave a value out of the copy."""


class Value(NamedTuple):
    """A value, or one item of a list, with its place in the record."""

    loc: Loc
    field: Field
    value: Any


def walk(part: BaseModel, loc: Loc = ()) -> Iterator[Value]:
    """Every value of a part, each followed by its own fields if it is a part, in field order."""
    for field in fields(type(part)):
        value: Any = getattr(part, field.name)
        here = (*loc, field.key)
        many = type(value) is tuple
        for place, item in [((*here, at), item) for at, item in enumerate(value)] if many else [(here, value)]:
            yield Value(place, field, item)
            if isinstance(item, BaseModel):
                yield from walk(item, place)


def rewritten(part: P, change: Callable[[Field, Any], Any]) -> P:
    """A copy of the part with ``change`` applied to every value and item, or ``part`` itself if nothing differs.

    A part that ``change`` returns unchanged is rewritten in turn; a ``LEFT_OUT`` item is removed from its list, other
    values become None.
    """
    changed: dict[str, Any] = {}
    for field in fields(type(part)):
        value = getattr(part, field.name)
        many = type(value) is tuple
        old = value if many else (value,)
        new = [_rewritten(field, item, change) for item in old]
        if any(one is not other for one, other in zip(new, old, strict=True)):
            left = tuple(item for item in new if item is not LEFT_OUT)
            changed[field.name] = left if many else left[0] if left else None
    if not changed:
        return part
    return part.with_changes(**changed) if isinstance(part, Record) else part.model_copy(update=changed)


def _rewritten(field: Field, value: Any, change: Callable[[Field, Any], Any]) -> Any:
    new = change(field, value)
    return rewritten(new, change) if isinstance(new, BaseModel) else new


def _all(record: Record) -> tuple[Value, ...]:
    """All values, memoized, since every rule asks for them."""
    return record.memoize(walk, lambda: tuple(walk(record)))


def strings(record: Record) -> list[tuple[Loc, str]]:
    """Every plain string of a record, with its place."""
    return record.memoize(strings, lambda: [(loc, value) for loc, _, value in _all(record) if type(value) is str])


def forget(record: Record) -> None:
    """Drops the memoized values, which take half as much memory as the record."""
    for what in (walk, strings):
        record.forget(what)


def parts(record: Record, kind: type[BaseModel]) -> Iterator[tuple[Loc, Any]]:
    """Every part of a record of class ``kind``, with its place."""
    return ((loc, value) for loc, value in all_parts(record) if isinstance(value, kind))


def all_parts(record: Record) -> list[tuple[Loc, BaseModel]]:
    return record.memoize(
        all_parts, lambda: [(loc, value) for loc, _, value in _all(record) if isinstance(value, BaseModel)]
    )


def files_of(part: BaseModel) -> list[tuple[Loc, Image | Audio]]:
    """Every picture and sound named by a record or a part, with its place; a record with errors may name none."""
    return part.memoize(files_of, lambda: _files(_all(part))) if isinstance(part, Record) else _files(walk(part))


def _files(values: Iterable[Value]) -> list[tuple[Loc, Image | Audio]]:
    return [((*loc, "file"), one) for loc, _, one in values if isinstance(one, Image | Audio) and one.file]


def path_of(record: Record, file: str) -> str:
    """The path of a named file relative to the content folder; starts with ``..`` when outside it."""
    return posixpath.normpath(posixpath.join(str(record.home), file))


class Link(NamedTuple):
    """One relation of one record: ``target`` is ``folder/id`` as written, resolved or not."""

    loc: Loc
    relation: Relation
    target: str


def links(record: Record) -> list[Link]:
    """Every relation of the record, in field order."""

    def found() -> Iterator[tuple[Loc, Relation, str]]:
        return ((loc, field.relation, value) for loc, field, value in _all(record) if field.relation and value)

    return record.memoize(
        links, lambda: [Link(loc, to, f"{to.to}/{value}" if to.to else value) for loc, to, value in found()]
    )
