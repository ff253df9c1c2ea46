"""What a detector finds in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpanProblem:
    """A piece of text from ``start`` to ``end`` that may not be published.

    The message never repeats the piece whole: it is printed in logs that others can read.
    """

    code: str
    start: int
    end: int
    message: str
    hint: str
