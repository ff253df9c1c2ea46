"""Where in a record a problem stands: from its line and column back to the field."""

import re
from typing import Any

from pydantic import BaseModel

from scripts.editing.writer import order
from scripts.load.yaml_reader import Document
from scripts.problems import Loc, Problem
from scripts.records.fields import inner_model

_MISSING = re.compile(r"(?:缺少必填字段|必填字段还没有填：)“(\w+)”（(.+)）")


def missing(problem: Problem) -> tuple[str, str] | None:
    """The field that a problem says is missing, by its name in YAML and in Chinese; None for any other problem."""
    match = _MISSING.match(problem.message) if problem.code == "F02" else None
    return (match[1], match[2]) if match else None


def located(document: Document, problem: Problem, model: type[BaseModel]) -> list[Loc]:
    """The place of a problem in a record of ``model``, the likeliest first; empty when it belongs to none.

    A missing field is told at the part it is missing from, which may begin with another field: it stands in what is told
    of, if that is a part, or beside it. What is wrong within a text is at the last field or item that begins before it.
    """
    tables = (document.values, document.keys)
    found = (((place.line, place.column), loc) for table in tables for loc, place in table.items())
    places = sorted(found, key=lambda one: one[0])  # of a part and its first field, which begin alike, the field
    before = [one for one in places if one[0] <= (problem.line, problem.column)]
    at, loc = before[-1] if before else ((0, 0), ())
    if field := missing(problem):
        loc = loc if at == (problem.line, problem.column) else ()
        near = [(*loc, field[0]), (*loc[:-1], field[0])]
        near = near if isinstance(_value(document.value, loc), dict) else near[::-1]
        return [one for one in near if _is_field(model, one)]
    return [loc] if loc and (at[0] == problem.line or len(loc) == 1) else []


def _value(value: Any, loc: Loc) -> Any:
    """What stands at a place; None for one that was written twice and dropped."""
    try:
        for step in loc:
            value = value[step]
    except (KeyError, IndexError, TypeError):
        return None
    return value


def _is_field(model: type[BaseModel] | None, loc: Loc) -> bool:
    *way, last = (step for step in loc if isinstance(step, str))
    for step in way:
        model = inner_model(model, step)
    return model is not None and last in order(model)
