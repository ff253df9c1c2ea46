"""One walker over the fields of a record: every value in it with its place, and copies with other values."""

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
RICH = frozenset({"body", "text", "intro", "more", "label", "description", "transcript"})
"""The fields of several lines; all others hold one line."""
LEFT_OUT = object()
"""What ``rewritten`` is told of a value that the copy shall not have."""


class Value(NamedTuple):
    """A value, or one item of a list, with its place in the record."""

    loc: Loc
    field: Field
    value: Any


def walk(part: BaseModel, loc: Loc = ()) -> Iterator[Value]:
    """Every value of a part, each followed by those of the part it is, in the order of the fields."""
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

    A part that ``change`` returns as it was is rewritten in turn; what is ``LEFT_OUT`` goes from its list, or is None.
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
    """Every rule asks for them: looked for once."""
    return record.memoize(walk, lambda: tuple(walk(record)))


def strings(record: Record) -> list[tuple[Loc, str]]:
    """Every plain string of a record, with its place."""
    return record.memoize(strings, lambda: [(loc, value) for loc, _, value in _all(record) if type(value) is str])


def forget(record: Record) -> None:
    """Lets go of what was looked for once: it takes half as much memory as the record."""
    for what in (walk, strings):
        record.forget(what)


def rich(record: Record) -> Iterator[tuple[Loc, str]]:
    """Every text of several lines of a record, with its place."""
    return ((loc, value) for loc, value in strings(record) if loc[-1] in RICH)


def parts(record: Record, kind: type[BaseModel]) -> Iterator[tuple[Loc, Any]]:
    """Every part of a record that is a ``kind``, with its place."""
    return ((loc, value) for loc, value in all_parts(record) if isinstance(value, kind))


def all_parts(record: Record) -> list[tuple[Loc, BaseModel]]:
    return record.memoize(
        all_parts, lambda: [(loc, value) for loc, _, value in _all(record) if isinstance(value, BaseModel)]
    )


def files_of(part: BaseModel) -> Iterator[tuple[Loc, Image | Audio]]:
    """Every picture and sound a record, or a part of one, names, with its place; with errors it may name none."""
    return iter(part.memoize(files_of, lambda: _files(_all(part))) if isinstance(part, Record) else _files(walk(part)))


def _files(values: Iterable[Value]) -> list[tuple[Loc, Image | Audio]]:
    return [((*loc, "file"), one) for loc, _, one in values if isinstance(one, Image | Audio) and one.file]


def path_of(record: Record, file: str) -> str:
    """A file a record names, relative to the content folder; starts with ``..`` when it leaves the folder."""
    return posixpath.normpath(posixpath.join(str(record.home), file))


class Link(NamedTuple):
    """One relation of one record: ``target`` is ``folder/id`` as written, resolved or not."""

    loc: Loc
    relation: Relation
    target: str


def links(record: Record) -> list[Link]:
    """Every relation the record states, in the order of its fields."""

    def found() -> Iterator[tuple[Loc, Relation, str]]:
        return ((loc, field.relation, value) for loc, field, value in _all(record) if field.relation and value)

    return record.memoize(
        links, lambda: [Link(loc, to, f"{to.to}/{value}" if to.to else value) for loc, to, value in found()]
    )
