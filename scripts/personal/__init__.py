"""Finds personal data in plain text: numbers, homes, births. The same search reads records, pages and the built site."""

from collections.abc import Iterator

from scripts.personal import homes, numbers
from scripts.personal.finding import Finding


def find(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Everything in ``text`` that may not be published, in the order of the searches.

    ``allowed`` are the duty mobiles that offices have declared, as plain digits.
    """
    yield from numbers.find(text, allowed)
    yield from homes.find(text)
