"""Finds numbers that are refused in any text: identity cards, mobiles, bank cards, and labelled numbers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from scripts.privacy.detectors import labelled, numbers
from scripts.privacy.detectors.plain import Plain, SpanProblem


def find(text: str, mobiles: frozenset[str] = frozenset(), *, sure: bool = True) -> Iterator[SpanProblem]:
    """Everything in ``text`` that may not be published, or, not ``sure``, only after a review; each place once.

    ``mobiles`` are allowed duty mobiles, in digits.
    """
    plain = Plain(text)
    readings = dict.fromkeys((plain.digits, plain.undisturbed))
    found = chain(*(numbers.find(read, mobiles) for read in readings), labelled.find(plain.digits))
    taken = set[int]()
    for one in sorted(found, key=lambda one: not one.sure):
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            start, end = plain.span(one.start, one.end)
            if one.sure is sure:
                yield replace(one, start=start, end=end)
