"""Runs rules about single records, only on records for which something the rules read has changed.

Records that rules look up, and ``shared`` values they use, are recorded. Only the result “no problems” is stored.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache as memoize
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar

from scripts.load.content import Content
from scripts.load.many import fingerprint
from scripts.privacy.reviews import reviewed_keys, reviews_of
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.walk import files_of, forget, path_of
from scripts.speed.answers import Question, Table, TrackedMapping
from scripts.speed.cache import digest, key_of, program_digest
from scripts.speed.workers import parallel_map

R = TypeVar("R")
T = TypeVar("T")
Find = Callable[[Content], Any]
Rule = Callable[[Content], Iterator[Problem]]
MAX_PROBLEMS = 1_000
"""The most problems reported by one rule: nobody reads more, and each costs reading its file."""


def shared(content: Content, find: Callable[[Content], T], make: Callable[[T], R]) -> R:
    """``make(find(content))``: a value from all records for a rule about single ones.

    ``find`` returns plain values, which are compared by ``repr``; the result is cached.
    """
    records = content.records
    found: R = records.shared(find, make) if isinstance(records, TrackedRecords) else make(find(content))
    return found


class TrackedRecords(TrackedMapping[Record]):
    """The records for a rule: it iterates over ``one`` and may look up all; lookups are recorded in ``read``."""

    def __init__(self, content: Content) -> None:
        super().__init__(content.records, self._note)
        self.one: list[Record] = []
        self.read: set[Question] = set()
        self._found = memoize(lambda find: find(content))
        self._made = memoize(lambda find, make: make(self._found(find)))
        self.state = memoize(lambda find: digest(repr(self._found(find)).encode()))

    def _note(self, question: Question) -> None:
        if question == ("records",):
            raise NotImplementedError("a rule about single records goes by `values`, and by `shared` for all of them")
        self.read.add(question)

    def shared(self, find: Find, make: Callable[[Any], Any]) -> Any:
        self.ask((find,))
        return self._made(find, make)

    def values(self) -> Any:
        return self.one


def check_each_record(content: Content, rules: Sequence[Rule]) -> Iterator[Problem]:
    """The problems of the rules in all records, at most ``MAX_PROBLEMS`` of each rule."""
    seen = {key: repr([*some]) for key, some in groupby(sorted(reviewed_keys(content)), itemgetter(0))}
    asked, stated = TrackedRecords(content), memoize(partial(_record_digest, content, seen))
    view = replace(content, records=asked, known=content.names)

    def said(question: Question) -> str:
        about, *key = question
        return stated(*key) if key else asked.state(about)

    def ask(record: Record) -> tuple[list[list[Problem]], set[Question]]:
        asked.one, asked.read = [record], {("record", record.key)}
        found = [list(islice(rule(view), MAX_PROBLEMS)) for rule in rules]
        forget(record)
        return found, set() if any(found) else asked.read

    silent = Table[bool](content.settings.cache, rules_key(content, rules), said)
    loud = [record for name, record in content.records.items() if not silent.get(name)]
    told = [0] * len(rules)
    for record, (found, questions) in zip(loud, parallel_map(ask, loud, content.settings.jobs), strict=True):
        if questions:
            silent.put(record.key, questions, True)
        for number, problems in enumerate(found):
            yield from problems[: max(0, MAX_PROBLEMS - told[number])]
            told[number] += len(problems)
    silent.save()


def _record_digest(content: Content, seen: Mapping[str, str], key: str) -> str:
    """A digest of a record, its files and comments, its pictures, its reviewed sentences; empty without a record."""
    record = content.records.get(key) or content.partial.get(key)
    if record is None:
        return ""
    files = [_bytes(f"{content.root}/{path_of(record, one.file)}") for _, one in files_of(record)]
    said = (fingerprint(record), record.digest, seen.get(key, ""))
    return digest(b"\0".join([*map(str.encode, said), *files]))


def _bytes(path: str) -> bytes:
    with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123  # ten thousand of them
        return digest(file.read()).encode()
    return b""


def rules_key(content: Content, rules: Sequence[Rule]) -> str:
    """A cache key of the rules, the program, and the settings that rules read."""
    one = content.settings
    settings = (one.today, one.profile, one.production, one.url, one.directory_urls, one.district)
    said = (reviews_of(content).readable, content.root.name, settings)
    return key_of("each", program_digest(), repr(said), *(f"{rule.__module__}.{rule.__name__}" for rule in rules))
