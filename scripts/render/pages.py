"""Records → pages: record pages, lists, the home page, the reference for editors, and all other generated files."""

import pickle
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.catalogue.addresses import address_of
from scripts.catalogue.urls_lock import Lock, redirects
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.exhibitions import Exhibition
from scripts.records.vocabularies import Status
from scripts.render import environment, lists, reference, taking_part
from scripts.render.backlinks import backlinks
from scripts.render.calendars import calendars, record_calendars
from scripts.render.exhibition.manifest import manifest
from scripts.render.exhibition.objects import object_lists
from scripts.render.exhibition.panels import codes, numbered_panels
from scripts.render.exhibition.print_layouts import layouts_of
from scripts.render.feeds import feeds
from scripts.render.open_data import data_files, data_pages
from scripts.render.personal_information import handling_page
from scripts.render.reads import Reads, SiteState, TrackedSite, track_reads
from scripts.render.values import Page, StagedPage
from scripts.speed.answers import Question, Table
from scripts.speed.cache import digest, folder_digest, key_of, program_digest
from scripts.speed.hard_links import file_state
from scripts.speed.workers import FEW, parallel_map

_ALWAYS_RENDERED = frozenset({"redirects", "personal-information"})
"""Parts that also depend on ``urls.lock``, ``reviews.yml`` or ``consents.lock``; they are rendered in every build."""
Part = str
"""A unit of rendering: a record's key, a type's folder (its lists), or a name in ``OTHER_PARTS``. In an incremental build
each list is its own part, named by its address, since few lists show a changed record."""


def render(site: Site) -> Iterator[Page]:
    """Every generated page of the site, in a fixed order."""
    templates = environment.make(site)
    return (page for part in parts(site) for page in pages_of(site, templates, part))


def parts(site: Site) -> list[Part]:
    """All parts, in the order of their pages."""
    return [*site.records, *TYPES, *OTHER_PARTS]


def pages_of(site: Site, templates: Environment, part: Part) -> Iterator[Page]:
    """The pages of one part, independent of the order in which parts are rendered."""
    if part in OTHER_PARTS:
        return OTHER_PARTS[part](site, templates)
    return (
        lists.list_pages(site, templates, part) if part in TYPES else record_pages(site, templates, site.records[part])
    )


class IncrementalPages:
    """The pages of a site, rendering and staging only those whose inputs have changed.

    ``staged`` is the folder the last build wrote, ``write`` writes a file there. A table stores each part's recorded reads; the
    cache also has its texts, in case they are no longer staged.
    """

    def __init__(self, site: Site, staged: Path, write: Callable[[str, bytes], object]) -> None:
        self.site, self.staged, self.write, self.cache = site, staged, write, site.content.settings.cache
        self.common, self.state, self.traced = shared_inputs(site), SiteState(site), TrackedSite(site)
        self.table: Table[list[StagedPage]] = self.state.table("parts", self.common)
        self.templates = environment.make(self.traced)

    def pages(self) -> Iterator[StagedPage]:
        """All pages in order. Pages are staged by the process that renders them, so that their texts need not be sent."""
        every: list[Part] = [*self.site.records, *self.state.listings, *OTHER_PARTS]
        same = {part: found for part in every if (found := self._unchanged(part)) is not None}
        missing = [part for part in every if part not in same]
        for name in self.templates.list_templates() if len(missing) > FEW else ():
            self.templates.get_template(name)  # compile once here, not in every worker
        others = parallel_map(self._made, missing, self.site.content.settings.jobs)
        for part in every:
            if part in same:
                yield from same[part]
                continue
            made, questions = next(others)
            yield from made
            if questions is not None:
                self.table.put(part, questions, made)
        self.table.save()

    def _unchanged(self, part: Part) -> list[StagedPage] | None:
        """The pages of an unchanged part, staged again from their stored texts if need be; else None."""
        made = self.table.get(part)
        if made is None or all(self._is_staged(page) for page in made):
            return made
        kept = self.cache.get(self._texts(part, made))
        return list(map(self._stage, pickle.loads(kept))) if kept else None  # noqa: S301  # verified, and ours

    def _is_staged(self, page: StagedPage) -> bool:
        try:
            return file_state(f"{self.staged}/{page.path}") == page.state
        except OSError:
            return False

    def _stage(self, page: Page) -> StagedPage:
        data, pictures = page.text.encode(), self.site.pictures.named_in(page.text, address_of(page.path))
        self.write(page.path, data)
        return StagedPage(page.path, digest(data), file_state(f"{self.staged}/{page.path}"), tuple(sorted(pictures)))

    def _texts(self, part: Part, made: list[StagedPage]) -> str:
        return key_of("texts", self.common, part, *(page.digest for page in made))

    def _made(self, part: Part) -> tuple[list[StagedPage], list[Question] | None]:
        """The new pages of a part, and their recorded reads; None if these are unknown."""
        if part in _ALWAYS_RENDERED:
            return list(map(self._stage, self._render(self.site, part))), None
        reads = self.traced.reads = Reads()
        with track_reads(self.state.keys, reads):
            pages = list(self._render(self.traced, part))
        made = list(map(self._stage, pages))
        if reads.unknown:
            return made, None
        self.cache.put(self._texts(part, made), pickle.dumps(pages, pickle.HIGHEST_PROTOCOL))
        return made, reads.all_questions

    def _render(self, site: Site, part: Part) -> Iterator[Page]:
        if listing := self.state.listings.get(part):
            self.traced.ask("listing", part)
            return lists.pages(site, self.templates, listing)
        return pages_of(site, self.templates, part)


