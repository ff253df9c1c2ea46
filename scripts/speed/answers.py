"""What was made of each part of something, kept while every question that was asked for it is answered as it was then."""

import pickle
from collections.abc import Callable, Hashable, Iterator, Mapping, ValuesView
from functools import cache
from typing import Any, Generic, TypeVar

from scripts.speed.cache import Cache

T = TypeVar("T")
Question = tuple[Any, ...]
"""What was asked: words, or a function that finds the answer."""
Say = Callable[[Question], str]
"""Answers a question now, by a digest."""
Surer = Callable[[Question], Question | None]
"""A question that costs less and, answered as before, says that the given one is, too."""
Answers = dict[Question, str]
"""What was said to each question."""


class Noting(Mapping[str, T]):
    """Records by their keys; which one is looked up, or that all are, is told to ``ask`` first."""

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
        return self._records.values()  # else each record is looked up as well


class Table(Generic[T]):
    """What was made of some parts, by their names: one entry of the cache under ``key``, whole."""

    def __init__(self, cache_: Cache, key: str, said: Say, surer: Surer = lambda _: None) -> None:
        self._cache, self._key, self._said, self._surer = cache_, key, said, surer
        kept = cache_.get(key)
        self._before: tuple[Answers, dict[str, tuple[tuple[Question, ...], T]]]
        self._before = pickle.loads(kept) if kept else ({}, {})  # noqa: S301  # verified, and ours
        self._answers, self._parts = self._before[0].copy(), dict[str, tuple[tuple[Question, ...], T]]()
        self._one: dict[Hashable, Any] = {question: question for question in self._answers}
        self._same = cache(self._is_same)  # each is asked once, however many parts it was asked for

    def _is_same(self, question: Question) -> bool:
        surer = self._surer(question)
        if surer in self._before[0] and self._same(surer):
            return True
        return self._before[0].get(question) == self._said(question)

    def get(self, part: str) -> T | None:
        """What was made of a part, if all that was asked for it is answered the same."""
        kept = self._before[1].get(part)
        if kept is None or not all(map(self._same, kept[0])):
            return None
        self._parts[part] = kept
        return kept[1]

    def put(self, part: str, answers: Answers, made: T) -> None:
        """What was made of a part by these ``answers``."""
        for question, said in answers.items():
            if question not in self._one:  # what many have in common is written once
                whole = tuple(self._one.setdefault(word, word) for word in question)
                self._one[whole] = whole
            self._answers[self._one[question]] = said
        self._parts[part] = tuple(map(self._one.__getitem__, answers)), made

    def save(self) -> None:
        """Keeps what was got and put, and nothing else."""
        asked = {question for questions, _ in self._parts.values() for question in questions}
        answers = {question: self._answers[question] for question in asked}
        answers |= {surer: self._said(surer) for surer in set(map(self._surer, asked)) if surer}
        if (answers, self._parts) != self._before:
            self._cache.put(self._key, pickle.dumps((answers, self._parts), pickle.HIGHEST_PROTOCOL))
