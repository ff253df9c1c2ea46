"""Seeded choices that come out the same on every machine and every Python."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")

FIRST = date(2017, 1, 1)
LAST = date(2026, 10, 31)
"""The first and the last day a sample record may be published."""


class Draw:
    """A stream of choices named by its key, so that one record's choices do not shift another's.

    Only ``Random.random`` is used: of all of Random's methods it alone is promised never to change.
    """

    def __init__(self, *key: object) -> None:
        self._random = Random("/".join(map(str, key))).random

    def below(self, end: int) -> int:
        """An integer from 0 to ``end - 1``."""
        return int(self._random() * end)

    def number(self, low: int, high: int) -> int:
        """An integer from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def chance(self, probability: float) -> bool:
        return self._random() < probability

    def one(self, items: Sequence[T]) -> T:
        return items[int(self._random() * len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """``count`` different places of ``items``, or all of them, in the order drawn."""
        if 3 * count >= len(items):
            rest = list(items)
            return [rest.pop(self.below(len(rest))) for _ in range(min(count, len(items)))]
        places: dict[int, None] = {}
        while len(places) < count:
            places[self.below(len(items))] = None
        return [items[place] for place in places]

    def weighted(self, weights: Mapping[T, int]) -> T:
        """A key of ``weights``, as often as its weight says."""
        place = self.below(sum(weights.values()))
        for item, weight in weights.items():
            place -= weight
            if place < 0:
                return item
        raise ValueError("no weights")

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        return first + timedelta(days=self.below((last - first).days + 1))


def spread(place: int, count: int) -> date:
    """The day of item ``place`` of ``count`` items spread evenly from FIRST to LAST."""
    return FIRST + timedelta(days=((LAST - FIRST).days + 1) * place // max(count, 1))
