"""What was made of each part of something, kept while every question that was asked for it is answered as it was then."""

import pickle
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar

from scripts.speed.cache import Cache

T = TypeVar("T")
Question = tuple[Any, ...]
"""What was asked: words, or a function that finds the answer."""
Answers = dict[Question, str]
"""A digest of each answer."""


class Noting(dict[str, T]):
    """Records by their keys; which one is looked up, or that all are, is told to ``ask`` first."""

    def __init__(self, records: Mapping[str, T], ask: Callable[[Question], object]) -> None:
        super().__init__(records)
        self.ask = ask


def _noting(name: str, *, of_one: bool) -> None:
    method = getattr(dict, name)

    def noted(records: Noting[T], *given: Any) -> Any:
        records.ask(("record", given[0]) if of_one else ("records",))
        return method(records, *given)

    setattr(Noting, name, noted)


for name in ("get", "__getitem__", "__contains__"):
    _noting(name, of_one=True)
for name in ("__iter__", "__len__", "__or__", "values", "items", "keys"):
    _noting(name, of_one=False)


class Table(Generic[T]):
    """What was made of some parts, by their names: one entry of the cache under ``key``, whole.

    ``said`` answers a question now. ``surer`` is one that costs less and, answered as before, says that another is, too.
    """

    def __init__(
        self,
        cache_: Cache,
        key: str,
        said: Callable[[Question], str],
        surer: Callable[[Question], Question | None] = lambda _: None,
    ) -> None:
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
