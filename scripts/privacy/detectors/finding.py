"""What a search looks for and gives back."""

import re
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of text from ``start`` to ``end`` that may not be published.

    The message never repeats the piece whole: it is printed in logs that others can read.
    """

    code: str
    start: int
    end: int
    message: str
    hint: str


class Shape(NamedTuple):
    """One way in which such a piece is written: ``example`` is a text that it finds, in which tests find it again."""

    name: str
    example: str
    pattern: re.Pattern[str]


def shape(name: str, example: str, pattern: str) -> Shape:
    return Shape(name, example, re.compile(pattern, re.MULTILINE))
