"""Does every link, anchor and picture of the built site lead somewhere? Each HTML file is read once, for what is live in it too."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from scripts.checks import active_content
from scripts.workers import spread

_TARGET = frozenset({"href", "src", "poster"})
_ID = frozenset({"id", "name"})
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

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

    def read(name: str) -> BuiltPage:
        html = (site / name).read_bytes().decode("utf-8", "replace")
        return _page(name, html, base, files)

    return dict(zip(names, spread(read, names, jobs), strict=True))


def broken(pages: Mapping[str, BuiltPage]) -> Iterator[tuple[str, str]]:
    """(page, target) for every internal link, picture or script of the site that leads nowhere."""
    for name, page in pages.items():
        lost = [target for target, other, anchor in page.anchors if other in pages and anchor not in pages[other].ids]
        yield from ((name, target) for target in sorted({*page.missing, *lost}))


def _page(name: str, html: str, base: str, files: frozenset[str]) -> BuiltPage:
    tags = list(active_content.tags(html))
    missing, anchors = [], []
    for target in set(_values(_TARGET, tags)):
        if not target or _OUTSIDE.match(target):
            continue
        path, _, anchor = (f"/{target.removeprefix(base)}" if target.startswith(base) else target).partition("#")
        found = _file(name, unquote(path.partition("?")[0]), files)
        if not found:
            missing.append(target)
        elif anchor:
            anchors.append((target, found, unquote(anchor)))
    active = tuple(message for message, _ in active_content.found(html, tags))
    return BuiltPage(frozenset(_values(_ID, tags)), tuple(sorted(missing)), tuple(sorted(anchors)), active)


def _file(page: str, path: str, files: frozenset[str]) -> str:
    """The file that a path on a page leads to; empty when there is none."""
    if not path:
        return page
    folder = "" if path.startswith("/") else page.rpartition("/")[0]
    found = normpath(join(folder, path.lstrip("/")))
    if path.endswith("/") or found not in files:
        found = normpath(join(found, "index.html"))
    return found if found in files else ""


def _values(names: frozenset[str], tags: Iterable[active_content.Tag]) -> Iterator[str]:
    """The values of the attributes so named; the same letters in a text or inside another value are words."""
    return (value for tag in tags for name, value in tag.attributes if name in names)
