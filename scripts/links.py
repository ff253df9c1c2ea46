"""Does every link, anchor and picture of the built site lead somewhere? Read from the HTML files alone."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

_TARGET = frozenset({"href", "src", "poster"})
_ID = frozenset({"id", "name"})
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']+|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))*+(?:>|\Z)""")
"""What is not closed goes on to the end: so that no start is tried in vain, the work grows with the page only."""
_CODE = re.compile(r"(<(?:script|style)\b[^<>]*>)(?:(?!</(?:script|style)).)*+", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s([a-zA-Z:-]+)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
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


def tags(html: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every different opening tag of a page in lower case, with its attributes; a script's code holds none."""
    return map(_tag, dict.fromkeys(_TAG.findall(_CODE.sub(r"\1", html))))


@lru_cache(
    maxsize=100_000
)  # most tags stand on many pages, and each page is read twice: for its links, for what is live
def _tag(tag: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0].lower()
    found = _ATTRIBUTE.findall(tag)
    return name, tuple((key.lower(), unescape(first or second or third)) for key, first, second, third in found)


def _values(names: frozenset[str], html: str) -> Iterator[str]:
    """The values of the attributes so named; the same letters in a text or inside another value are words."""
    return (value for _, attributes in tags(html) for name, value in attributes if name in names)
