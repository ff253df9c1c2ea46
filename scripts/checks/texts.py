"""Helpers of rules about text: a record's raw files, its strings and parts, and problems inside values."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from scripts.load.content import Content
from scripts.problems import Loc, Problem
from scripts.records import RICH
from scripts.records.base import Record
from scripts.records.walk import parts, strings

T = TypeVar("T")
__all__ = ["RICH", "every", "every_part", "file_of", "in_text", "in_value", "parts", "raw", "rich", "strings"]


def every(content: Content, find: Callable[[Record], Iterable[tuple[Loc, T]]]) -> Iterator[tuple[Record, Loc, T]]:
    """(record, place, value) of what ``find`` yields for each record: ``every(content, strings)``."""
    return ((record, loc, found) for record in content.records.values() for loc, found in find(record))


def every_part(content: Content, kind: type[BaseModel]) -> Iterator[tuple[Record, Loc, Any]]:
    """(record, place, part) of every part of type ``kind``."""
    return ((record, loc, part) for record in content.records.values() for loc, part in parts(record, kind))


def raw(content: Content, file: str) -> str:
    """The text of a record's file, including comments."""
    return (content.root / file).read_text(encoding="utf-8-sig", errors="replace")


def rich(record: Record) -> Iterator[tuple[Loc, str]]:
    """Every multi-line text of a record, with its place."""
    return ((loc, value) for loc, value in strings(record) if loc[-1] in RICH)


def in_text(file: str, text: str, start: int, end: int, code: str, message: str, hint: str) -> Problem:
    """A problem at the characters ``start`` to ``end`` of a file's ``text``."""
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return Problem(file, line, column, code, message, hint, max(1, end - start))


def file_of(content: Content, name: str) -> str:
    """The name in problems of a path below the content folder."""
    return f"{content.root.name}/{name}"


def in_value(content: Content, record: Record, loc: Loc, snippet: str, code: str, message: str, hint: str) -> Problem:
    """A problem at ``snippet`` in the value at ``loc``; at the value itself if the file writes the snippet differently."""
    found = content.problem(record, loc, code, message, hint)
    text = raw(content, record.source_of(loc)[0])
    start = sum(len(line) for line in text.splitlines(keepends=True)[: found.line - 1]) + found.column - 1
    first = snippet.split("\n")[0]
    offset = text.find(first, start) if first else -1
    return found if offset < 0 else in_text(found.file, text, offset, offset + len(first), code, message, hint)
