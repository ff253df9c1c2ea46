"""Formats the line of a problem without personal data, since others read logs too."""

import re
from collections.abc import Sequence
from pathlib import Path
from unicodedata import east_asian_width

from scripts.problems import Problem, Severity

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
MAX_CHARACTERS = 160
"""The most characters of a line that are shown."""
_LONG = re.compile(r"(?<!\d)(?!20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{6}(?!\d))\d{11,}")
"""Numbers as long as a mobile, card or identity number, but not a date with a time, as in names of pictures."""
FEWEST = 3
"""The fewest digits in an exactly marked place of personal data."""
NUMBER_CODES = frozenset({"D01", "D03", "D04", "D23"})
PERSONAL_CODES = NUMBER_CODES | {"D19"}
"""Codes whose marked text is not shown: withdrawn names do not appear in logs either."""
PRIVATE = "private/"
"""Lines of files there are never shown: a mistake in the registry may be a name."""


def lines_of(text: str) -> list[str]:
    """The lines of a file as text editors count them: only line feeds and carriage returns end one."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def masked(text: str) -> str:
    """The first three and last two characters, with stars between."""
    return text[:3] + "*" * max(1, len(text) - 5) + text[-2:]


def redact(text: str) -> str:
    """The text with long numbers masked."""
    return _LONG.sub(lambda found: masked(found[0]), text)


def width(text: str) -> int:
    """The width in terminal columns: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def format_problem(problem: Problem, lines: Sequence[str], private: Sequence[Problem]) -> str:
    """A problem with its line, a caret and the cure; ``private`` are the problems of personal data in that line."""
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
    """The line with only its personal data masked by stars.

    If its place is not exact (a number written with escapes, or over two lines), every digit is masked.
    """
    spans = {range(one.column - 1, one.column - 1 + one.length): one.code for one in private}
    numbers = [span for span, code in spans.items() if code in NUMBER_CODES]
    exact = all(sum(sign.isnumeric() for sign in line[span.start : span.stop]) >= FEWEST for span in numbers)
    long = [range(*match.span()) for match in _LONG.finditer(line)]
    digits = () if exact else (range(at, at + 1) for at, sign in enumerate(line) if sign.isnumeric())
    hidden = {place for span in (*spans, *long, *digits) for place in span}
    return "".join(_stars(sign) if place in hidden else sign for place, sign in enumerate(line))


def _stars(text: str) -> str:
    """Stars of the same width, so that the caret stays in place."""
    return "".join("＊" if width(sign) == 2 else "*" for sign in text)


def _window(line: str, start: int) -> tuple[str, int]:
    """The part of a long line around ``start``, and the position of ``start`` in it."""
    if len(line) <= MAX_CHARACTERS:
        return line, start
    first = max(0, start - MAX_CHARACTERS // 2)
    return line[first : first + MAX_CHARACTERS], start - first


def read_lines(path: Path) -> list[str]:
    """The lines of a regular file; empty for others: a link may lead out of the project, a pipe never ends."""
    try:
        plain = path.is_file() and not path.is_symlink()
        return lines_of(path.read_bytes().decode("utf-8", errors="replace")) if plain else []
    except OSError:
        return []


def _line(lines: Sequence[str], number: int) -> str:
    """One line with tabs as single spaces, so that the caret fits; empty if missing or no text."""
    line = lines[number - 1].replace("\t", " ") if number <= len(lines) else ""
    return "" if "\ufffd" in line or "\0" in line else line
