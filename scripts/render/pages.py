"""Records → pages: every record's own page, every list, the home page, the reference for editors."""

from collections.abc import Iterator

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.catalogue.addresses import address_of
from scripts.records.exhibitions import Exhibition
from scripts.records.venues import Venue
from scripts.records.vocabularies import Status
from scripts.render import environment, lists, names, redirects, reference
from scripts.render.backlinks import backlinks
from scripts.render.exhibition.pages import extra_pages
from scripts.render.exhibition.tour import venue_calendar
from scripts.render.values import Page


def render(site: Site) -> Iterator[Page]:
    """Every generated page of the site, in a fixed order."""
    templates = environment.make(site)
    yield from record_pages(site, templates)
    yield from lists.list_pages(site, templates)
    yield page(templates, "index.md", "home.md.j2")
    yield page(templates, "statistics/index.md", "figures.md.j2")
    yield page(templates, "policies.md", "policies.md.j2")
    yield page(templates, "sitemap.md", "sitemap.md.j2", lists=lists.overview(site))
    yield from names.name_pages(site, templates)
    yield from reference.field_pages(templates)
    yield from redirects.redirect_pages(site, templates)


def record_pages(site: Site, templates: Environment) -> Iterator[Page]:
    """A page for each record, and for each long group of records that point to it a list of its own."""
    for record in site.records.values():
        path = f"{record.key}.md"
        if record.status is Status.WITHDRAWN:
            yield page(templates, path, "_withdrawn.md.j2", record=record)
            continue
        yield page(templates, path, f"{record.folder}.md.j2", record=record)
        if isinstance(record, Exhibition):
            yield from extra_pages(site, templates, record)
        if isinstance(record, Venue):
            yield from venue_calendar(site, record)
        for group in backlinks(site, record):
            if group.long:
                yield from lists.group_pages(templates, record, group)


def page(templates: Environment, path: str, template: str, **values: object) -> Page:
    text = templates.get_template(template).render(here=address_of(path), **values)
    return Page.of(path, text)
