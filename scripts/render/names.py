"""名录: every name of the site by the first letter of its pinyin, for readers who browse and for those without script."""

from collections.abc import Iterator

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.catalogue.people_order import headed
from scripts.catalogue.sorting import ordered
from scripts.records.news import News
from scripts.render.values import Item, Page


def name_pages(site: Site, templates: Environment) -> Iterator[Page]:
    """A first page with the letters, and a page a letter. News is left out: its headlines are no names."""
    records = [record for record in Site.shown(site.records.values()) if not isinstance(record, News)]
    groups = headed(site, ordered(records, "pinyin"), "pinyin")
    letters = [Item(letter, f"names/{_word(letter)}/", len(group)) for letter, group in groups]
    template = templates.get_template("names.md.j2")
    yield Page.of("names/index.md", template, letter="", records=[], letters=letters)
    for letter, group in groups:
        yield Page.of(f"names/{_word(letter)}.md", template, letter=letter, records=group, letters=letters)


def _word(letter: str) -> str:
    """How a letter stands in an address."""
    return letter.lower() if letter.isalpha() else "other"
