"""Formats a record's file: fields in the handbook's order, quotes around values that another YAML reader would not read
as text."""

import re
from typing import Any

import yaml
from pydantic import BaseModel

from scripts.editing.emit import scalar
from scripts.editing.writer import MARK, field_order, normalized, read_values
from scripts.load.field_names import read_fields
from scripts.load.yaml_reader import ABSENT

_SAME = re.compile(r"[1-9][0-9]{0,14}|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|true|false")
"""Plain numbers, dates and booleans: every YAML reader gives them back as written, so quoting them would change nearly
every file for nothing."""


def format_text(text: str, model: type[BaseModel]) -> str:
    """The file with its fields in order, each with the comments above it; values stay the same. Raises EditError."""
    document = read_values(text, model)
    lines = [line.rstrip() for line in _quoted(text.removeprefix(MARK).replace("\r\n", "\n")).rstrip().split("\n")]
    starts = sorted((place.line - 1, str(loc[0])) for loc, place in document.keys.items() if len(loc) == 1)
    if len({line for line, _ in starts}) < len(starts):
        return text  # a record in braces
    marks = [_above(lines, line) for line, _ in starts]
    marks[0] = _head(lines, starts[0][0])
    ends = [*marks[1:], len(lines)]
    chunks = {name: lines[mark:end] for (_, name), mark, end in zip(starts, marks, ends, strict=True)}
    known = [name for name in field_order(model) if name in chunks]
    ordered = [*known, *(name for name in chunks if name not in known)]
    new = "\n".join([*lines[: marks[0]], *(line for name in ordered for line in chunks[name])]).strip("\n") + "\n"
    return new if normalized(read_fields(new, model).value) == normalized(document.value) else text


def _above(lines: list[str], line: int) -> int:
    """The first of the comment lines directly above a line."""
    while line and lines[line - 1].startswith("#"):
        line -= 1
    return line


def _head(lines: list[str], line: int) -> int:
    """The line of the first field, after leading comments that end with an empty line: those stay at the top."""
    return next((at + 1 for at in range(line - 1, -1, -1) if not lines[at]), 0) if line else 0


def _quoted(text: str) -> str:
    """The text with quotes around plain values that another reader would not take for text: 9:30, 007, no."""
    pieces, at = [], 0
    for node in _values(yaml.compose(text, Loader=yaml.CBaseLoader)):
        left = node.style or "\n" in node.value or node.value in ABSENT or _SAME.fullmatch(node.value)
        if not left:
            pieces += [text[at : node.start_mark.index], scalar(node.value)]
            at = node.end_mark.index
    return "".join([*pieces, text[at:]])


def _values(node: Any) -> list[Any]:
    """Every text value, in file order."""
    if isinstance(node, yaml.MappingNode):
        return [inner for _, value in node.value for inner in _values(value)]
    if isinstance(node, yaml.SequenceNode):
        return [inner for value in node.value for inner in _values(value)]
    return [node]
