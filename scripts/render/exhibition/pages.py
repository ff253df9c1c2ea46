"""Everything an exhibition becomes besides its own page, in a fixed order."""

from collections.abc import Iterator

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.catalogue.addresses import address_of
from scripts.records.exhibitions import Exhibition
from scripts.render.exhibition.codes import codes
from scripts.render.exhibition.manifest import manifest
from scripts.render.exhibition.objects import object_lists
from scripts.render.exhibition.panels import numbered_panels
from scripts.render.exhibition.print_layouts import layouts_of
from scripts.render.values import Page


def extra_pages(site: Site, templates: Environment, show: Exhibition) -> Iterator[Page]:
    """A short page for each panel, the print set, the codes to scan, the data."""
    found = numbered_panels(show)
    for place, numbered in enumerate(found):
        turn = {
            "before": found[place - 1] if place else None,
            "after": found[place + 1] if place + 1 < len(found) else None,
        }
        yield _page(
            templates,
            f"{show.key}/{numbered.number}.md",
            "_panel.md.j2",
            record=show,
            numbered=numbered,
            panels=found,
            **turn,
        )
    print_set = layouts_of(show)
    yield _page(templates, f"{show.key}/print/index.md", "_print.md.j2", record=show, print_set=print_set)
    for layout in print_set:
        path = f"{show.key}/print/{layout.name}.md"
        yield _page(templates, path, "_layout.md.j2", record=show, panels=found, layout=layout)
    yield from codes(show, site.url)
    yield from object_lists(site, show)
    yield from manifest(site, show)


def _page(templates: Environment, path: str, template: str, **values: object) -> Page:
    return Page.of(path, templates.get_template(template).render(here=address_of(path), **values))
