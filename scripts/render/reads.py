"""Records what the rendering of a part reads: its pages are reused while all of that is unchanged.

Reads of records are recorded by field, so a list does not depend on the texts of its records. Questions to the site are
recorded with their answers. A part that reads anything else is not reused.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from types import SimpleNamespace
from typing import Any, cast

from scripts.catalogue import Backlink, Site
from scripts.load.content import Content
from scripts.load.many import fingerprint
from scripts.media.derivatives import Derivatives
from scripts.media.pictures import Pictures
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.readings import sound, spoken_tags
from scripts.records.values import MIDDLE, Focal
from scripts.records.walk import all_parts, files_of, links
from scripts.render.lists import Listing, listings
from scripts.speed.answers import Answers, Question, Table, TrackedMapping
from scripts.speed.cache import digest, key_of

_WHOLE = frozenset({"__dict__"})
"""The attribute that reads all fields of a record."""
MANY = 16
"""A record counts as read whole if so many of its fields were read: its fingerprint is known, their digest is not."""
_DERIVED: dict[str, Callable[[Record], object]] = {
    one.__name__: one for one in (sound, spoken_tags, links, all_parts, files_of)
}
"""Functions of one record, memoized on it; recorded as if they were fields."""


@dataclass
class Reads:
    """The recorded reads: ``fields`` by record key, ``questions`` to the site; ``unknown`` if anything else was read."""

    fields: dict[str, set[str]] = field(default_factory=dict)
    questions: set[Question] = field(default_factory=set)
    unknown: bool = False

    @property
    def all_questions(self) -> list[Question]:
        """Every recorded read as a question."""
        fields: Iterator[Question] = (
            ("fields", key, *sorted(names)) if len(names) < MANY and not names & _WHOLE else ("print", key)
            for key, names in self.fields.items()
        )
        return [*fields, *self.questions]


class SiteState:
    """The current answers of a site to recorded questions, each computed once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.keys = {id(record): key for key, record in site.records.items()}
        self._said: Answers = {}

    @cached_property
    def listings(self) -> dict[str, Listing]:
        """Every list of records by its address."""
        return {f"{listing.where}/": listing for folder in TYPES for listing in listings(self.site, folder)}

    def table(self, kind: str, made_with: str) -> Table[Any]:
        """The table of results from parts of the last site."""
        return Table(self.site.content.settings.cache, key_of(kind, made_with), self.answer_digest, _fallback)

    def answer_digest(self, question: Question) -> str:
        if question not in self._said:
            self._said[question] = digest(self._answer(*question).encode())
        return self._said[question]

    def _value(self, key: str, name: str) -> str:
        record, derived = self.site.records[key], _DERIVED.get(name)
        return repr(derived(record) if derived else getattr(record, name))

    def _answer(self, about: str, name: str = "", *rest: str) -> str:
        site = self.site
        if about == "fields":
            return "\n".join([self._value(name, one) for one in rest]) if name in site.records else ""
        if about == "list":
            return " ".join(record.key for record in site.listed_in(name))
        if about == "listing":
            found = self.listings.get(name)
            return repr([replace(found, records=[]), *(record.key for record in found.records)]) if found else ""
        if about == "incoming":
            pointing = site.incoming(site.records[name]) if name in site.records else ()
            return repr([(back.record.key, back.link) for back in pointing])
        if about == "print":
            return fingerprint(site.records[name]) if name in site.records else ""
        if about == "record":
            return str(name in site.records)
        if about == "records":
            return " ".join(site.records)
        if about == "picture":
            return repr([site.pictures.sizes(name, Focal(*map(int, rest))), site.pictures.digest_of(name)])
        return repr(getattr(site, about))


def _fallback(question: Question) -> Question | None:
    """A cheaper question that implies the same answer: the record's fingerprint instead of its fields."""
    return ("print", question[1]) if question[0] == "fields" else None


def _traced_attribute(name: str) -> Any:
    """A property of the site whose reads are recorded."""

    def read(site: "TrackedSite") -> Any:
        site.ask(name)
        return getattr(site.untraced, name)

    return property(read)


class TrackedSite(Site):
    """A site for templates that records questions in ``reads``. Its ``content`` has only what ``shared_inputs`` covers."""

    def __init__(self, site: Site) -> None:
        self.untraced, self.reads = site, Reads()
        self.url, self.production = site.url, site.production
        settings = replace(site.content.settings, today=None)
        self.content = cast(Content, SimpleNamespace(root=site.content.root, settings=settings))
        self.records = TrackedMapping(site.records, lambda question: self.ask(*question))
        self.pictures = _Pictures(self)

    def ask(self, *question: str) -> None:
        self.reads.questions.add(question)

    def listed_in(self, folder: str) -> list[Record]:
        self.ask("list", folder)
        return self.untraced.listed_in(folder)

    def incoming(self, record: Record) -> tuple[Backlink, ...]:
        self.ask("incoming", record.key)
        return self.untraced.incoming(record)

    as_of, round_years = map(_traced_attribute, ("as_of", "round_years"))


class _Pictures(Pictures):
    """Sizes and tiles of pictures; records which picture was asked for."""

    def __init__(self, site: TrackedSite) -> None:
        super().__init__(site.content.root, {})
        self._site, self._ask = site.untraced, site.ask

    def sizes(self, path: str, focal: Focal = MIDDLE) -> Derivatives | None:
        self._ask("picture", path, str(focal.x), str(focal.y))
        return self._site.pictures.sizes(path, focal)


@contextmanager
def track_reads(keys: dict[int, str], reads: Reads) -> Iterator[None]:
    """Records every field read of a record inside the block. ``keys``: ``id(record)`` → key."""

    noted = defaultdict[int, set[str]](set)
    found, memoize, tracked = object.__getattribute__, Record.memoize, _tracked_names("")

    def memoized(record: Record, what: Any, find: Callable[[], Any]) -> Any:
        if what not in _DERIVED.values():
            return find()  # a stored value's own reads are unknown
        noted[id(record)].add(what.__name__)
        return memoize(record, what, find)

    def read(record: Record, name: str) -> Any:
        if name in tracked:
            noted[id(record)].add(name)
        return found(record, name)

    Record.__getattribute__, Record.memoize = read, memoized  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        del Record.__getattribute__
        Record.memoize = memoize  # type: ignore[method-assign]
        for record, names in noted.items():
            key = keys.get(record, "")
            if fields := names & _tracked_names(key.partition("/")[0]):
                reads.fields.setdefault(key, set()).update(fields)
        reads.unknown |= reads.fields.pop("", None) is not None


@cache
def _tracked_names(folder: str) -> frozenset[str]:
    """What is recorded of the records in a folder; of an unknown record, the fields of all."""
    kinds = [TYPES[folder]] if folder else TYPES.values()
    return frozenset().union(_WHOLE, _DERIVED, *(kind.model_fields for kind in kinds))
