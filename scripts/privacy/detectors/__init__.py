"""Finds numbers that are refused in any text: identity cards, mobiles, bank cards, and labelled numbers."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from scripts.privacy.detectors import labelled, numbers
from scripts.privacy.detectors.plain import Plain, SpanProblem


def find(text: str, mobiles: frozenset[str] = frozenset(), *, sure: bool = True) -> Iterator[SpanProblem]:
    """Everything in ``text`` that may not be published, or, not ``sure``, only after a review; each place once.

    ``mobiles`` are allowed duty mobiles, in digits.
    """
    return (one for one in _found(text, mobiles) if one.sure is sure)


@lru_cache(maxsize=256)  # a rule asks for what is sure in a record, another for the rest
def _found(text: str, mobiles: frozenset[str]) -> tuple[SpanProblem, ...]:
    plain = Plain(text)
    readings = dict.fromkeys((plain.digits, plain.undisturbed))
    found = chain(*(numbers.find(read, mobiles) for read in readings), labelled.find(plain.digits))
    taken, placed = set[int](), list[SpanProblem]()
    for one in sorted(found, key=lambda one: not one.sure):
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            start, end = plain.span(one.start, one.end)
            placed.append(replace(one, start=start, end=end))
    return tuple(placed)
