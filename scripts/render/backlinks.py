"""The records that link to a record, in groups, and the related ones it names; each record once on a page."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from scripts.catalogue import Site
from scripts.catalogue.sorting import TYPES_IN_ORDER, count_coming, ordered
from scripts.records import TYPES
from scripts.records.base import Record

ANY = "相关内容"
"""The heading of records related in an unspecified way."""
SHOWN = 12
"""How many records of a long group the page itself shows; list pages show all."""


class Group(NamedTuple):
    """Records of one type that link here by one relation. ``slug`` is the relative address of the whole list.

    A long group shows all events after ``day``, from which the browser picks the next.
    """

    label: str
    slug: str
    records: tuple[Record, ...]
    item: str
    day: date

    @property
    def first(self) -> tuple[Record, ...]:
        return self.records[: max(SHOWN, count_coming(self.records, self.day))] if self.long else self.records

    @property
    def long(self) -> bool:
        return len(self.records) > 2 * SHOWN

    @property
    def most(self) -> int:
        """How many of ``first`` the browser shows at once; 0 for all."""
        return SHOWN if self.long and len(self.first) > SHOWN else 0


def backlinks(site: Site, record: Record, skip: Sequence[str] = ()) -> Iterator[Group]:
    """The groups of records that link to ``record``, by type and relation, without those headed by one of ``skip``."""
    found = _found(site, record)
    for folder, label in sorted(found, key=lambda key: (TYPES_IN_ORDER.index(TYPES[key[0]]), key[1])):
        labels = sorted(other for kind, other in found if kind == folder)
        number = f"-{labels.index(label) + 1}" if len(labels) > 1 else ""
        records = ordered(found[folder, label].values(), TYPES[folder].listing.order, site.as_of)
        if label not in skip:
            heading = _heading(label, folder, [other for _, other in found].count(label) > 1)
            slug, item = f"by-{folder}{number}", TYPES[folder].listing.item
            yield Group(heading, slug, tuple(records), item, site.as_of)


def _heading(label: str, folder: str, again: bool) -> str:
    """相关内容 → 相关新闻. If several types share a relation, the type is added, so that headings differ."""
    kind = TYPES[folder].label
    named = label.replace("内容", kind)
    return f"{label}：{kind}" if again and named == label else named


def see_also(site: Site, record: Record) -> list[Record]:
    """The related records that are not already shown as backlinks."""
    there = {key for group in _found(site, record).values() for key in group}
    targets = [site.records.get(key) for key in record.related if key not in there]
    return [target for target in targets if target and target.is_published]


def _found(site: Site, record: Record) -> dict[tuple[str, str], dict[str, Record]]:
    """The records that link here by type and relation; one with a specific relation is not repeated under ``ANY``."""
    found: dict[tuple[str, str], dict[str, Record]] = {}
    for back in sorted(site.incoming(record), key=lambda back: back.link.relation.back == ANY):
        folder, label = back.record.folder, back.link.relation.back
        if label != ANY or not any(back.record.key in group for group in found.values()):
            found.setdefault((folder, label), {}).setdefault(back.record.key, back.record)
    return found
