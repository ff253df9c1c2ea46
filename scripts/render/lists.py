"""Paginated list pages: all records of a type, those of a facet value, and long backlink groups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import NamedTuple

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.catalogue.addresses import address_of
from scripts.catalogue.facets import HONOURED, LABELS, LABELS_BY_TYPE, Value, by_value, combinations
from scripts.catalogue.sorting import (
    ORDERS,
    TYPES_IN_ORDER,
    count_coming,
    grouped_by_heading,
    in_order,
    initial,
    ordered,
)
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.fields import fields_by_key
from scripts.records.news import News
from scripts.render.backlinks import Group
from scripts.render.values import Item, Page

PER_PAGE = 40
NEAR = 2
"""How many page numbers are shown on each side of the current one."""


class Facet(NamedTuple):
    """A facet: its heading and its choices, each of them a list."""

    label: str
    choices: tuple[Item, ...]


@dataclass(frozen=True)
class Listing:
    """A list before pagination. ``where`` is its folder; ``whole`` is False for a part of the records.

    ``ordered_by`` is an order other than its type's own; ``asked`` is facet → label of what all its records share.
    """

    where: str
    title: str
    kind: type[Record]
    records: list[Record]
    facets: tuple[Facet, ...] = ()
    crumbs: tuple[Item, ...] = ()
    template: str = "_list.md.j2"
    whole: bool = True
    ordered_by: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def order(self) -> str:
        """Its order; empty if its type has only one."""
        return self.ordered_by or next(iter(self.kind.listing.orders), "")

    @property
    def orders(self) -> tuple[Item, ...]:
        """The lists of all records in each order; empty for a part of the records."""
        if self.where != self.kind.folder and not self.ordered_by:
            return ()
        own, names = self.kind.folder, self.kind.listing.orders
        return tuple(
            Item(ORDERS[name].label, f"{own}/by-{name}/" if at else f"{own}/") for at, name in enumerate(names)
        )


class Pager(NamedTuple):
    """The page numbers to show: the first, the last and nearby ones; None marks a gap."""

    previous: Item | None
    next: Item | None
    items: tuple[Item | None, ...]


def list_pages(site: Site, templates: Environment, folder: str) -> Iterator[Page]:
    """The pages of all lists of a type."""
    for listing in listings(site, folder):
        yield from pages(site, templates, listing)


def group_pages(site: Site, templates: Environment, record: Record, group: Group) -> Iterator[Page]:
    """The list pages of a long backlink group of ``record``."""
    title = f"{record.title}：{group.label}"
    crumbs = (Item(record.label, f"{record.folder}/"), Item(record.title, f"{record.key}/"))
    listing = Listing(f"{record.key}/{group.slug}", title, type(group.records[0]), list(group.records), crumbs=crumbs)
    yield from pages(site, templates, listing)


def overview(site: Site) -> list[Item]:
    """Every non-empty type's list with the number of its records."""
    found = [Item(kind.label, f"{kind.folder}/", len(site.of(kind))) for kind in TYPES_IN_ORDER]
    return [item for item in found if item.count]


def listings(site: Site, folder: str) -> Iterator[Listing]:
    """A type's lists: all records, by order, by facet value, by combination."""
    kind = TYPES[folder]
    records = ordered(site.of(kind), kind.listing.order, site.as_of)
    values = {name: by_value(site, records, name) for name in kind.listing.by}
    facets = {name: _facet(folder, name, found) for name, found in values.items()}
    crossed, home = _CrossedLists.of(site, kind), (Item(kind.label, f"{folder}/"),)
    shown = crossed.years() + tuple(facet for facet in facets.values() if len(facet.choices) > 1)
    if folder != "statistics":  # its first page is the figures, render.pages
        yield Listing(folder, kind.label, kind, records, shown, template=f"{folder}-index.md.j2")
    for order in kind.listing.orders[1:]:
        title, people = f"{kind.label}：按{ORDERS[order].label}", in_order(site, records, order)
        yield Listing(f"{folder}/by-{order}", title, kind, people, (), home, whole=False, ordered_by=order)
    for name, facet in facets.items():
        for (word, label), members in values[name].items():
            twice = sum(label == item.label for other in facets.values() for item in other.choices) > 1
            title = f"{kind.label}：{label}" + (f"（{facet.label}）" if twice else "")
            where, asked = _folder(folder, name, word), {name: label}
            yield Listing(where, title, kind, members, (facet,), home, whole=False, asked=asked)
    yield from crossed.listings()


Chosen = tuple[str, ...]
"""The chosen label of each facet that can be combined; empty where none is chosen."""


