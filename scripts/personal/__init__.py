"""Finds personal data in plain text: numbers, homes, births. The same search reads records, pages and the built site."""

from collections.abc import Iterator
from dataclasses import replace

from scripts.personal import homes, numbers
from scripts.personal.finding import Finding
from scripts.personal.plain import Plain


def find(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Everything in ``text`` that may not be published, in the order of the searches.

    ``allowed`` are the duty mobiles that offices have declared, as plain digits.
    """
    plain = Plain(text)
    for one in (*numbers.find(plain.digits, allowed), *homes.find(plain.text)):
        start, end = plain.span(one.start, one.end)
        yield replace(one, start=start, end=end)
