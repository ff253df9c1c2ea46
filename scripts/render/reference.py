"""The reference of each record type's fields, made from its model: a handbook page, and a JSON Schema for text editors.

A schema accepts everything the handbook allows. The check accepts more names of fields (Title, 讲堂名称) and also has rules
across fields and records.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from jinja2 import Environment
from pydantic import BaseModel, BeforeValidator

from scripts.load.field_names import by_label
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.fields import Field, fields
from scripts.render.values import Page

EXAMPLES = Path(__file__).parent / "templates" / "examples"
"""A valid content tree of invented records; a type's page shows its first one."""
DIALECT = "http://json-schema.org/draft-07/schema#"
FOLDER = "handbook/schema"
Schema = dict[str, Any]
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
"""Any text: the loader reads 2026 and true as texts too."""
_NULL: Schema = {"type": "null"}
_YES_NO: Schema = {
    "anyOf": [
        {"enum": [True, False, "是", "否"]},
        {"type": ["number", "string"], "pattern": r"^\s*([A-Za-z]{1,5}|[01]|对|示例|是|否|不是)\s*$"},
    ]
}
"""The enum is offered for completion; others are accepted: yes, On, 0."""


def field_pages(templates: Environment) -> Iterator[Page]:
    """One page for each record type, at handbook/fields/<folder>."""
    for folder, kind in TYPES.items():
        path = f"handbook/fields/{folder}.md"
        example = next((file.read_text(encoding="utf-8") for file in sorted((EXAMPLES / folder).rglob("*.yml"))), "")
        values = {"kind": kind, "folder": folder, "fields": fields_of(kind), "example": example}
        yield Page.of(path, templates, "_fields.md.j2", **values)


def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model as declared, a type's own before those of all records."""
    common = Record.model_fields.keys() - {"title"} if issubclass(model, Record) else set()
    return tuple(sorted(fields(model), key=lambda field: field.name in common))


def schema_files() -> Iterator[Page]:
    """One file for each type; for types split into several files one more, which accepts records and parts."""
    for folder, kind in TYPES.items():
        yield _file(folder, schema_of(kind))
        if kind.split:
            yield _file(f"{folder}-parts", schema_of(kind, kind.part_model()))


def schema_of(kind: type[Record], part: type[BaseModel] | None = None) -> Schema:
    """The schema of a record; with ``part``, of a file with a record or one of its parts."""
    definitions: dict[str, Schema] = {}
    _define(kind, definitions)
    whole: Schema = {"$ref": f"#/definitions/{kind.__name__}"}
    if part is not None:
        _define(part, definitions)
        own = definitions[part.__name__]
        whole = {"anyOf": [whole, own | {"allOf": [one for one in own["allOf"] if '"id"' not in json.dumps(one)]}]}
    return {"$schema": DIALECT, "title": kind.label, **whole, "definitions": definitions}


def _file(name: str, schema: Schema) -> Page:
    return Page(f"{FOLDER}/{name}.json", json.dumps(schema, ensure_ascii=False, separators=(",", ":")) + "\n")


def _define(model: type[BaseModel], found: dict[str, Schema]) -> None:
    """Adds a model's definition: each field under its English and Chinese names, no others allowed."""
    if model.__name__ in found:
        return
    found[model.__name__] = {}
    properties: dict[str, Schema] = {}
    needed = []
    for field in fields(model):
        schema, examples = _field(field, found), field.info.examples
        chinese = [word for word, key in by_label(model).items() if key == field.key]
        example = f"，例：{examples[0]}" if examples else ""
        said = {"title": field.label, "description": f"{field.description}{example}"}
        properties[field.key] = said | ({"examples": examples} if examples else {}) | schema
        properties |= {word: {"description": f"就是 {field.key}", **schema} for word in chinese}
        if field.required:
            needed.append({"anyOf": [{"required": [name]} for name in (field.key, *chinese)]})
    if issubclass(model, Record):
        properties |= {"id": _SCALAR, "slug": _SCALAR}
    found[model.__name__] = {"type": "object", "properties": properties, "additionalProperties": False, "allOf": needed}


def _field(field: Field, found: dict[str, Schema]) -> Schema:
    """The schema of a field: one value or a list, null if optional."""
    item = _one(field, found)
    forms = [item]
    if field.many:
        forms = [{"type": "array", "items": {"anyOf": [item, _NULL]}}]
        if any(isinstance(mark, BeforeValidator) for mark in field.info.metadata):
            forms += [_SCALAR, item]
    return {"anyOf": [*forms, _NULL]} if not field.required or len(forms) > 1 else forms[0]


def _one(field: Field, found: dict[str, Schema]) -> Schema:
    if field.part:
        _define(field.part, found)
        reference: Schema = {"$ref": f"#/definitions/{field.part.__name__}"}
        return {"anyOf": [reference, _SCALAR]} if _reads_words(field.part) else reference
    if members := field.vocabulary:  # Chinese words first, then codes and former words
        former = (word for one in members for word in one.former)
        return {"enum": [*field.words, *map(str, members), *former]}
    types = (field.info.annotation, *get_args(field.info.annotation))
    if bool in types:
        return _YES_NO
    if any(get_origin(inner) is dict for inner in types):
        return {"type": "object"}
    return {**_SCALAR, **dict(_bounds(field))}


def _bounds(field: Field) -> Iterator[tuple[str, int | str]]:
    """A text's length and pattern. The limit has slack of 40 characters, as surrounding space does not count."""
    for mark in field.info.metadata if not field.many else ():
        if longest := getattr(mark, "max_length", None):
            yield "maxLength", longest + 40
        if pattern := getattr(mark, "pattern", None):
            yield "pattern", rf"^\s*({pattern.strip('^$')})\s*$"


@cache
def _reads_words(part: type[BaseModel]) -> bool:
    """Whether a part may be written as one line: ``rights: original``."""
    return any(one.info.mode == "before" for one in part.__pydantic_decorators__.model_validators.values())
