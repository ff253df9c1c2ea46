"""Does every link, anchor and picture of the built site lead somewhere? Each HTML file is read once, for what is live in it too."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from scripts.checks import active_content
from scripts.workers import spread

_TARGET = frozenset({"href", "src", "poster"})
_ID = frozenset({"id", "name"})
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

FileAt = Callable[[str, str], str]
"""The file that a path leads to, seen from a folder."""
Anchor = tuple[str, str, str]
"""A target as it is written, the page it leads to, the id it names there."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """What a page's markup says: its ids, the targets that are no file, the anchors it names, what is active in it."""

    ids: frozenset[str]
    missing: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    active: tuple[str, ...]


def files_in(site: Path) -> list[str]:
    """Every file below a folder, and every link instead of what it leads to, by relative paths, folder by folder."""
    found = []
    for root, folders, names in os.walk(site):
        base = os.path.relpath(root, site).replace(os.sep, "/")
        links = [name for name in folders if Path(root, name).is_symlink()]
        found += [name if base == "." else f"{base}/{name}" for name in (*names, *links)]
    return sorted(found, key=lambda name: name.split("/"))


def read_pages(site: Path, base: str = "/", jobs: int = 1) -> dict[str, BuiltPage]:
    """The HTML files of ``site`` by their paths. ``base`` is the path the site is published under: 404.html, which is shown
    at any depth, names its links from there.
    """
    files = frozenset(name for name in files_in(site) if (site / name).is_file())
    names = sorted(name for name in files if name.endswith(".html"))
    file_at = cache(partial(_file_at, files))

    def read(name: str) -> BuiltPage:
        html = (site / name).read_bytes().decode("utf-8", "replace")
        return _page(name, html, base, file_at)

    return dict(zip(names, spread(read, names, jobs), strict=True))


def broken(pages: Mapping[str, BuiltPage]) -> Iterator[tuple[str, str]]:
    """(page, target) for every internal link, picture or script of the site that leads nowhere."""
    for name, page in pages.items():
        lost = [target for target, other, anchor in page.anchors if other in pages and anchor not in pages[other].ids]
        yield from ((name, target) for target in sorted({*page.missing, *lost}))


def _page(name: str, html: str, base: str, file_at: FileAt) -> BuiltPage:
    tags = list(active_content.tags(html))
    folder = name.rpartition("/")[0]
    missing, anchors = [], []
    for target in set(_values(_TARGET, tags)):
        if not target or _OUTSIDE.match(target):
            continue
        path, _, anchor = (f"/{target.removeprefix(base)}" if target.startswith(base) else target).partition("#")
        path = unquote(path.partition("?")[0])
        found = file_at(*_from_above(folder, path)) if path else name
        if not found:
            missing.append(target)
        elif anchor:
            anchors.append((target, found, unquote(anchor)))
    active = tuple(message for message, _ in active_content.found(html, tags))
    return BuiltPage(frozenset(_values(_ID, tags)), tuple(sorted(missing)), tuple(sorted(anchors)), active)


def _from_above(folder: str, path: str) -> tuple[str, str]:
    """The same place from the lowest folder it is below: so the links that all pages have are looked for once."""
    if path.startswith("/"):
        return "", path.lstrip("/")
    while folder and path.startswith("../"):
        folder, path = folder.rpartition("/")[0], path[3:].lstrip("/")
    return folder, path


def _file_at(files: frozenset[str], folder: str, path: str) -> str:
    """The file that a path seen from a folder leads to; empty when there is none."""
    found = normpath(join(folder, path))
    if path.endswith("/") or found not in files:
        found = normpath(join(found, "index.html"))
    return found if found in files else ""


def _values(names: frozenset[str], tags: Iterable[active_content.Tag]) -> Iterator[str]:
    """The values of the attributes so named; the same letters in a text or inside another value are words."""
    return (value for tag in tags for name, value in tag.attributes if name in names)
