"""Finds personal data in plain text: numbers, homes, births. The same search reads records, pages and the built site."""

from collections.abc import Iterator
from dataclasses import replace

from scripts.privacy.detectors import births, homes, labelled, numbers
from scripts.privacy.detectors.allowed import Allowed
from scripts.privacy.detectors.finding import Finding
from scripts.privacy.detectors.plain import Plain

NOTHING = Allowed()


def find(text: str, allowed: Allowed = NOTHING) -> Iterator[Finding]:
    """Everything in ``text`` that may not be published, in the order of the searches."""
    plain = Plain(text)
    found = (
        *numbers.find(plain.digits, allowed.mobiles),
        *homes.find(plain.figures),
        *births.find(plain.figures, allowed.oldest),
        *labelled.find(plain.figures),
    )
    for one in found:
        if not allowed.excuses(one, plain.text):
            start, end = plain.span(one.start, one.end)
            yield replace(one, start=start, end=end)
