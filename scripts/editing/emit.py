"""Writes values as YAML in the layout the handbook teaches.

A value is what the loader reads: a text, a list, or the fields of a part.
"""

import re
from collections.abc import Mapping
from typing import Any

WIDTH = 100
"""A list of words up to this many characters long is written on one line."""
_SIGNS = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s=]|.*(?:: | #|:$|\s$)")
"""A text that begins with or contains a YAML indicator."""
_NUMBER = re.compile(
    r"[-+]?\.?[0-9][0-9_.:]*(?:e[-+]?[0-9]+)?|0[xob][0-9a-f_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|[-+]?\.(?:inf|nan)",
    re.IGNORECASE,
)
"""What some YAML reader takes for a number, a time or a date: 007, 9:30, 1_000, 2021-09-01."""
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "<<", "｜", ""}
"""Words that some YAML reader takes for a boolean or null."""


def scalar(text: str, column: int = 0, *, flow: bool = False, quoted: str = "") -> str:
    """One text as YAML. Several lines become a ``|`` block, indented two deeper than ``column``; ``quoted`` is the
    quotation mark to keep."""
    if "\n" in text.strip() and not flow:
        return "|\n" + literal(text, column + 2)
    text = text.strip()
    if not quoted and not _needs_quotes(text, flow):
        return text
    single = quoted == "'" or "\\" in text  # in double quotes a backslash begins an escape
    return "'" + text.replace("'", "''") + "'" if single else '"' + text.replace('"', '\\"') + '"'


def literal(text: str, column: int) -> str:
    """The lines of a block text, indented to a column."""
    lines = text.strip().replace("\r\n", "\n").split("\n")
    return "\n".join(" " * column + line if line.strip() else "" for line in lines)


def _needs_quotes(text: str, flow: bool) -> bool:
    misread = _NUMBER.fullmatch(text) or text.lower() in _WORDS
    return bool(misread or _SIGNS.match(text) or (flow and re.search(r"[,，\[\]{}]", text)))


def entry(name: str, value: Any, column: int) -> str:
    """One field as lines: the first unindented, the others indented."""
    if isinstance(value, str):
        return f"{name}: {scalar(value, column)}"
    if (inline := in_line(value)) and len(inline) <= WIDTH:
        return f"{name}: {inline}"
    return f"{name}:\n{' ' * (column + 2)}{block(value, column + 2)}"


def in_line(value: Any) -> str:
    """A list of words as ``[a, b]``; empty when it does not fit on one line."""
    if not value:
        return "{}" if isinstance(value, Mapping) else "[]"
    if isinstance(value, Mapping) or not all(isinstance(item, str) and "\n" not in item.strip() for item in value):
        return ""
    return f"[{', '.join(scalar(item, flow=True) for item in value)}]"


def block(value: Any, column: int) -> str:
    """A part or list below its field name as lines: the first unindented, the others indented."""
    pad = f"\n{' ' * column}"
    if isinstance(value, Mapping):
        return pad.join(entry(name, inner, column) for name, inner in value.items())
    return pad.join(item(inner, column) for inner in value)


def item(value: Any, column: int) -> str:
    if isinstance(value, str):
        return f"- {scalar(value, column)}"
    return f"- {block(value, column + 2) if value else in_line(value)}"


def record_text(value: Mapping[str, Any]) -> str:
    return block(value, 0) + "\n"
