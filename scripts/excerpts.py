"""The line a problem is at, as it may be shown: logs are read by others than the editor."""

import re
from functools import lru_cache
from pathlib import Path
from unicodedata import east_asian_width

from scripts.personal import find
from scripts.personal.finding import masked
from scripts.problems import Problem, Severity
from scripts.slips import lines_of

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
WIDEST = 160
"""How many characters of a line are shown."""
_LONG = re.compile(r"\d{11,}")
"""A mobile has as many digits, a card or an identity number more."""
_SEVEN = re.compile(r"\d{7,}")
"""Digits enough to be most of a number."""
_NUMBERS = frozenset({"D01", "D02", "D03", "D04", "D05", "D06", "D23"})
PRIVATE = "private/"
"""What lies there is shown nowhere: a slip in the registry may be somebody's name."""


def hidden(text: str) -> str:
    """The text without long numbers."""
    return _LONG.sub(lambda found: masked(found[0]), text)


def width(text: str) -> int:
    """How many columns a terminal gives the text: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def block(problem: Problem, base: Path, private: bool) -> str:
    """A problem with its line and the cure; ``private`` when personal data stand in that line."""
    word = WORDS[problem.severity]
    head = f"{problem.file}:{problem.line}:{problem.column}  {problem.code} {word}：{problem.message}"
    line = "" if problem.file.startswith(PRIVATE) else _line(base / problem.file, problem.line)
    if not line.strip():
        return f"{head}\n  改法：{problem.hint}"
    number = str(problem.line)
    line = _without_numbers(line, problem) if private else _LONG.sub(lambda found: _stars(found[0]), line)
    line, start = _window(line, problem.column - 1)
    marked = line[start : start + problem.length]
    caret = " " * width(line[:start]) + "^" * max(1, width(marked))
    gutter = " " * len(number)
    return f"{head}\n  {number} | {line}\n  {gutter} | {caret}\n  改法：{problem.hint}"


def _without_numbers(line: str, problem: Problem) -> str:
    """The line with stars for what may not be published and for nothing else: others read logs too.

    Where the line as typed shows no such thing (a number written with escapes, or over two lines), every digit is hidden.
    """
    spans = [range(one.start, one.end) for one in find(line) if one.code in _NUMBERS]
    own = range(problem.column, problem.column - 1 + problem.length) if problem.code in _NUMBERS else range(0)
    long = [range(*match.span()) for match in _SEVEN.finditer(line)]
    hide = [*spans, *long] if spans else [own, *(range(at, at + 1) for at, sign in enumerate(line) if sign.isnumeric())]
    hidden = {place for span in hide for place in span}
    return "".join(_stars(sign) if place in hidden else sign for place, sign in enumerate(line))


def _stars(text: str) -> str:
    """As many stars, as wide as the signs they stand for: the caret keeps its place."""
    return "".join("＊" if width(sign) == 2 else "*" for sign in text)


def _window(line: str, start: int) -> tuple[str, int]:
    """The part of a long line around ``start``, and where ``start`` stands in it."""
    if len(line) <= WIDEST:
        return line, start
    first = max(0, start - WIDEST // 2)
    return line[first : first + WIDEST], start - first


@lru_cache(maxsize=64)
def _lines(path: Path, _changed: int) -> list[str]:
    return lines_of(path.read_bytes().decode("utf-8", errors="replace"))


def _line(path: Path, number: int) -> str:
    """One line of a file, tabs shown as one space so that the caret fits; empty when there is none, or it is no text."""
    try:
        lines = _lines(path, path.stat().st_mtime_ns)
    except OSError:
        return ""
    line = lines[number - 1].replace("\t", " ") if number <= len(lines) else ""
    return "" if "\ufffd" in line or "\0" in line else line
