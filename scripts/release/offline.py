"""A copy of the site that opens from a folder or a stick; for a hall's screen, without ways out and back to the start."""

import re
import shutil
from pathlib import Path
from posixpath import normpath, relpath

_LINK = re.compile(r'(\s(?:href|src|poster|action)="|<meta http-equiv="refresh" content="0; url=)([^"]*)(?=")')
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\Z", re.IGNORECASE)
_WAY_OUT = re.compile(r'(<a\b[^>]*?)\shref="(?:[a-z][a-z0-9+.-]*:|//)[^"]*"', re.IGNORECASE)
KIOSK = ("assets/js/kiosk.js", "assets/css/kiosk.css")
"""What every page of a hall's screen has besides; in the public site nothing asks for them."""


def offline(site: Path, folder: Path, *, kiosk: bool = False) -> int:
    """Copies the built ``site`` to ``folder``, which must not be there; links lead to files. Returns the number of pages.

    A browser lets no page of a folder read other files, so the search, which reads its index, needs a server.
    """
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("404.html", "search_index.json"))
    pages = sorted(folder.rglob("*.html"))
    for path in pages:
        name = path.relative_to(folder).as_posix()
        html = path.read_text(encoding="utf-8")
        path.write_text(_kiosk(_to_files(html), name) if kiosk else _to_files(html), encoding="utf-8", newline="\n")
    return len(pages)


def _to_files(html: str) -> str:
    return _LINK.sub(lambda found: found[1] + _file(found[2]), html)


def _file(target: str) -> str:
    """A link to a folder as one to its page: ``../news/#top`` → ``../news/index.html#top``."""
    if _OUTSIDE.match(target):
        return target
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", target, re.DOTALL).groups()  # type: ignore[union-attr]
    folder = path.endswith("/") or normpath(path).rpartition("/")[2] in {".", ".."}
    return f"{path.rstrip('/')}/index.html{mark}{rest}" if folder and path else target


def _kiosk(html: str, name: str) -> str:
    script, style = (relpath(path, name.rpartition("/")[0] or ".") for path in KIOSK)
    start = relpath("index.html", name.rpartition("/")[0] or ".")
    head = f'<link rel="stylesheet" href="{style}"><script src="{script}" data-start="{start}" defer></script></head>'
    return _WAY_OUT.sub(r"\1", html).replace("</head>", head, 1)
