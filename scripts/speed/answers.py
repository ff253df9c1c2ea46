"""Caches the parts of something: a part is reused while every question asked to make it has the same answer as then."""

import pickle
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, ValuesView
from functools import cache, partial
from typing import Any, Generic, TypeVar

from scripts.speed.cache import Cache

T = TypeVar("T")
Question = tuple[Any, ...]
"""Words that name what was read, or a function that computes the answer."""
Answers = dict[Question, str]
"""Questions with a digest of the answer to each."""
Answer = Callable[[Question], str]
"""Answers a question now, by a digest."""
Shortcut = Callable[[Question], Question | None]
"""Maps a question to a cheaper one: if that has the same answer as before, so has the given one."""


class TrackedMapping(Mapping[str, T]):
    """Records by key that call ``ask`` before each lookup, and before all records are read."""

    def __init__(self, records: Mapping[str, T], ask: Callable[[Question], object]) -> None:
        self._records, self.ask = records, ask

    def __getitem__(self, key: str) -> T:
        self.ask(("record", key))
        return self._records[key]

    def __iter__(self) -> Iterator[str]:
        self.ask(("records",))
        return iter(self._records)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def values(self) -> ValuesView[T]:
        self.ask(("records",))
        return self._records.values()  # the inherited view looks up each record


class Table(Generic[T]):
    """Parts by name, stored as one cache entry under ``key``."""

    def __init__(self, cache_: Cache, key: str, answer: Answer, shortcut: Shortcut = lambda _: None) -> None:
        self._cache, self._key, self._answer, self._shortcut = cache_, key, answer, shortcut
        stored = cache_.get(key)
        self._before: tuple[Answers, dict[str, tuple[tuple[Question, ...], T]]]
        self._before = pickle.loads(stored) if stored else ({}, {})  # noqa: S301  # verified, and ours
        self._answers, self._parts = Answers(), dict[str, tuple[tuple[Question, ...], T]]()
        self._interned: dict[Hashable, Any] = {question: question for question in self._before[0]}
        self._same = cache(partial(_is_same, self._before[0], answer, shortcut))  # many parts ask the same question

    def get(self, part: str) -> T | None:
        """The stored value of a part; None unless every question asked for it has the same answer."""
        stored = self._before[1].get(part)
        if stored is None or not all(map(self._same, stored[0])):
            return None
        self._parts[part] = stored
        return stored[1]

    def put(self, part: str, questions: Collection[Question], value: T) -> None:
        """Adds a part with the questions whose answers it was made from."""
        for question in questions:
            if question not in self._interned:  # pickle writes a shared object once
                whole = tuple(self._interned.setdefault(word, word) for word in question)
                self._interned[whole] = whole
            if question not in self._answers:
                self._answers[self._interned[question]] = self._answer(question)
        self._parts[part] = tuple(map(self._interned.__getitem__, questions)), value

    def save(self) -> None:
        """Stores the parts that were got or put since the table was made; drops all others."""
        asked = {question for questions, _ in self._parts.values() for question in questions}
        known = self._before[0] | self._answers
        answers = {question: known[question] for question in asked}
        answers |= {cheaper: self._answer(cheaper) for cheaper in set(map(self._shortcut, asked)) if cheaper}
        if (answers, self._parts) != self._before:
            self._cache.put(self._key, pickle.dumps((answers, self._parts), pickle.HIGHEST_PROTOCOL))


def _is_same(before: Answers, answer: Answer, shortcut: Shortcut, question: Question) -> bool:
    """Whether a question, or a cheaper one, has the answer it had ``before``. A function, since a method that the table caches
    would keep the table in memory until the garbage collector runs."""
    return any(before.get(asked) == answer(asked) for asked in (shortcut(question), question) if asked in before)
