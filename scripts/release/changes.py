"""Compares the Markdown pages of two builds: what readers will see differently."""

import difflib
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from scripts.catalogue.addresses import address_of, front_matter

_TITLE = re.compile(r'^title: "?(.*?)"?$', re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")


class Page(NamedTuple):
    """A page at an address (relative to the site's root): its title, and the lines a reader sees."""

    address: str
    title: str
    lines: tuple[str, ...]


class Changes(NamedTuple):
    """The pages that are new, gone, and changed (before and after)."""

    new: tuple[Page, ...]
    gone: tuple[Page, ...]
    changed: tuple[tuple[Page, Page], ...]


def changes(before: Path, after: Path) -> Changes:
    """Compares two folders of Markdown pages (``out/docs``)."""
    old, new = _texts(before), _texts(after)
    common = (name for name in new if name in old and new[name] != old[name])
    return Changes(
        tuple(_page(name, new[name]) for name in new if name not in old),
        tuple(_page(name, old[name]) for name in old if name not in new),
        tuple((_page(name, old[name]), _page(name, new[name])) for name in common),
    )


def lines_changed(before: Page, after: Page) -> list[str]:
    """A diff without context: ``- `` before each removed line, ``+ `` before each new one."""
    lines = difflib.unified_diff(before.lines, after.lines, lineterm="", n=0)
    return [f"{line[0]} {line[1:]}" for line in lines if not line.startswith(("---", "+++", "@@"))]


def addresses_made_from(files: Iterable[str]) -> tuple[str, ...]:
    """The address prefixes of the pages made from ``files``: records, pictures beside them, hand-written pages."""
    return tuple(set(map(_address_of_source, files)) - {""})


def _address_of_source(file: str) -> str:
    """``content/news/a.yml``, ``content/news/a/1.jpg`` → ``news/a/``; ``docs/join.md`` → ``join/``."""
    path = PurePosixPath(*PurePosixPath(file).parts[1:])
    return address_of(f"{path.with_suffix('') if path.suffix in {'.yml', '.md'} else path.parent}.md")


def _texts(docs: Path) -> dict[str, str]:
    return {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md"))}


def _page(name: str, text: str) -> Page:
    title = _TITLE.search(text)
    words = unescape(_TAG.sub(" ", front_matter(text)[1]))
    lines = (" ".join(line.split()) for line in words.splitlines())
    return Page(address_of(name), title[1] if title else address_of(name), tuple(line for line in lines if line))
