"""The editors' reference: every field of every record type, made from the models."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from pydantic import BaseModel

from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.fields import Field, fields
from scripts.render.values import Page

EXAMPLES = Path(__file__).parent / "templates" / "examples"
"""A content tree of invented records, which can be published as it is: the first of a type is shown with its fields."""


def field_pages(templates: Environment) -> Iterator[Page]:
    """One page a record type, at handbook/fields/<folder>."""
    for folder, kind in TYPES.items():
        path = f"handbook/fields/{folder}.md"
        example = next((file.read_text(encoding="utf-8") for file in sorted((EXAMPLES / folder).rglob("*.yml"))), "")
        values = {"kind": kind, "folder": folder, "fields": fields_of(kind), "example": example}
        yield Page.of(path, templates, "_fields.md.j2", **values)


def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model as declared; what every record has comes after a type's own."""
    common = Record.model_fields.keys() - {"title"} if issubclass(model, Record) else set()
    return tuple(sorted(fields(model), key=lambda field: field.name in common))
