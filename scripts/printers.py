"""Problems as text: for people, for the log, for three code hosts' annotations."""

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from unicodedata import east_asian_width

from scripts.problems import CODES, Problem, Severity
from scripts.slips import lines_of

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
WIDEST = 160
"""How many characters of a line are shown."""
Printer = Callable[[Iterable[Problem], Path], str]


def full(problems: Iterable[Problem], base: Path) -> str:
    """Each problem with its line and a caret under the place, then the cure. ``base`` is what files are relative to."""
    return "\n\n".join(_block(problem, base) for problem in problems)


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
    return json.dumps([_quality(problem) for problem in problems], ensure_ascii=False, indent=1)


def as_json(problems: Iterable[Problem], base: Path) -> str:
    """A list of objects with the fields of Problem, and its severity and title."""
    return json.dumps([_fields(problem) for problem in problems], ensure_ascii=False, indent=1)


FORMATS: dict[str, Printer] = {"full": full, "concise": concise, "github": github, "gitlab": gitlab, "json": as_json}


def width(text: str) -> int:
    """How many columns a terminal gives the text: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _block(problem: Problem, base: Path) -> str:
    word = WORDS[problem.severity]
    head = f"{problem.file}:{problem.line}:{problem.column}  {problem.code} {word}：{problem.message}"
    line = _line(base / problem.file, problem.line)
    if not line.strip():
        return f"{head}\n  改法：{problem.hint}"
    number = str(problem.line)
    line, start = _window(line, problem.column - 1)
    marked = line[start : start + problem.length]
    caret = " " * width(line[:start]) + "^" * max(1, width(marked))
    gutter = " " * len(number)
    return f"{head}\n  {number} | {line}\n  {gutter} | {caret}\n  改法：{problem.hint}"


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


def _quality(problem: Problem) -> dict[str, object]:
    identity = f"{problem.file}:{problem.code}:{problem.message}"
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