def shared_inputs(site: Site) -> str:
    """A key of what every page may read besides records: code, templates, versions, settings."""
    settings = site.content.settings
    said = (site.url, site.production, sorted(settings.facts.items()), settings.profile, settings.directory_urls)
    return key_of(
        "parts", program_digest(), folder_digest(environment.TEMPLATES), repr((said, settings.name, settings.district))
    )


def record_pages(site: Site, templates: Environment, record: Record) -> Iterator[Page]:
    """A record's page, its calendar, and a list for each long backlink group."""
    path = f"{record.key}.md"
    if record.status is Status.WITHDRAWN:
        yield Page.of(path, templates, "_withdrawn.md.j2", record=record)
        return
    yield Page.of(path, templates, f"{record.folder}.md.j2", record=record)
    if isinstance(record, Exhibition):
        yield from exhibition_pages(site, templates, record)
    yield from record_calendars(site, record)
    for group in backlinks(site, record):
        if group.long:
            yield from lists.group_pages(site, templates, record, group)


def exhibition_pages(site: Site, templates: Environment, show: Exhibition) -> Iterator[Page]:
    """A short page for each panel, the print set, the QR codes, the data."""
    found = numbered_panels(show)
    for before, numbered, after in zip([None, *found], found, [*found[1:], None], strict=False):
        values = {"record": show, "numbered": numbered, "panels": found, "before": before, "after": after}
        yield Page.of(f"{show.key}/{numbered.number}.md", templates, "_panel.md.j2", **values)
    print_set = layouts_of(show)
    yield Page.of(f"{show.key}/print/index.md", templates, "_print.md.j2", record=show, print_set=print_set)
    for layout in print_set:
        path, values = f"{show.key}/print/{layout.name}.md", {"record": show, "panels": found, "layout": layout}
        yield Page.of(path, templates, "_layout.md.j2", **values)
    yield from codes(show, site.url)
    yield from object_lists(site, show)
    yield from manifest(site, show)


def single_pages(site: Site, templates: Environment) -> Iterator[Page]:
    """Pages that exist once."""
    yield Page.of("index.md", templates, "home.md.j2")
    yield Page.of("statistics/index.md", templates, "figures.md.j2")
    yield Page.of("policies.md", templates, "policies.md.j2")
    yield Page.of("corrections.md", templates, "corrections.md.j2")
    yield Page.of("today.md", templates, "today.md.j2", audience=None)
    for audience in taking_part.audiences(site):
        yield Page.of(f"today/{audience}.md", templates, "today.md.j2", audience=audience)
    yield Page.of("join.md", templates, "join.md.j2")
    yield Page.of("sitemap.md", templates, "sitemap.md.j2", lists=lists.overview(site))
    yield Page("robots.txt", _robots(site))
    yield Page("site.webmanifest", templates.get_template("site.webmanifest").render() + "\n")


def _robots(site: Site) -> str:
    """Allows crawling only of a production site: samples must not be taken for facts."""
    if not site.production:
        return "User-agent: *\nDisallow: /\n"
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {site.url}sitemap.xml\n" if site.url else "")


def redirect_pages(site: Site, templates: Environment) -> Iterator[Page]:
    """A small HTML page at each old address."""
    for here, (there, record) in _redirects(site).items():
        yield Page.of(f"{here}index.html", templates, "_redirect.html.j2", there=there, record=record)


def server_maps(site: Site) -> dict[str, str]:
    """Files for nginx' ``map``: old address → new (301), and withdrawn addresses (410)."""
    root = urlsplit(site.url).path or "/"
    moved = [f"{root}{here} {root}{there};" for here, (there, _) in _redirects(site).items()]
    gone = [f"{root}{record.key}/ 1;" for record in site.records.values() if record.status is Status.WITHDRAWN]
    return {name: "".join(f"{line}\n" for line in lines) for name, lines in (("moved.map", moved), ("gone.map", gone))}


def _redirects(site: Site) -> dict[str, tuple[str, Record]]:
    return redirects(site.records.values(), Lock.of(site.content))


OTHER_PARTS: dict[str, Callable[[Site, Environment], Iterator[Page]]] = {
    "single": single_pages,
    "names": lists.name_pages,
    "calendars": lambda site, _: calendars(site),
    "feeds": feeds,
    **{f"data/{folder}": partial(data_files, kind) for folder, kind in TYPES.items()},
    "data": data_pages,
    "personal-information": handling_page,
    "fields": lambda _, templates: reference.field_pages(templates),
    "schemas": lambda *_: reference.schema_files(),
    "redirects": redirect_pages,
}
