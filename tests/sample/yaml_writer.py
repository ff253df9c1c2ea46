"""Records → YAML text. All strings are quoted as JSON, which is YAML; texts of several lines are ``|`` blocks."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | int | bool | None | Sequence[Value] | Mapping[str, Value]"
Fields: TypeAlias = dict[str, Value]


def to_yaml(fields: Mapping[str, Value]) -> str:
    """One mapping as YAML, its keys in the order given; fields that are None or empty are left out."""
    return "".join(f"{line}\n" for line in _mapping(fields, ""))


def _mapping(fields: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if value is None or value == "" or (isinstance(value, Sequence | Mapping) and not value):
            continue
        if isinstance(value, str) and "\n" in value:
            yield f"{indent}{key}: |"
            yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
        elif isinstance(value, str | int):
            yield f"{indent}{key}: {_scalar(value)}"
        elif isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ")
        else:
            yield f"{indent}{key}:"
            yield from _list(value, indent + "  ")


def _list(items: Sequence[Value], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping):
            first, *rest = _mapping(item, indent + "  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        elif isinstance(item, str | int):
            yield f"{indent}- {_scalar(item)}"
        else:
            raise TypeError(f"no list may hold {item!r}")


def _scalar(value: str | int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)
