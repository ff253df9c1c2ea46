"""Everything an exhibition becomes besides its own page, in a fixed order."""

from collections.abc import Iterator

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.records.exhibitions import Exhibition
from scripts.render.exhibition.manifest import manifest
from scripts.render.exhibition.objects import object_lists
from scripts.render.exhibition.panels import codes, numbered_panels
from scripts.render.exhibition.print_layouts import layouts_of
from scripts.render.values import Page


def extra_pages(site: Site, templates: Environment, show: Exhibition) -> Iterator[Page]:
    """A short page for each panel, the print set, the codes to scan, the data."""
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
