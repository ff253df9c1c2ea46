"""List pages: all records of a type, and those of one facet value, so many a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import Environment

from scripts.records import TYPES
from scripts.records.base import Record
from scripts.render.facets import LABELS, Value, facet, place_of
from scripts.render.order import initial, ordered
from scripts.render.values import Item, Page, address_of
from scripts.render.views import Group
from scripts.site import Site

PER_PAGE = 40


@dataclass(frozen=True)
class Facet:
    """One way to browse a list: its heading and its choices, each a list of its own."""

    label: str
    choices: tuple[Item, ...]


@dataclass(frozen=True)
class ListPage:
    """One page of one list, as the template sees it."""

    title: str
    path: str
    records: tuple[Record, ...]
    kind: type[Record]
    total: int
    number: int = 1
    pages: tuple[Item, ...] = ()
    facets: tuple[Facet, ...] = ()
    letters: tuple[Item, ...] = ()
    crumbs: tuple[Item, ...] = field(default=())
    whole: bool = True


def list_pages(site: Site, templates: Environment) -> Iterator[Page]:
    """The lists of every type. A type with a template ``<folder>-index.md.j2`` has a first page of its own making."""
    for folder, kind in TYPES.items():
        records = ordered(site.of(kind), kind.listing.order)
        own = f"{folder}-index.md.j2"
        template = own if own in templates.list_templates() else "_list.md.j2"
        if folder != "statistics":
            facets = _facets(site, folder, kind, records)
            yield from _pages(templates, folder, kind.label, kind, records, facets=facets, template=template)
        for name in kind.listing.by:
            for value, members in _values(site, records, name).items():
                yield from _facet_pages(site, templates, folder, kind, name, value, members, records)


def group_pages(templates: Environment, record: Record, group: Group) -> Iterator[Page]:
    """The whole of a long group of records that point to ``record``."""
    kind = type(group.records[0])
    title = f"{record.title}：{group.label}"
    crumbs = (Item(TYPES[record.folder].label, f"{record.folder}/"), Item(record.title, f"{record.key}/"))
    yield from _pages(templates, f"{record.key}/{group.slug}", title, kind, list(group.records), crumbs=crumbs)


def overview(site: Site) -> list[Item]:
    """The list of every type with the number of its records; empty types left out."""
    found = [Item(kind.label, f"{folder}/", len(site.of(kind))) for folder, kind in TYPES.items()]
    return [item for item in found if item.count]


def facet_folder(folder: str, name: str, value: str) -> str:
    """Where the list of one facet value stands: a year directly below its type, the others behind ``by-…``."""
    return f"{folder}/{value}" if name == "year" else f"{folder}/by-{name}/{value}"


def _values(site: Site, records: list[Record], name: str) -> dict[Value, list[Record]]:
    found: dict[Value, list[Record]] = {}
    for record in records:
        for value in facet(site, record, name):
            found.setdefault(value, []).append(record)
    place = place_of(site, name)
    return dict(sorted(found.items(), key=lambda item: place(item[0])))  # type: ignore[arg-type, return-value]


def _facets(site: Site, folder: str, kind: type[Record], records: list[Record], chosen: str = "") -> tuple[Facet, ...]:
    facets = []
    for name in kind.listing.by:
        items = []
        for (word, label), members in _values(site, records, name).items():
            address = f"{facet_folder(folder, name, word)}/"
            items.append(Item(label, address, len(members), address == chosen))
        if len(items) > 1 or chosen:
            facets.append(Facet(LABELS.get(name, name), tuple(items)))
    return tuple(facets)


def _facet_pages(
    site: Site,
    templates: Environment,
    folder: str,
    kind: type[Record],
    name: str,
    value: Value,
    members: list[Record],
    everything: list[Record],
) -> Iterator[Page]:
    where = facet_folder(folder, name, value[0])
    facets = tuple(
        facet for facet in _facets(site, folder, kind, everything, f"{where}/") if facet.label == LABELS.get(name, name)
    )
    crumbs = (Item(kind.label, f"{folder}/"),)
    yield from _pages(
        templates, where, f"{kind.label}：{value[1]}", kind, members, facets=facets, crumbs=crumbs, whole=False
    )


def _pages(
    templates: Environment,
    where: str,
    title: str,
    kind: type[Record],
    records: list[Record],
    *,
    facets: tuple[Facet, ...] = (),
    crumbs: tuple[Item, ...] = (),
    template: str = "_list.md.j2",
    whole: bool = True,
) -> Iterator[Page]:
    """The pages of one list; an empty list still has its first page, which says so."""
    chunks = [records[start : start + PER_PAGE] for start in range(0, len(records), PER_PAGE)] or [[]]
    paths = [f"{where}/index.md"] + [f"{where}/page-{number}.md" for number in range(2, len(chunks) + 1)]
    letters = _letters(kind, paths, chunks)
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True), 1):
        pager = tuple(Item(str(n), address_of(p), 0, n == number) for n, p in enumerate(paths, 1))
        listing = ListPage(
            title=title,
            path=path,
            records=tuple(chunk),
            kind=kind,
            total=len(records),
            number=number,
            pages=pager,
            facets=facets if number == 1 else (),
            letters=letters,
            crumbs=crumbs,
            whole=whole,
        )
        text = templates.get_template(template if number == 1 else "_list.md.j2")
        yield Page.of(path, text.render(here=address_of(path), list=listing))


def _letters(kind: type[Record], paths: list[str], chunks: list[list[Record]]) -> tuple[Item, ...]:
    """Where each initial begins, for a list by pinyin that runs over several pages."""
    if kind.listing.order != "pinyin" or len(paths) < 2:
        return ()
    found: dict[str, str] = {}
    for path, chunk in zip(paths, chunks, strict=True):
        for record in chunk:
            letter = initial(record)
            found.setdefault(letter, f"{address_of(path)}#{anchor_of(letter)}")
    return tuple(Item(letter, address) for letter, address in found.items())


def anchor_of(letter: str) -> str:
    """The id of a letter's heading."""
    return letter if letter != "#" else "other"
