"""Does every link, anchor and picture of the built site lead somewhere? Read from the HTML files alone."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from scripts.checks.active_content import tags

_TARGET = frozenset({"href", "src", "poster"})
_ID = frozenset({"id", "name"})
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def broken(site: Path, base: str = "/") -> Iterator[tuple[str, str]]:
    """(page, target) for every internal link, picture or script of the site that leads nowhere.

    Pages are relative to ``site``. ``base`` is the path the site is published under: 404.html, which is shown at any
    depth, names its links from there.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    @cache
    def ids(page: str) -> frozenset[str]:
        return frozenset(_values(_ID, (site / page).read_text(encoding="utf-8")))

    for page in sorted(name for name in files if name.endswith(".html")):
        targets = set(_values(_TARGET, (site / page).read_text(encoding="utf-8")))
        for target in sorted(targets):
            found = f"/{target.removeprefix(base)}" if target.startswith(base) else target
            if target and not _OUTSIDE.match(target) and not _leads(page, found, files, ids):
                yield page, target


def _leads(page: str, target: str, files: set[str], ids: Callable[[str], frozenset[str]]) -> bool:
    path, _, fragment = target.partition("#")
    path = unquote(path.partition("?")[0])
    found = page
    if path:
        base = "" if path.startswith("/") else page.rpartition("/")[0]
        found = normpath(join(base, path.lstrip("/")))
        if path.endswith("/") or found not in files:
            found = normpath(join(found, "index.html"))
    if found not in files:
        return False
    return not fragment or not found.endswith(".html") or unquote(fragment) in ids(found)


def _values(names: frozenset[str], html: str) -> Iterator[str]:
    """The values of the attributes so named; the same letters in a text or inside another value are words."""
    return (value for _, attributes in tags(html) for name, value in attributes if name in names)