class _CrossedLists(NamedTuple):
    """Combined facets: ``words`` facet → label → word of the address; ``members`` choice → holders of honours."""

    kind: type[Record]
    words: dict[str, dict[str, str]]
    members: dict[Chosen, list[Record]]

    @classmethod
    def of(cls, site: Site, kind: type[Record]) -> "_CrossedLists":
        names = kind.listing.crossed
        holders = in_order(site, (one for held in HONOURED for one in site.of(held)), "street") if names else []
        words = {name: {label: word for word, label in by_value(site, holders, name)} for name in names}
        members: dict[Chosen, list[Record]] = {}
        for record in holders:
            for chosen in sorted({part for whole in combinations(site, record, names) for part in _choices_in(whole)}):
                members.setdefault(chosen, []).append(record)
        return cls(kind, words, members)

    def listings(self) -> Iterator[Listing]:
        """A list for each combination: 2024年 · 敬业奉献 · 雁北街道."""
        for chosen in filter(any, sorted(self.members)):
            facets = (self.others(chosen, place) for place in range(len(chosen)))
            title = f"历年荣誉：{' · '.join(filter(None, chosen))}"
            last = max(place for place, label in enumerate(chosen) if label)
            above = tuple(label if place < last else "" for place, label in enumerate(chosen))
            crumbs = [Item(self.kind.label, f"{self.kind.folder}/")]
            crumbs += [self.item(above, " · ".join(filter(None, above)))] if any(above) else []
            shown = tuple(facet for facet in facets if facet.choices)
            asked = {name: label for name, label in zip(self.words, chosen, strict=True) if label}
            where, members, way = self.where(chosen), self.members[chosen], tuple(crumbs)
            yield Listing(where, title, self.kind, members, shown, way, whole=False, ordered_by="street", asked=asked)

    def years(self) -> tuple[Facet, ...]:
        """The choices of each year: the whole year, then each category."""
        if not self.words:
            return ()
        years, categories, *rest = self.words.values()
        none = ("",) * len(rest)
        choices = {year: [(year, label, *none) for label in ("", *categories)] for year in years}
        return tuple(
            Facet(year, tuple(self.item(one, one[1] or "全部") for one in found if one in self.members))
            for year, found in choices.items()
        )

    def others(self, chosen: Chosen, place: int) -> Facet:
        """The choices of one facet while the others stay chosen: all values, or one."""
        name = list(self.words)[place]
        every = ((*chosen[:place], label, *chosen[place + 1 :]) for label in ("", *self.words[name]))
        items = [self.item(other, other[place] or "全部") for other in every if other in self.members]
        return Facet(_label(self.kind.folder, name), tuple(items) if len(items) > 1 else ())

    def item(self, chosen: Chosen, label: str) -> Item:
        return Item(label, f"{self.where(chosen)}/", len(self.members[chosen]))

    def where(self, chosen: Chosen) -> str:
        folder = self.kind.folder
        for (name, words), label in zip(self.words.items(), chosen, strict=True):
            folder = _folder(folder, name, words[label]) if label else folder
        return folder


def _choices_in(whole: Chosen) -> Iterator[Chosen]:
    """Every choice of a subset of the labels."""
    return product(*({label, ""} for label in whole))


def _facet(folder: str, name: str, values: dict[Value, list[Record]]) -> Facet:
    items = (Item(label, f"{_folder(folder, name, word)}/", len(found)) for (word, label), found in values.items())
    return Facet(_label(folder, name), tuple(items))


def _label(folder: str, name: str) -> str:
    own = fields_by_key(TYPES[folder]).get(name)
    return LABELS_BY_TYPE.get((folder, name)) or (own.label.removesuffix("编号") if own else LABELS[name])


def _folder(folder: str, name: str, word: str) -> str:
    """The folder of a facet value's list: a year directly below its type, others below ``by-…``."""
    return f"{folder}/{word}" if name == "year" else f"{folder}/by-{name}/{word}"


def pages(site: Site, templates: Environment, listing: Listing) -> Iterator[Page]:
    """The pages of one list. An empty list has one page that says so. All coming events are on the first.

    The first page uses the list's own template, if any, the others ``_list.md.j2``.
    """
    records = listing.records
    most = PER_PAGE if listing.kind.listing.paged or not listing.whole else max(1, len(records))
    first = max(most, count_coming(records, site.as_of)) if len(records) > most else most
    chunks = [records[:first], *(records[start : start + most] for start in range(first, len(records), most))]
    paths = [f"{listing.where}/index.md"] + [f"{listing.where}/page-{n}.md" for n in range(2, len(chunks) + 1)]
    letters = () if listing.ordered_by else _letters(listing.kind, paths, chunks)
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True), 1):
        names = [listing.template, "_list.md.j2"] if number == 1 else ["_list.md.j2"]
        shown = {"records": chunk, "number": number, "pager": _pager(paths, number), "letters": letters}
        yield Page.of(path, templates, *names, list=listing, **shown)


def _pager(paths: list[str], number: int) -> Pager | None:
    pages = [Item(str(n), address_of(path)) for n, path in enumerate(paths, 1)]
    last = len(pages)
    if last < 2:
        return None
    near = range(max(2, number - NEAR), min(last, number + NEAR + 1))
    items: list[Item | None] = []
    for before, n in pairwise([0, 1, *near, last]):
        items += [None, pages[n - 1]] if n > before + 1 else [pages[n - 1]]
    return Pager(pages[number - 2] if number > 1 else None, pages[number] if number < last else None, tuple(items))


def _letters(kind: type[Record], paths: list[str], chunks: list[list[Record]]) -> tuple[Item, ...]:
    """The place where each initial begins, for a list by pinyin of several pages."""
    if kind.listing.order != "pinyin" or len(paths) < 2:
        return ()
    found: dict[str, str] = {}
    for path, chunk in zip(paths, chunks, strict=True):
        for record in chunk:
            letter = initial(record)
            found.setdefault(letter, f"{address_of(path)}#{letter if letter != '#' else 'other'}")
    return tuple(Item(letter, address) for letter, address in found.items())


def name_pages(site: Site, templates: Environment) -> Iterator[Page]:
    """The index of names: the letters, then a page for each. News is left out: headlines are no names."""
    records = [record for record in Site.shown(site.records.values()) if not isinstance(record, News)]
    groups = grouped_by_heading(site, ordered(records, "pinyin"), "pinyin")
    where = {letter: f"names/{letter.lower() if letter.isalpha() else 'other'}" for letter, _ in groups}
    letters = [Item(letter, f"{where[letter]}/", len(group)) for letter, group in groups]
    yield Page.of("names/index.md", templates, "names.md.j2", letter="", records=[], letters=letters)
    for letter, group in groups:
        yield Page.of(f"{where[letter]}.md", templates, "names.md.j2", letter=letter, records=group, letters=letters)
