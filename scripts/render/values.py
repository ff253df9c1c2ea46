"""Pages as values: what the templates get to see, and where a page stands."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jinja2 import Environment

from scripts.catalogue.addresses import address_of
from scripts.speed.hard_links import FileState


class Page(NamedTuple):
    """One generated page: its Markdown file relative to the docs folder, and its text."""

    path: str
    text: str

    @classmethod
    def of(cls, path: str, templates: Environment, *names: str, **values: object) -> "Page":
        """The first template there is of some, rendered for its place, the empty lines its blocks left behind taken out."""
        text = templates.select_template(names).render({"here": address_of(path)} | values)
        return cls(path, re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n")

    @classmethod
    def of_json(cls, path: str, data: object) -> "Page":
        """A file of data for machines."""
        return cls(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    @classmethod
    def of_table(cls, path: str, headings: Mapping[str, str], rows: Iterable[Mapping[str, object]]) -> "Page":
        """A table for Excel and WPS: CSV with the mark that says UTF-8. ``headings``: key → what stands above the column."""
        text = io.StringIO()
        writer = csv.DictWriter(text, list(headings), lineterminator="\r\n")
        writer.writerow(headings)
        writer.writerows({key: _formula_safe(value) for key, value in row.items()} for row in rows)
        return cls(path, "\ufeff" + text.getvalue())


class UnchangedPage(NamedTuple):
    """A page that is staged already: where, the digest of its text, how it was left, and the addresses of pictures it may
    name."""

    path: str
    digest: str
    left: FileState
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One choice among lists: a facet value, a page of a list, a menu line."""

    label: str
    address: str
    count: int = 0


def _formula_safe(value: object) -> object:
    """A cell that no table program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] and value[0] in set("=+-@\t\r＝＋－＠") else value
