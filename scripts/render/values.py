"""Pages as values: what the templates get to see, and where a page stands."""

import posixpath
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


def address_of(path: str) -> str:
    """The public address of a Markdown file, relative to the site's root: ``a/b.md`` → ``a/b/``, ``a/index.md`` → ``a/``."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def relative(target: str, here: str) -> str:
    """``target`` as seen from the page at address ``here``; both relative to the site's root, ``""`` is the root."""
    path, hash_, fragment = target.partition("#")
    found = posixpath.relpath(path or ".", here or ".")
    slash = "/" if path.endswith("/") or not path else ""
    return f"{found}{slash}{hash_}{fragment}".removeprefix("./") or "./"
