"""The records as one graph: what is published, what points to what, from both sides."""

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
    """One record that points here, and the relation it points by."""

    record: Record
    link: Link


class Site:
    """The published records of a content folder, and their relations.

    Drafts are left out; so are samples when ``production`` is set. A withdrawn record stays, as a page that says so.
    ``url`` is the public address, with a slash at its end, or empty.
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
        """The pictures of the site, and the labels of those that machines made."""
        return Pictures(self.content.root, labels.of_content(self.content), self.url, self.content.settings.cache)

    @cached_property
    def as_of(self) -> date:
        """The day the newest record was published or changed: as near to today as one comes without a clock."""
        return max(filter(None, (one.updated for one in self.records.values())), default=date.min)

    @cached_property
    def round_years(self) -> dict[tuple[str, str], int]:
        """The year of counted rounds by award and round: as the award says, else as any who were named in it do."""
        found: dict[tuple[str, str], int] = {}
        for record in self.shown(self.records.values()):
            for honour in record.optional("honours") or ():
                if honour.round and honour.date:
                    found[honour.award, str(honour.round)] = honour.date.year
        said = {(award.id, str(one.round)): one.date.year for award in self.of(Award) for one in award.rounds}
        return found | said

    def of(self, kind: type[R]) -> list[R]:
        """All records of a type that are shown in lists, in the order of their ids."""
        return [record for record in self.listed_in(kind.folder) if isinstance(record, kind)]

    def listed_in(self, folder: str) -> list[Record]:
        return self._by_folder.get(folder, [])

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        record = self.records.get(f"{kind.folder}/{record_id}")
        return record if isinstance(record, kind) and record.is_published else None

    def files(self) -> list[str]:
        """The pictures and sounds of the records that are shown, relative to the content folder, in order."""
        shown = self.shown(self.records.values())
        return sorted({path_of(record, item.file) for record in shown for _, item in files_of(record)})

    def url_of(self, target: Record | str) -> str:
        """The absolute address of a record, or of an address in the site; empty where the site's own is not known."""
        address = target if isinstance(target, str) else f"{target.key}/"
        return f"{self.url}{address}" if self.url else ""

    def outgoing(self, record: Record) -> tuple[Link, ...]:
        return tuple(link for link in links(record) if link.target in self.records)

    def incoming(self, record: Record) -> tuple[Backlink, ...]:
        """Who points to this record, each relation once, in the order of the pointing records' keys."""
        return self._incoming.get(record.key, ())

    def street_of(self, record: Record) -> Street | None:
        """The street a record belongs to: its own, or else that of its venue."""
        venue = self.find(Venue, record.optional("venue"))
        return self.find(Street, record.optional("street") or (venue.street if venue else None))

    def streets_of(self, record: Record) -> list[Street]:
        """The streets a record is found under: the one it belongs to, and those of its venues and of the stops of its tour."""
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
        """The street a record belongs to only through its venue: a street's page lists everything in it."""
        alone = record.optional("venue") and not record.optional("street")
        if alone and (street := self.street_of(record)):
            yield Link(("venue",), Relation("streets", record.label), street.key)

    @staticmethod
    def shown(records: Iterable[Record]) -> list[Record]:
        """Those of ``records`` that are published, not withdrawn."""
        return [record for record in records if record.is_published]
