"""What is wrong with the text of a file, before anything is known of its fields."""

from dataclasses import dataclass

from scripts.problems import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column from 1, and how many characters are meant."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class TextProblem:
    """A problem of a text whose file is not said yet."""

    code: str
    place: Place
    message: str
    hint: str

    def of(self, file: str) -> Problem:
        """The problem in this file."""
        return Problem(file, self.place.line, self.place.column, self.code, self.message, self.hint, self.place.length)
