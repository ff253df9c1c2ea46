"""The line a problem is at, as it may be shown: logs are read by others than the editor."""

import re
from collections.abc import Sequence
from pathlib import Path
from unicodedata import east_asian_width

from scripts.problems import Problem, Severity

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
WIDEST = 160
"""How many characters of a line are shown."""
_LONG = re.compile(r"(?<!\d)(?!20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{6}(?!\d))\d{11,}")
"""A mobile has as many digits, a card or an identity number more. A day and its time, as pictures are called, are none."""
FEWEST = 3
"""Digits that a place of personal data holds at least, when it is told exactly."""
NUMBERS = frozenset({"D01", "D02", "D03", "D04", "D23"})
PERSONAL = NUMBERS | {"D19"}
"""What is marked is not shown: who asked to be named no more is not named in a log either."""
PRIVATE = "private/"
"""What lies there is shown nowhere: a mistake in the registry may be somebody's name."""


def lines_of(text: str) -> list[str]:
    """The lines of a file as an editor's program counts them: only line feeds and carriage returns end one."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def masked(text: str) -> str:
    """The first three and the last two characters, the rest as stars."""
    return text[:3] + "*" * max(1, len(text) - 5) + text[-2:]


def hidden(text: str) -> str:
    """The text without long numbers."""
    return _LONG.sub(lambda found: masked(found[0]), text)


def width(text: str) -> int:
    """How many columns a terminal gives the text: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def format_problem(problem: Problem, lines: Sequence[str], private: Sequence[Problem]) -> str:
    """A problem with its line among the ``lines`` of its file, and the cure; ``private``: the problems that tell of personal
    data in that line."""
    word = WORDS[problem.severity]
    head = f"{problem.file}:{problem.line}:{problem.column}  {problem.rule} {word}：{problem.message}"
    line = "" if problem.file.startswith(PRIVATE) else _line(lines, problem.line)
    if not line.strip():
        return f"{head}\n  改法：{problem.hint}"
    number = str(problem.line)
    line = _without_numbers(line, private) if private else _LONG.sub(lambda found: _stars(found[0]), line)
    line, start = _window(line, problem.column - 1)
    marked = line[start : start + problem.length]
    caret = " " * width(line[:start]) + "^" * max(1, width(marked))
    gutter = " " * len(number)
    return f"{head}\n  {number} | {line}\n  {gutter} | {caret}\n  改法：{problem.hint}"


def _without_numbers(line: str, private: Sequence[Problem]) -> str:
    """The line with stars for what may not be published and for nothing else: others read logs too.

    Where the line as typed shows no such thing (a number written with escapes, or over two lines), every digit is hidden.
    """
    spans = {range(one.column - 1, one.column - 1 + one.length): one.code for one in private}
    numbers = [span for span, code in spans.items() if code in NUMBERS]
    exact = all(sum(sign.isnumeric() for sign in line[span.start : span.stop]) >= FEWEST for span in numbers)
    long = [range(*match.span()) for match in _LONG.finditer(line)]
    digits = () if exact else (range(at, at + 1) for at, sign in enumerate(line) if sign.isnumeric())
    hidden = {place for span in (*spans, *long, *digits) for place in span}
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


def read_lines(path: Path) -> list[str]:
    """The lines of a file; none of what is not there or is no file: a link may lead out of the project, a pipe has no end."""
    try:
        plain = path.is_file() and not path.is_symlink()
        return lines_of(path.read_bytes().decode("utf-8", errors="replace")) if plain else []
    except OSError:
        return []


def _line(lines: Sequence[str], number: int) -> str:
    """One line, tabs shown as one space so that the caret fits; empty when there is none, or it is no text."""
    line = lines[number - 1].replace("\t", " ") if number <= len(lines) else ""
    return "" if "\ufffd" in line or "\0" in line else line
