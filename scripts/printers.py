"""Problems as text: for people, for the log, for three code hosts' annotations."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from unicodedata import east_asian_width

from scripts.personal.finding import masked
from scripts.problems import CODES, Problem, Severity
from scripts.slips import lines_of

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
WIDEST = 160
"""How many characters of a line are shown."""
_LONG = re.compile(r"\d{11,}")
"""A mobile has as many digits, a card or an identity number more."""
_NUMBERS = frozenset({"D01", "D02", "D03", "D04", "D05", "D06"})
Printer = Callable[[Iterable[Problem], Path], str]


def full(problems: Iterable[Problem], base: Path) -> str:
    """Each problem with its line and a caret under the place, then the cure. ``base`` is what files are relative to."""
    found = list(problems)
    private = {(problem.file, problem.line) for problem in found if problem.code[0] == "D"}
    return "\n\n".join(_block(one, base, (one.file, one.line) in private) for one in found)


def concise(problems: Iterable[Problem], base: Path) -> str:
    """``file:line:column: code message（cure）``, one a line."""
    return "\n".join(
        f"{p.file}:{p.line}:{p.column}: {p.code} {WORDS[p.severity]}：{p.message}（{p.hint}）" for p in problems
    )


def github(problems: Iterable[Problem], base: Path) -> str:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    return "\n".join(
        f"::{p.severity} file={_property(p.file)},line={p.line},col={p.column},endColumn={p.column + p.length},"
        f"title={p.code} {_property(CODES[p.code])}::{_data(f'{p.message}。{p.hint}')}"
        for p in problems
    )


def gitlab(problems: Iterable[Problem], base: Path) -> str:
    """A Code Quality report for GitLab."""
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        identity = f"{problem.file}:{problem.code}:{problem.message}"
        seen[identity] += 1
        found.append(_quality(problem, f"{identity}:{seen[identity]}"))
    return json.dumps(found, ensure_ascii=False, indent=1)


def as_json(problems: Iterable[Problem], base: Path) -> str:
    """A list of objects with the fields of Problem, and its severity and title."""
    return json.dumps([_fields(problem) for problem in problems], ensure_ascii=False, indent=1)


def _printable(style: Printer) -> Printer:
    """The printer for names of files that no encoding can write: such bytes are shown as question marks."""

    def printer(problems: Iterable[Problem], base: Path) -> str:
        return style([_said(problem) for problem in problems], base)

    return printer


def _said(problem: Problem) -> Problem:
    """The problem as text that can be written, without long numbers: a slip in a field repeats what was given."""
    file, message, hint = (
        text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        for text in (problem.file, problem.message, problem.hint)
    )
    return replace(problem, file=file, message=_hidden(message), hint=_hidden(hint))


def _hidden(text: str) -> str:
    return _LONG.sub(lambda found: masked(found[0]), text)


FORMATS: dict[str, Printer] = {
    name: _printable(style)
    for name, style in (
        ("full", full),
        ("concise", concise),
        ("github", github),
        ("gitlab", gitlab),
        ("json", as_json),
    )
}


def width(text: str) -> int:
    """How many columns a terminal gives the text: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _block(problem: Problem, base: Path, private: bool) -> str:
    word = WORDS[problem.severity]
    head = f"{problem.file}:{problem.line}:{problem.column}  {problem.code} {word}：{problem.message}"
    line = _line(base / problem.file, problem.line)
    if not line.strip():
        return f"{head}\n  改法：{problem.hint}"
    number = str(problem.line)
    line = _without_digits(line, problem) if private else _LONG.sub(lambda found: _stars(found[0]), line)
    line, start = _window(line, problem.column - 1)
    marked = line[start : start + problem.length]
    caret = " " * width(line[:start]) + "^" * max(1, width(marked))
    gutter = " " * len(number)
    return f"{head}\n  {number} | {line}\n  {gutter} | {caret}\n  改法：{problem.hint}"


def _without_digits(line: str, problem: Problem) -> str:
    """The line with every digit as a star, and of a number or a home all but the first sign: others read logs too."""
    marked = range(problem.column, problem.column - 1 + problem.length) if problem.code in _NUMBERS else range(0)
    return "".join(_stars(sign) if sign.isnumeric() or place in marked else sign for place, sign in enumerate(line))


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
    """One line of a file, tabs shown as one space so that the caret fits; empty when there is none."""
    try:
        lines = _lines(path, path.stat().st_mtime_ns)
    except OSError:
        return ""
    return lines[number - 1].replace("\t", " ") if number <= len(lines) else ""


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _fields(problem: Problem) -> dict[str, str | int]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "title": CODES[problem.code],
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "length": problem.length,
        "message": problem.message,
        "hint": problem.hint,
    }


def _quality(problem: Problem, identity: str) -> dict[str, object]:
    """``identity`` stays the same when the line moves, and tells equal problems of a file apart by their order."""
    return {
        "description": f"{problem.message}。{problem.hint}",
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(identity.encode()).hexdigest(),
        "severity": "major" if problem.severity is Severity.ERROR else "minor",
        "location": {
            "path": problem.file,
            "positions": {"begin": {"line": problem.line, "column": problem.column}},
        },
    }
