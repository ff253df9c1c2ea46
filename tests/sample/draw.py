"""Seeded choices and invented Chinese text, the same on every machine and Python version."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from tests.sample.words import WORDS

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

    def number(self, low: int, high: int) -> int:
        """An integer from ``low`` to ``high``, both included."""
        return low + int(self._random() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        return self._random() < probability

    def one(self, items: Sequence[T]) -> T:
        return items[int(self._random() * len(items))]

    def some(self, items: Sequence[T], low: int, high: int) -> list[T]:
        """``low`` to ``high`` different ones of ``items``, or all of them, in the order drawn."""
        places: dict[int, None] = {}
        count = min(self.number(low, high), len(items))
        while len(places) < count:
            places[self.number(0, len(items) - 1)] = None
        return [items[place] for place in places]

    def weighted(self, weights: Mapping[T, int]) -> T:
        """A key of ``weights``, as often as its weight says."""
        return self.one([item for item, weight in weights.items() for _ in range(weight)])

    def day(self) -> date:
        return FIRST + timedelta(days=self.number(0, (LAST - FIRST).days))

    def fill(self, pattern: str) -> str:
        """The pattern with every ``{slot}`` filled from ``WORDS``, and the slots of what filled it."""
        return re.sub(r"\{(\w+)\}", lambda slot: self.fill(self.one(WORDS[slot[1]])), pattern)

    def text(self, low: int, high: int) -> str:
        """A paragraph of so many sentences."""
        return "".join(self.fill("{sentence}") for _ in range(self.number(low, high)))


def spread(place: int, count: int) -> date:
    """The day of item ``place`` of ``count`` items spread evenly from FIRST to LAST."""
    return FIRST + timedelta(days=((LAST - FIRST).days + 1) * place // max(count, 1))
