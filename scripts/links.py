"""Does every link, anchor and picture of the built site lead somewhere? Read from the HTML files alone."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

_TARGET = re.compile(r"""\s(?:href|src|poster)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_ID = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def broken(site: Path) -> Iterator[tuple[str, str]]:
    """(page, target) for every internal link, picture or script of the site that leads nowhere.

    Pages are relative to ``site``. 404.html is read as if it stood at the root.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    @cache
    def ids(page: str) -> frozenset[str]:
        return frozenset(_values(_ID, (site / page).read_text(encoding="utf-8")))

    for page in sorted(name for name in files if name.endswith(".html")):
        targets = set(_values(_TARGET, (site / page).read_text(encoding="utf-8")))
        for target in sorted(targets):
            if target and not _OUTSIDE.match(target) and not _leads(page, target, files, ids):
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


def _values(pattern: re.Pattern[str], html: str) -> Iterator[str]:
    return (unescape(first or second or third) for first, second, third in pattern.findall(html))
