"""What the rendering of a part of the site reads, noted while it reads: a part is kept while all of that stays the same.

Of records single fields are noted: a list does not change with the text of what it lists. What is asked of the site as a
whole is noted with the answer. Where something else is read, nothing is kept.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any, TypeVar

from scripts.cache import digest
from scripts.catalogue import Backlink, Site
from scripts.load.many import fingerprint
from scripts.media.derivatives import Derivatives
from scripts.media.tiles import Tiles
from scripts.records.base import Record
from scripts.records.focal import MIDDLE, Focal
from scripts.records.streets import Street
from scripts.records.walk import Link

R = TypeVar("R", bound=Record)
_WHOLE = frozenset({"__dict__"})
"""What gives all fields of a record at once."""


Row = tuple[str, tuple[str, ...], str]
"""A record read: what its whole said, which fields were read, and what they said."""
Stated = tuple[dict[str, Row], dict[str, str]]
"""What was read: the records by their keys, and what was asked of the site with a digest of the answer."""


@dataclass
class Reads:
    """The fields read of each record, by its key, and the questions to the site; ``unknown``: something else was read."""

    fields: dict[str, set[str]] = field(default_factory=dict)
    questions: set[str] = field(default_factory=set)
    unknown: bool = False


class State:
    """What a site says now to all that can be noted of it. Everything is looked for once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.keys = {id(record): key for key, record in site.records.items()}
        self._prints = {key: fingerprint(record) for key, record in site.records.items()}
        self._values: dict[tuple[str, str], str] = {}
        self._said: dict[str, str] = {}

    def stated(self, reads: Reads) -> Stated:
        """All that was read, and what stands there now."""
        fields = {key: self._row(key, tuple(sorted(names))) for key, names in reads.fields.items()}
        return fields, {question: self.said(question) for question in reads.questions}

    def same(self, stated: Stated) -> bool:
        """Does all that was read say the same now?"""
        fields, questions = stated
        return all(self.said(question) == said for question, said in questions.items()) and all(
            self._prints.get(key) == row[0] or (key in self._prints and self._is(key, fields))
            for key, row in fields.items()
        )

    def _is(self, key: str, fields: dict[str, Row]) -> bool:
        _, names, said = fields[key]
        fields[key] = self._row(key, names)  # next time the whole is the same again
        return fields[key][2] == said

    def _row(self, key: str, names: tuple[str, ...]) -> Row:
        return self._prints[key], names, self._fields(key, names)

    def said(self, question: str) -> str:
        if question not in self._said:
            self._said[question] = digest(self._answer(*question.split(" ")).encode())
        return self._said[question]

    def _fields(self, key: str, names: tuple[str, ...]) -> str:
        return digest("".join([self._value(key, name) for name in names]).encode())

    def _value(self, key: str, name: str) -> str:
        if (key, name) not in self._values:
            record = self.site.records[key]
            value = [record, record.files] if name in _WHOLE else getattr(record, name)
            self._values[key, name] = digest(repr(value).encode())
        return self._values[key, name]

    def _answer(self, about: str, name: str = "", *rest: str) -> str:
        site = self.site
        if about == "list":
            return " ".join(record.key for record in site.listed_in(name))
        if about == "incoming":
            return repr([(back.record.key, back.link) for back in site.incoming_to(name)])
        if about == "record":
            return str(name in site.records)
        if about == "records":
            return " ".join(site.records)
        if about == "picture":
            return repr([site.pictures.sizes(name, Focal(*map(int, rest))), site.pictures.content_of(name)])
        return repr(getattr(site, about))


class Traced:
    """A site to templates that notes in ``reads`` what it is asked; of the content it shows no more than is stated for all."""

    def __init__(self, site: Site) -> None:
        self.untraced, self.reads = site, Reads()
        self.url, self.production, self.shown = site.url, site.production, site.shown
        settings = replace(site.content.settings, today=None)
        self.content = SimpleNamespace(root=site.content.root, settings=settings)
        self.records = _Records(site.records, self)
        self.pictures = _Pictures(self)

    def ask(self, *question: str) -> None:
        self.reads.questions.add(" ".join(question))

    @property
    def as_of(self) -> date:
        self.ask("as_of")
        return self.untraced.as_of

    @property
    def round_years(self) -> dict[tuple[str, str], int]:
        self.ask("round_years")
        return self.untraced.round_years

    def of(self, kind: type[R]) -> list[R]:
        self.ask("list", kind.folder)
        return self.untraced.of(kind)

    def incoming(self, record: Record) -> tuple[Backlink, ...]:
        self.ask("incoming", record.key)
        return self.untraced.incoming(record)

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        return Site.find(self, kind, record_id)  # type: ignore[arg-type]

    def outgoing(self, record: Record) -> tuple[Link, ...]:
        return Site.outgoing(self, record)  # type: ignore[arg-type]

    def street_of(self, record: Record) -> Street | None:
        return Site.street_of(self, record)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> Any:
        self.reads.unknown = True
        return getattr(self.untraced, name)


class _Records(dict[str, Record]):
    """The records by their keys; which there are is noted, what is read of them elsewhere."""

    def __init__(self, records: dict[str, Record], site: Traced) -> None:
        super().__init__(records)
        self._ask = site.ask

    def get(self, key: str, default: Any = None) -> Any:
        self._ask("record", str(key))
        return super().get(key, default)

    def __getitem__(self, key: str) -> Record:
        self._ask("record", str(key))
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._ask("record", str(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._ask("records")
        return super().__iter__()

    def __len__(self) -> int:
        self._ask("records")
        return super().__len__()

    def values(self) -> Any:
        self._ask("records")
        return super().values()

    def items(self) -> Any:
        self._ask("records")
        return super().items()

    def keys(self) -> Any:
        self._ask("records")
        return super().keys()


class _Pictures:
    """The sizes of pictures; which picture was looked at is noted."""

    def __init__(self, site: Traced) -> None:
        self._site, self._ask = site.untraced, site.ask

    def sizes(self, path: str, focal: Focal = MIDDLE) -> Derivatives | None:
        self._ask("picture", path, str(focal.x), str(focal.y))
        return self._site.pictures.sizes(path, focal)

    def tiles(self, path: str) -> tuple[str, Tiles] | None:
        self._ask("picture", path, str(MIDDLE.x), str(MIDDLE.y))
        return self._site.pictures.tiles(path)


@contextmanager
def reading(keys: dict[int, str], reads: Reads) -> Iterator[None]:
    """Notes each field that is read of a record meanwhile. ``keys``: the records' keys by their identity."""

    noted: dict[tuple[int, str], type[Record]] = {}
    found = object.__getattribute__

    def read(record: Record, name: str) -> Any:
        noted[id(record), name] = type(record)
        if name == "memoize":
            return _not_memoized  # what was found before may have been read from anywhere
        return found(record, name)

    Record.__getattribute__ = read  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        del Record.__getattribute__
        for (record, name), kind in noted.items():
            if name in _names(kind):
                reads.fields.setdefault(keys.get(record, ""), set()).add(name)
        reads.unknown |= reads.fields.pop("", None) is not None


def _not_memoized(_: object, find: Callable[[], Any]) -> Any:
    return find()


@cache
def _names(kind: type[Record]) -> frozenset[str]:
    return _WHOLE | frozenset(kind.model_fields)
