"""Problems worded for forms and sheets: attached to a field, with the field names shown there and without file
lines."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, reduce
from operator import getitem
from typing import Any

from pydantic import BaseModel

from scripts.editing.writer import field_order
from scripts.load.field_errors import filled_with, needed_parts
from scripts.load.yaml_reader import Document
from scripts.problems import Loc, Problem
from scripts.records import TYPES
from scripts.records.fields import Field, fields, fields_by_key, inner_model, model_at

_MISSING = re.compile(r"(?:缺少必填字段|必填字段还没有填：)“(\w+)”（(.+)）")
_PART = re.compile(r"\b([a-z_]+) 的 ([a-z_]+) ?", re.ASCII)
"""A field named together with its part, because another part may have a field of the same name."""
_FOLDER = re.compile(rf" ?content/({'|'.join(TYPES)})/(?!\w) ?")
_TWICE = re.compile(r"(“([^”]+)”)（\2(?:编号)?）")
"""A label followed by itself in brackets, as a YAML name is followed by its label."""
_REVIEWED = re.compile(r"(?:请另一位同事看过，选一个结论|把下面一行填好加进).*", re.DOTALL)
"""The cure for an unreviewed sentence as editors of files see it: a line of reviews.yml."""
_LINE = re.compile(r"删去(“[^”]+”)这一行(?:（或这一项）)?")
_YAML = re.compile(r"，例如“ *- [^”]*”(?:，下一行“[^”]*”)*")
"""An example of several lines of YAML."""
_NAME = re.compile(r"“[^”]*”|(?:- )?(?<![\w/.<-]) ?([a-z]+(?:_[a-z]+)*)(?![\w/.-])(?:(:) ?)? ?", re.ASCII)
"""A word that may be a field name, or a quoted text, in which names stay as they are."""


def missing_field(problem: Problem) -> tuple[str, str] | None:
    """(YAML name, label) of the field a problem reports as missing; None for any other problem."""
    match = _MISSING.match(problem.message) if problem.code == "F02" else None
    return (match[1], match[2]) if match else None


def reworded(problem: Problem, model: type[BaseModel], loc: Loc = ()) -> Problem:
    """The problem worded for a cell or control at ``loc``: fields and types by their labels, no lines to add."""
    if problem.code == "Y26":  # the whole record lacks fields
        return replace(problem, message="什么都还没有填", hint="请先填标着“必填”的")
    message, hint = problem.message, problem.hint
    known = _labels(model, loc)
    if field := missing_field(problem):
        message = f"没有填“{known.get(field[0], field[1])}”"
        declared = fields_by_key(model_at(model, loc[:-1])).get(field[0])
        hint = _filled(declared) if declared else hint
    hint = _YAML.sub("", hint)
    hint = _REVIEWED.sub("“状态”先写草稿，存下来；另一位同事在编辑台的“复核”里看过，再改成发布", hint)
    hint = _PART.sub(lambda one: _in_part(model, one), hint)
    hint = _FOLDER.sub(lambda one: f"“{TYPES[one[1]].label}”", hint)
    hint = _LINE.sub(r"把\1空着", _TWICE.sub(r"\1", _labelled(hint, known)))
    hint = hint.replace("加一行", "填").replace("删去这个字段", "空着")
    return replace(problem, message=_labelled(message, known), hint=hint)


def _filled(field: Field) -> str:
    if field.relation:
        to = field.relation.to
        return f"请写是哪一条{TYPES[to].label if to else '记录'}，写标题或编号"
    parts = "、".join(part.label for part in needed_parts(field) if part.key != "id")  # an id is made from the title
    said = parts or filled_with(field) or field.description.removeprefix(field.label).lstrip("，：")
    return f"请填：{said}" if said else "请照实填上"


def _in_part(model: type[BaseModel], match: re.Match[str]) -> str:
    inner = inner_model(model, match[1])
    name = labels(inner).get(match[2]) if inner else None
    return f"{match[1]} 的“{name}”" if name else match[0]


def _labelled(text: str, known: Mapping[str, str]) -> str:
    def said(match: re.Match[str]) -> str:
        name = known.get(match[1] or "")
        return f"“{name}”{'：' if match[2] else ''}" if name else match[0]

    return _NAME.sub(said, text)


def _labels(model: type[BaseModel], loc: Loc) -> dict[str, str]:
    """Labels by field name; where several parts have a field of that name, the one nearest to ``loc`` wins."""
    near: list[type[BaseModel]] = [model]
    for step in loc:
        if isinstance(step, str) and (inner := inner_model(near[-1], step)):
            near.append(inner)
    models = [*near[::-1]]
    for one in models:  # grows during the loop: parts of parts
        models += [part for name in field_order(one) if (part := inner_model(one, name)) and part not in models]
    return {key: said for one in reversed(models) for key, said in labels(one).items()}


@cache
def labels(model: type[BaseModel]) -> Mapping[str, str]:
    """Labels as shown where nobody types ids: a relation is called by its target, 街道 instead of 街道编号."""
    known = {one.key: one.label for one in fields(model)}
    relations = (one.key for one in fields(model) if one.relation)
    return known | {key: known[key].removesuffix("编号").removesuffix("的") for key in relations}


def candidate_places(document: Document, problem: Problem, model: type[BaseModel]) -> list[Loc]:
    """The places in a record of ``model`` a problem may belong to, the likeliest first; empty when there is none.

    A missing field is reported at the part that lacks it, or at its first field; it belongs into that part, or beside
    it. A problem inside a text belongs to the last field or item that begins before it.
    """
    tables = (document.values, document.keys)
    found = (((place.line, place.column), loc) for table in tables for loc, place in table.items())
    places = sorted(found, key=lambda one: one[0])  # a part before its first field, which begins at the same place
    before = [one for one in places if one[0] <= (problem.line, problem.column)]
    at, loc = before[-1] if before else ((0, 0), ())
    if field := missing_field(problem):
        loc = loc if at == (problem.line, problem.column) else ()
        near = [(*loc, field[0]), (*loc[:-1], field[0])]
        near = near if isinstance(_value(document.value, loc), dict) else near[::-1]
        return [one for one in near if one[-1] in fields_by_key(model_at(model, one[:-1]))]
    return [loc] if loc and (at[0] == problem.line or len(loc) == 1) else []


def _value(value: Any, loc: Loc) -> Any:
    """The value at a place; None for a duplicate that was dropped."""
    try:
        return reduce(getitem, loc, value)
    except (LookupError, TypeError):
        return None
