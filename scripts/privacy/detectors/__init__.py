"""Finds what is refused wherever it stands: numbers of identity cards, mobiles and bank cards, and numbers with a label."""

from collections.abc import Iterator
from dataclasses import replace

from scripts.privacy.detectors import labelled, numbers
from scripts.privacy.detectors.plain import Plain, SpanProblem


def find(text: str, mobiles: frozenset[str] = frozenset()) -> Iterator[SpanProblem]:
    """Everything in ``text`` that may not be published, in the order of the searches; ``mobiles`` are the duty mobiles that
    offices declare, as plain digits."""
    plain = Plain(text)
    found = [one for read in {plain.digits: 0, plain.undisturbed: 0} for one in numbers.find(read, mobiles)]
    taken = {place for one in found for place in range(one.start, one.end)}
    found += (one for one in labelled.find(plain.digits) if taken.isdisjoint(range(one.start, one.end)))
    for one in dict.fromkeys(found):
        start, end = plain.span(one.start, one.end)
        yield replace(one, start=start, end=end)
