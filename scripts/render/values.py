"""Pages as values: what the templates get to see, and where a page stands."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page: its Markdown file relative to the docs folder, and its text."""

    path: str
    text: str

    @classmethod
    def of(cls, path: str, text: str) -> "Page":
        """A page of a rendered template, the empty lines its blocks left behind taken out."""
        return cls(path, re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n")


@dataclass(frozen=True, slots=True)
class Item:
    """One choice among lists: a facet value, a page of a list, a menu line."""

    label: str
    address: str
    count: int = 0
    current: bool = False
