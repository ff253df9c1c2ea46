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
    template = templates.get_template("_panel.md.j2")
    for before, numbered, after in zip([None, *found], found, [*found[1:], None], strict=False):
        around = {"panels": found, "before": before, "after": after}
        yield Page.of(f"{show.key}/{numbered.number}.md", template, record=show, numbered=numbered, **around)
    print_set = layouts_of(show)
    template = templates.get_template("_print.md.j2")
    yield Page.of(f"{show.key}/print/index.md", template, record=show, print_set=print_set)
    template = templates.get_template("_layout.md.j2")
    for layout in print_set:
        yield Page.of(f"{show.key}/print/{layout.name}.md", template, record=show, panels=found, layout=layout)
    yield from codes(show, site.url)
    yield from object_lists(site, show)
    yield from manifest(site, show)
