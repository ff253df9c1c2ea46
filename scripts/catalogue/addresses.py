"""Page addresses: of Markdown files, relative ones, unique ones."""

import re
from functools import lru_cache
from pathlib import Path


def address_of(path: str) -> str:
    """The public address of a page or file, relative to the site's root: ``a/b.md`` → ``a/b/``, ``a/index.html`` → ``a/``."""
    if not path.endswith(".md"):
        return path.removesuffix("index.html")
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def relative(target: str, here: str) -> str:
    """``target`` relative to the page at ``here``; both are relative to the site's root, which is ``""``."""
    path, hash_, fragment = target.partition("#")
    there, base = _parts(path), _parts(here)
    same = 0
    for one, other in zip(there, base, strict=False):
        if one != other:
            break
        same += 1
    found = "/".join([*[".."] * (len(base) - same), *there[same:]]) or "."
    slash = "/" if path.endswith("/") or not path else ""
    return f"{found}{slash}{hash_}{fragment}".removeprefix("./") or "./"


@lru_cache(maxsize=1 << 10)
def _parts(path: str) -> tuple[str, ...]:
    return tuple(filter(None, path.split("/")))


def unique(name: str, used: dict[str, int]) -> str:
    """``name``, with a number if it is taken, and marks it as taken. ``used``: the last number of each name."""
    number = used.get(name, 0) + 1
    while (found := f"{name}-{number}" if number > 1 else name) in used:
        number += 1
    used[name] = number
    used.setdefault(found, 1)
    return found


_FRONT = re.compile(r"\A\ufeff?---\n(.*?)\n---\n", re.DOTALL)


def front_matter(text: str) -> tuple[str, str]:
    """(front matter, rest) of a Markdown page; the front matter may be empty."""
    head = _FRONT.match(text)
    return (head[1], text[head.end() :]) if head else ("", text)


HANDBOOK = "handbook"
"""The folder of ``docs/`` for editors, published unless configured otherwise; people in its examples are invented."""
UNPUBLISHED = frozenset({"decisions", "operate"})
"""Folders of ``docs/`` for developers and operators, also in ``exclude_docs`` of mkdocs.yml."""


def pages_in(docs: Path) -> list[Path]:
    """The published Markdown files of a folder of hand-written pages, sorted."""
    found = (path for path in sorted(docs.rglob("*.md")) if path.is_file() and not path.is_symlink())
    return [path for path in found if path.relative_to(docs).parts[0] not in UNPUBLISHED]
