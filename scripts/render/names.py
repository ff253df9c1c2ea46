"""名录: every name of the site by the first letter of its pinyin, for readers who browse and for those without script."""

from collections.abc import Iterator

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.catalogue.addresses import address_of
from scripts.catalogue.sorting import initial, ordered
from scripts.records.base import Record
from scripts.records.news import News
from scripts.render.values import Item, Page


def name_pages(site: Site, templates: Environment) -> Iterator[Page]:
    """A first page with the letters, and a page a letter. News is left out: its headlines are no names."""
    records = [record for record in Site.shown(site.records.values()) if not isinstance(record, News)]
    groups: dict[str, list[Record]] = {}
    for record in ordered(records, "pinyin"):
        groups.setdefault(initial(record), []).append(record)
    letters = [Item(letter, f"names/{_word(letter)}/", len(group)) for letter, group in groups.items()]
    yield _page(templates, "names/index.md", "", [], letters)
    for letter, group in groups.items():
        yield _page(templates, f"names/{_word(letter)}.md", letter, group, letters)


def _page(templates: Environment, path: str, letter: str, records: list[Record], letters: list[Item]) -> Page:
    here = address_of(path)
    text = templates.get_template("names.md.j2").render(here=here, letter=letter, records=records, letters=letters)
    return Page.of(path, text)


def _word(letter: str) -> str:
    """How a letter stands in an address."""
    return letter.lower() if letter.isalpha() else "other"
