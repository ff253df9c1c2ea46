"""The published records as a graph with links in both directions."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from scripts.load.content import Content
from scripts.media import labels
from scripts.media.pictures import Pictures
from scripts.records.awards import Award
from scripts.records.base import Record
from scripts.records.streets import Street
from scripts.records.values import Relation
from scripts.records.venues import Venue
from scripts.records.vocabularies import Status
from scripts.records.walk import Link, files_of, links, path_of

R = TypeVar("R", bound=Record)


class Backlink(NamedTuple):
    """A record that links here, and its link."""

    record: Record
    link: Link


class Site:
    """The published records of a content folder, and their relations.

    Drafts are left out, and samples if ``production`` is set. A withdrawn record stays as a page that says so.
    ``url`` is the public address with a final slash, or empty.
    """

    def __init__(self, content: Content, *, production: bool = False, url: str = "") -> None:
        self.content = content
        self.url = url and url.rstrip("/") + "/"
        self.production = production
        self.records: Mapping[str, Record] = {
            key: record
            for key, record in content.records.items()
            if record.status is not Status.DRAFT and not (production and record.sample)
        }

    @cached_property
    def pictures(self) -> Pictures:
        """The pictures of the site, with the labels of AI-generated ones."""
        return Pictures(self.content.root, labels.of_content(self.content), self.url, self.content.settings.cache)

    @cached_property
    def as_of(self) -> date:
        """The last day on which a record was published or changed: a stand-in for today that needs no clock."""
        return max(filter(None, (one.updated for one in self.records.values())), default=date.min)

    @cached_property
    def round_years(self) -> dict[tuple[str, str], int]:
        """(award, round) → year, by the award's record or else by a recipient's honour."""
        found: dict[tuple[str, str], int] = {}
        for record in self.shown(self.records.values()):
            for honour in record.optional("honours") or ():
                if honour.round and honour.date:
                    found[honour.award, str(honour.round)] = honour.date.year
        said = {(award.id, str(one.round)): one.date.year for award in self.of(Award) for one in award.rounds}
        return found | said

    def of(self, kind: type[R]) -> list[R]:
        """The published records of a type, by id."""
        return [record for record in self.listed_in(kind.folder) if isinstance(record, kind)]

    def listed_in(self, folder: str) -> list[Record]:
        return self._by_folder.get(folder, [])

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        record = self.records.get(f"{kind.folder}/{record_id}")
        return record if isinstance(record, kind) and record.is_published else None

    def files(self) -> list[str]:
        """The sorted paths of the published records' pictures and sounds, relative to the content folder."""
        shown = self.shown(self.records.values())
        return sorted({path_of(record, item.file) for record in shown for _, item in files_of(record)})

    def url_of(self, target: Record | str) -> str:
        """The absolute address of a record or a relative address; empty if the site's own is unknown."""
        address = target if isinstance(target, str) else f"{target.key}/"
        return f"{self.url}{address}" if self.url else ""

    def outgoing(self, record: Record) -> tuple[Link, ...]:
        return tuple(link for link in links(record) if link.target in self.records)

    def incoming(self, record: Record) -> tuple[Backlink, ...]:
        """The links to this record, ordered by the linking records' keys."""
        return self._incoming.get(record.key, ())

    def street_of(self, record: Record) -> Street | None:
        """The record's own street, or else its venue's."""
        venue = self.find(Venue, record.optional("venue"))
        return self.find(Street, record.optional("street") or (venue.street if venue else None))

    def streets_of(self, record: Record) -> list[Street]:
        """The streets a record is found under: its own, its venues' and its tour stops'."""
        ids = [*(record.optional("venues") or ()), *(stop.venue for stop in record.optional("tour") or ())]
        found = [self.street_of(record), *(self.street_of(venue) for one in ids if (venue := self.find(Venue, one)))]
        return list({street.id: street for street in found if street}.values())

    @cached_property
    def _by_folder(self) -> dict[str, list[Record]]:
        groups: dict[str, list[Record]] = {}
        for record in self.shown(self.records.values()):
            groups.setdefault(record.folder, []).append(record)
        return groups

    @cached_property
    def _incoming(self) -> dict[str, tuple[Backlink, ...]]:
        found: dict[str, list[Backlink]] = {}
        for record in self.shown(self.records.values()):
            for link in (*links(record), *self._by_venue(record)):
                if link.target in self.records:
                    found.setdefault(link.target, []).append(Backlink(record, link))
        return {key: tuple(backlinks) for key, backlinks in found.items()}

    def _by_venue(self, record: Record) -> Iterator[Link]:
        """A link to the street of a record's venue, since a street's page lists everything in it."""
        alone = record.optional("venue") and not record.optional("street")
        if alone and (street := self.street_of(record)):
            yield Link(("venue",), Relation("streets", record.label), street.key)

    @staticmethod
    def shown(records: Iterable[Record]) -> list[Record]:
        """The published ones of ``records``, which excludes withdrawn ones."""
        return [record for record in records if record.is_published]
