"""What a search gives back."""

from dataclasses import dataclass


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


def masked(text: str) -> str:
    """The first three and the last two characters, the rest as stars."""
    return text[:3] + "*" * max(1, len(text) - 5) + text[-2:]
