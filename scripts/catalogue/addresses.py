"""Addresses of pages: from a Markdown file, from one page to another, and each of them once."""

import re
from itertools import takewhile
from operator import eq
from pathlib import Path


def address_of(path: str) -> str:
    """The public address of a Markdown file, relative to the site's root: ``a/b.md`` → ``a/b/``, ``a/index.md`` → ``a/``."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def relative(target: str, here: str) -> str:
    """``target`` as seen from the page at address ``here``; both relative to the site's root, ``""`` is the root."""
    path, hash_, fragment = target.partition("#")
    there, base = _parts(path), _parts(here)
    same = sum(1 for _ in takewhile(bool, map(eq, there, base)))
    found = "/".join([*[".."] * (len(base) - same), *there[same:]]) or "."
    slash = "/" if path.endswith("/") or not path else ""
    return f"{found}{slash}{hash_}{fragment}".removeprefix("./") or "./"


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def unused(name: str, used: dict[str, int]) -> str:
    """``name``, with a number when it is used already; it is used from now on. ``used``: the last number of each."""
    number = used.get(name, 0) + 1
    while (found := f"{name}-{number}" if number > 1 else name) in used:
        number += 1
    used[name] = number
    used.setdefault(found, 1)
    return found


_FRONT = re.compile(r"\A\ufeff?---\n(.*?)\n---\n", re.DOTALL)


def front_matter(text: str) -> tuple[str, str]:
    """What stands between two rows of dashes above a Markdown page, empty when nothing does; and the page below."""
    head = _FRONT.match(text)
    return (head[1], text[head.end() :]) if head else ("", text)


HANDBOOK = "handbook"
"""The folder of ``docs/`` for editors, published unless the settings leave it out; the people of its examples are invented."""
UNPUBLISHED = frozenset({"decisions", "operate"})
"""Folders of ``docs/`` for whoever works on the site or runs it; ``exclude_docs`` in mkdocs.yml names them too."""


def pages_in(docs: Path) -> list[Path]:
    """The Markdown files of a folder of hand-written pages that are published, in order."""
    found = (path for path in sorted(docs.rglob("*.md")) if path.is_file() and not path.is_symlink())
    return [path for path in found if path.relative_to(docs).parts[0] not in UNPUBLISHED]
