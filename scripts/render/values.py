"""Generated pages and list items as values."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from jinja2 import Environment

from scripts.catalogue.addresses import address_of
from scripts.speed.hard_links import FileState


@dataclass(slots=True)
class Current:
    """The page being rendered, for macros and helpers: its address, and its ``Listing`` if it is a list."""

    here: str = ""
    list: Any = None

    @property
    def asked(self) -> Mapping[str, str]:
        """The facets of the list (facet → label), for the lines under its records' titles."""
        return self.list.asked if self.list else {}


class Page(NamedTuple):
    """A generated page or file: its path in the docs folder, and its text."""

    path: str
    text: str

    @classmethod
    def of(cls, path: str, templates: Environment, *names: str, **values: object) -> "Page":
        """Renders the first existing template of ``names``, and collapses empty lines."""
        current = cast(Current, templates.globals["current"])
        current.here, current.list = address_of(path), values.get("list")
        text = templates.select_template(names).render({"here": current.here} | values)
        return cls(path, re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n")

    @classmethod
    def of_json(cls, path: str, data: object) -> "Page":
        """A JSON file."""
        return cls(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    @classmethod
    def of_table(cls, path: str, headings: Mapping[str, str], rows: Iterable[Mapping[str, object]]) -> "Page":
        """A CSV file for Excel and WPS, with a byte order mark. ``headings``: key → column heading."""
        text = io.StringIO()
        writer = csv.DictWriter(text, list(headings), lineterminator="\r\n")
        writer.writerow(headings)
        writer.writerows({key: _formula_safe(value) for key, value in row.items()} for row in rows)
        return cls(path, "\ufeff" + text.getvalue())


class StagedPage(NamedTuple):
    """An already staged page: its path, the digest of its text, its file's state, the pictures it may name."""

    path: str
    digest: str
    state: FileState
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A link to a list: a facet value, a page of a list, a menu line."""

    label: str
    address: str
    count: int = 0


def _formula_safe(value: object) -> object:
    """A cell that spreadsheets do not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] and value[0] in set("=+-@\t\r＝＋－＠") else value
