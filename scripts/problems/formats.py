"""Formats of problems: for people, for logs, for code hosts' annotations."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from functools import lru_cache, partial
from pathlib import Path

from scripts.problems import CODES, NAMES, Problem, Severity
from scripts.problems.excerpts import PERSONAL_CODES, WORDS, format_problem, read_lines, redact

Printer = Callable[[Iterable[Problem], Path], str]


def full(problems: Iterable[Problem], base: Path) -> str:
    """Each problem with its line, a caret and the cure. Files are relative to ``base``."""
    found = list(problems)
    private: dict[tuple[str, int], list[Problem]] = {}
    for one in found:
        if one.code in PERSONAL_CODES:
            private.setdefault((one.file, one.line), []).append(one)
    lines = lru_cache(maxsize=8)(read_lines)  # problems are sorted by file
    return "\n\n".join(
        format_problem(one, lines(base / one.file), private.get((one.file, one.line), ())) for one in found
    )


def concise(problems: Iterable[Problem], base: Path) -> str:
    """``file:line:column: code name message（cure）``, one a line."""
    return "\n".join(
        f"{p.file}:{p.line}:{p.column}: {p.rule} {WORDS[p.severity]}：{p.message}（{p.hint}）" for p in problems
    )


def github(problems: Iterable[Problem], base: Path) -> str:
    """Workflow commands, which GitHub shows beside changed lines."""
    return "\n".join(
        f"::{p.severity} file={_property(p.file)},line={p.line},col={p.column},endColumn={p.column + p.length},"
        f"title={p.rule} {_property(CODES[p.code])}::{_data(f'{p.message}。{p.hint}')}"
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
    found = [
        {"code": p.code, "name": NAMES[p.code], "severity": p.severity.value, "title": CODES[p.code], **asdict(p)}
        for p in problems
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


def _printed(style: Printer, problems: Iterable[Problem], base: Path) -> str:
    """Formats problems with masked long numbers, and question marks for unencodable bytes in file names."""

    def plain(text: str) -> str:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

    said = [
        replace(p, file=plain(p.file), message=redact(plain(p.message)), hint=redact(plain(p.hint))) for p in problems
    ]
    return style(said, base)


_STYLES = {"full": full, "concise": concise, "github": github, "gitlab": gitlab, "json": as_json}
FORMATS = {name: partial(_printed, style) for name, style in _STYLES.items()}


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _quality(problem: Problem, identity: str) -> dict[str, object]:
    """An entry of the report. ``identity`` does not depend on the line, and numbers equal problems of a file."""
    return {
        "description": f"{problem.message}。{problem.hint}",
        "check_name": problem.rule,
        "fingerprint": hashlib.sha256(identity.encode()).hexdigest(),
        "severity": "major" if problem.severity is Severity.ERROR else "minor",
        "location": {"path": problem.file, "positions": {"begin": {"line": problem.line, "column": problem.column}}},
    }
