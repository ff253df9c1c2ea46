"""Checks that every internal link, anchor and picture of the built site exists. The same pass finds active content."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from posixpath import join, normpath
from typing import Any, NamedTuple
from urllib.parse import unquote

from scripts.checks import active_content
from scripts.load.file_names import entries
from scripts.speed.workers import parallel_map

_TARGET = frozenset({"href", "src", "poster"})
_ID = frozenset({"id", "name"})
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

Place = tuple[str, str]
"""A link's target: a path from the site's root, and an id there or ``""``."""


class BuiltPage(NamedTuple):
    """What a page's own markup says: its ids, its links' targets, messages about active content."""

    ids: tuple[str, ...]
    places: tuple[Place, ...]
    active: tuple[str, ...]


Pages = Mapping[str, BuiltPage]
"""Path → page of a site."""


def files_in(site: Path) -> list[str]:
    """The relative paths of all files below a folder, folder by folder; symbolic links are not followed."""
    names = (name for name, entry in entries(str(site)) if not entry.is_dir(follow_symlinks=False))
    return sorted(names, key=lambda name: name.split("/"))


def read_pages(
    site: Path,
    base: str = "/",
    jobs: int = 1,
    known: Mapping[str, BuiltPage] | None = None,
    files: Iterable[str] | None = None,
) -> Pages:
    """Reads the HTML files of ``site``, except those ``known``. ``base`` is the site's path on its host, from which the
    links of 404.html begin. ``files`` are all files, if known.
    """
    pages = dict(known or {})
    names = [name for name in files or files_in(site) if name.endswith(".html") and name not in pages]
    names = [name for name in names if (site / name).is_file()]

    one: dict[Any, Any] = {}  # interns values that pages share

    def read(name: str) -> BuiltPage:
        html = (site / name).read_bytes().decode("utf-8", "replace")
        tags = list(active_content.tags(html))
        active = tuple(message for message, _ in active_content.active_in(html, tags))
        return BuiltPage(tuple({*_values(_ID, tags)}), tuple({*_places(name, tags, base).values()}), active)

    for name, page in zip(names, parallel_map(read, names, jobs), strict=True):
        ids, places = (tuple(one.setdefault(value, value) for value in values) for values in (page.ids, page.places))
        pages[name] = BuiltPage(ids, places, page.active)
    return pages


def broken_links(
    site: Path, pages: Pages, base: str = "/", files: Iterable[str] | None = None
) -> Iterator[tuple[str, str]]:
    """(page, target) for every broken internal link, picture or script."""
    files = frozenset(files or files_in(site))
    places = {place for page in pages.values() for place in page.places}
    lost = {place for place in places if not _leads(place, files, pages)}
    for name in [name for name in sorted(pages) if lost and not lost.isdisjoint(pages[name].places)]:
        tags = active_content.tags((site / name).read_bytes().decode("utf-8", "replace"))
        yield from ((name, target) for target, place in sorted(_places(name, tags, base).items()) if place in lost)


def _leads(place: Place, files: frozenset[str], pages: Pages) -> bool:
    path, anchor = place
    found = path if path in files else normpath(join(path, "index.html"))
    return found in files and (not anchor or found not in pages or anchor in pages[found].ids)


def _places(name: str, tags: Iterable[active_content.Tag], base: str) -> dict[str, Place]:
    """Each internal target, as written in a page → its place."""
    found = {}
    for target in set(_values(_TARGET, tags)):
        if target and not _OUTSIDE.match(target):
            path, anchor = _parts(target, base)
            found[target] = _from_root(*_from_above(name.rpartition("/")[0], path)) if path else name, anchor
    return found


@lru_cache(maxsize=1 << 14)
def _parts(target: str, base: str) -> tuple[str, str]:
    """The path and the anchor of a target within the site, unquoted."""
    path, _, anchor = (f"/{target.removeprefix(base)}" if target.startswith(base) else target).partition("#")
    return unquote(path.partition("?")[0]), unquote(anchor)


@lru_cache(maxsize=1 << 14)
def _from_root(folder: str, path: str) -> str:
    found = normpath(join(folder, path))
    return normpath(join(found, "index.html")) if path.endswith("/") else found


def _from_above(folder: str, path: str) -> tuple[str, str]:
    """Resolves leading ``../``, so that links shared by all pages hit the cache of ``_from_root``."""
    if path.startswith("/"):
        return "", path.lstrip("/")
    while folder and path.startswith("../"):
        folder, path = folder.rpartition("/")[0], path[3:].lstrip("/")
    return folder, path


def _values(names: frozenset[str], tags: Iterable[active_content.Tag]) -> Iterator[str]:
    """The values of the attributes called ``names``."""
    return (value for tag in tags for name, value in tag.attributes if name in names)
