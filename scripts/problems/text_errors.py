"""What is wrong with the text of a file, before anything is known of its fields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column from 1, and how many characters are meant."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with the text itself; ``load`` makes it a Problem."""

    code: str
    place: Place
    message: str
    hint: str
