"""The editors' reference: every field of every record type, made from the models."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_origin

from jinja2 import Environment
from pydantic import BaseModel

from scripts.records import TYPES
from scripts.records.vocabularies import Vocabulary
from scripts.render.values import Page, address_of


@dataclass(frozen=True)
class Field:
    """One field as the reference shows it."""

    name: str
    description: str
    required: bool
    example: str
    words: tuple[str, ...]
    parts: tuple["Field", ...]
    many: bool


def field_pages(templates: Environment) -> Iterator[Page]:
    """One page a record type, at handbook/fields/<folder>."""
    template = templates.get_template("_fields.md.j2")
    for folder, kind in TYPES.items():
        path = f"handbook/fields/{folder}.md"
        text = template.render(here=address_of(path), kind=kind, folder=folder, fields=fields_of(kind))
        yield Page.of(path, text)


def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model in the order they are declared, with the fields of their parts."""
    found = []
    for name, info in model.model_fields.items():
        example = info.examples[0] if info.examples else ""
        inner = list(_classes(info.annotation))
        words = tuple(word.label for kind in inner if issubclass(kind, Vocabulary) for word in kind)
        parts = tuple(part for kind in inner if issubclass(kind, BaseModel) for part in fields_of(kind))
        many = get_origin(info.annotation) is tuple
        found.append(
            Field(info.alias or name, info.description or "", info.is_required(), str(example), words, parts, many)
        )
    return tuple(found)


def _classes(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel | Vocabulary):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _classes(inner)
