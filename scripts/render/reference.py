"""The editors' reference: every field of every record type, made from the models."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_origin

from jinja2 import Environment
from pydantic import BaseModel

from scripts.load.field_names import label
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.vocabularies import Vocabulary
from scripts.records.walk import types_in
from scripts.render.values import Page

EXAMPLES = Path(__file__).parent / "templates" / "examples"
"""A content tree of invented records, which can be published as it is: the first of a type is shown with its fields."""


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

    @property
    def label(self) -> str:
        """Its first words: 标题 of 标题，写全称."""
        return label(self.description)


def field_pages(templates: Environment) -> Iterator[Page]:
    """One page a record type, at handbook/fields/<folder>."""
    template = templates.get_template("_fields.md.j2")
    for folder, kind in TYPES.items():
        path = f"handbook/fields/{folder}.md"
        example = next((file.read_text(encoding="utf-8") for file in sorted((EXAMPLES / folder).rglob("*.yml"))), "")
        yield Page.of(path, template, kind=kind, folder=folder, fields=fields_of(kind), example=example)


def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model as declared, with those of their parts; what every record has comes after a type's own."""
    found = []
    common = set(Record.model_fields) - {"title"} if issubclass(model, Record) else set()
    for name, info in sorted(model.model_fields.items(), key=lambda field: field[0] in common):
        example = str(info.examples[0]).replace("'", "") if info.examples else ""  # a list as YAML has it
        words = tuple(word.label for kind in types_in(info.annotation, Vocabulary) for word in kind)
        parts = tuple(part for kind in types_in(info.annotation, BaseModel) for part in fields_of(kind))
        many = get_origin(info.annotation) is tuple
        found.append(Field(info.alias or name, info.description or "", info.is_required(), example, words, parts, many))
    return tuple(found)
