"""Rules about single records: asked again only of those of which something has changed that the rules read.

Which other records a rule looked up is noted, and what it knew of all of them (``shared``). Only silence is kept.
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
from scripts.privacy.reviews import looked_at, reviews_of
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.walk import files_of, forget, path_of
from scripts.speed.answers import Answers, Question, Table, TrackedMapping
from scripts.speed.cache import digest, key_of, program_digest
from scripts.speed.workers import parallel_map

R = TypeVar("R")
T = TypeVar("T")
Find = Callable[[Content], Any]
Rule = Callable[[Content], Iterator[Problem]]
MOST = 1_000
"""How many problems of one rule are told at once: nobody reads more, and each costs a look into its file."""


def shared(content: Content, find: Callable[[Content], T], make: Callable[[T], R]) -> R:
    """What a rule about single records goes by in all of them: what ``make`` makes of what ``find`` finds.

    ``find`` returns plain values, whose text changes with them; what is made is made once.
    """
    records = content.records
    found: R = records.shared(find, make) if isinstance(records, Asked) else make(find(content))
    return found


class Asked(TrackedMapping[Record]):
    """All records to look one up, of which a rule goes through one only; what it looked up is noted in ``read``."""

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


def each(content: Content, rules: Sequence[Rule]) -> Iterator[Problem]:
    """The problems the rules find in single records, of each rule at most ``MOST``."""
    seen = {key: repr([*some]) for key, some in groupby(sorted(looked_at(content)), itemgetter(0))}
    asked, stated = Asked(content), memoize(partial(_stated, content, seen))
    view = replace(content, records=asked, known=content.names)

    def said(question: Question) -> str:
        about, *key = question
        return stated(*key) if key else asked.state(about)

    def ask(record: Record) -> tuple[list[list[Problem]], Answers]:
        asked.one, asked.read = [record], {("record", record.key)}
        found = [list(islice(rule(view), MOST)) for rule in rules]
        forget(record)
        return found, {} if any(found) else {question: said(question) for question in asked.read}

    silent = Table[bool](content.settings.cache, given(content, rules), said)
    loud = [record for name, record in content.records.items() if not silent.get(name)]
    told = [0] * len(rules)
    for record, (found, answers) in zip(loud, parallel_map(ask, loud, content.settings.jobs), strict=True):
        if answers:
            silent.put(record.key, answers, True)
        for number, problems in enumerate(found):
            yield from problems[: max(0, MOST - told[number])]
            told[number] += len(problems)
    silent.save()


def _stated(content: Content, seen: Mapping[str, str], key: str) -> str:
    """What changes with a record, its files as they are written, comments and all, its pictures, and what was looked at in
    it; empty without one."""
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


def given(content: Content, rules: Sequence[Rule]) -> str:
    """Changes with the rules, the program, and what rules read of the settings."""
    one = content.settings
    settings = (one.today, one.profile, one.production, one.url, one.directory_urls, one.district)
    said = (reviews_of(content).readable, content.root.name, settings)
    return key_of("each", program_digest(), repr(said), *(f"{rule.__module__}.{rule.__name__}" for rule in rules))
