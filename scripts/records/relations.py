"""Finds, for a record type, every field that names another record; and reads the ids out of a record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scripts.problems import Loc
from scripts.records.base import Record
from scripts.records.values import Relation

P = TypeVar("P", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Link:
    """One relation of one record: ``target`` is ``folder/id`` as written, resolved or not."""

    loc: Loc
    relation: Relation
    target: str


def links(record: Record) -> Iterator[Link]:
    """Every relation the record states, in the order of its fields."""
    yield from _walk(record, ())


def _walk(part: BaseModel, loc: Loc) -> Iterator[Link]:
    for name, (key, relation) in _fields(type(part)).items():
        value = getattr(part, name)
        if value is None or value == ():
            continue
        many = isinstance(value, tuple)
        for place, item in enumerate(value if many else (value,)):
            here = (*loc, key, place) if many else (*loc, key)
            if relation is not None and item:
                yield Link(here, relation, f"{relation.to}/{item}" if relation.to else item)
            elif isinstance(item, BaseModel):
                yield from _walk(item, here)


def with_targets(part: P, choose: Callable[[str, str], str]) -> P:
    """A copy of the part in which each relation, given as folder and id as written, is what ``choose`` makes of it."""
    fields: dict[str, Any] = {}
    for name, (_, relation) in _fields(type(part)).items():
        value = getattr(part, name)
        items = value if isinstance(value, tuple) else (value,)
        chosen = tuple(
            choose(relation.to, item)
            if relation is not None and item
            else with_targets(item, choose)
            if isinstance(item, BaseModel)
            else item
            for item in items
        )
        fields[name] = chosen if isinstance(value, tuple) else chosen[0]
    return part.changed(**fields) if isinstance(part, Record) else part.model_copy(update=fields)


def is_relation(field: FieldInfo) -> bool:
    """Does this field hold the id of another record?"""
    return _look(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)[0] is not None


@cache
def _fields(model: type[BaseModel]) -> dict[str, tuple[str, Relation | None]]:
    """Attribute → (YAML key, its Relation or None), for fields that hold relations or parts with relations."""
    found: dict[str, tuple[str, Relation | None]] = {}
    for name, field in model.model_fields.items():
        annotation = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        relation, holds_part = _look(annotation)
        if relation or holds_part:
            found[name] = (field.alias or name, relation)
    return found


def _look(annotation: Any) -> tuple[Relation | None, bool]:
    """The Relation inside a type annotation, and whether a part with relations of its own is inside."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        relation = next((mark for mark in marks if isinstance(mark, Relation)), None)
        return (relation, False) if relation else _look(inner)
    if get_origin(annotation) in (Union, UnionType, tuple):
        looks = [_look(inner) for inner in get_args(annotation) if inner not in (Ellipsis, type(None))]
        return next((relation for relation, _ in looks if relation), None), any(part for _, part in looks)
    return None, isinstance(annotation, type) and issubclass(annotation, BaseModel) and bool(_fields(annotation))
