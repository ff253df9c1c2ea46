"""Problems as data: a code, a place, a message and a cure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

Loc = tuple[str | int, ...]
"""The path of a value in a record: field names and list indices."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class RefusedError(Exception):
    """Nothing was done or written; the message says why and what to do."""

    code = 1
    """The exit code of the command."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing an editor has to correct.

    ``file`` is relative to the content folder's parent; ``line`` and ``column`` count from 1, ``column`` in characters;
    ``length`` is the number of marked characters.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str
    length: int = 1

    @property
    def rule(self) -> str:
        """The code with its readable name: ``D14 sensitive-without-consent``."""
        return f"{self.code} {NAMES[self.code]}"

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, from 1, and the number of characters."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class TextProblem:
    """A problem in the text of a file whose name is not yet known; it may stand for ``also`` other lines."""

    code: str
    place: Place
    message: str
    hint: str
    also: tuple[int, ...] = ()

    @property
    def lines(self) -> set[int]:
        return {self.place.line, *self.also}

    def of(self, file: str) -> Problem:
        """The problem with its file's name."""
        return Problem(file, self.place.line, self.place.column, self.code, self.message, self.hint, self.place.length)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


_TABLE = Path(__file__).with_name("codes.txt").read_text(encoding="utf-8")
_ROWS = [line.split(maxsplit=3) for line in _TABLE.splitlines() if not line.startswith("#")]
CODES = {code: title for code, _, _, title in _ROWS}
"""Every code with its title; ``docs/handbook/problems.md`` has a section for each (a test compares them)."""
NAMES = {code: name for code, _, name, _ in _ROWS}
WARNINGS = frozenset(code for code, severity, _, _ in _ROWS if severity == Severity.WARNING)


def code_of(said: object) -> object:
    """The code of a rule that a person wrote as ``W01``, ``half-width-punctuation``, or both; else ``said`` itself."""
    words = str(said).split()
    return next((code for code, name in NAMES.items() if words and words[0] in {code, name}), said)
