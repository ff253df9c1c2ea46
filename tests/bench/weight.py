"""The size of a page's first view without pictures: the page, its styles and scripts as a server sends them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import brotli

_TAGS = re.compile(r"<(?:link|script)\b[^>]*>")
_IMPORTS = {
    ".js": re.compile(r"""(?:from|import)\s*["'](\.[^"']+)["']"""),
    ".css": re.compile(r"""(?:@import\s+(?:url\()?|url\()["']?([^"')]+)"""),
}


def weights(site: Path) -> dict[str, int]:
    """The octets of each page's first view with Brotli, its quick setting (the best is a tenth smaller): page → sum. Files a script asks for later do not count."""
    pages = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    return {name: sum(map(_sent, {path, *_needed(site, path)})) for name, path in pages.items()}


def heaviest(site: Path) -> list[tuple[str, str, int]]:
    """The heaviest page of each column of the site and of each kind: (kind, page, octets), the heaviest first."""
    found: dict[str, tuple[str, int]] = {}
    for name, octets in weights(site).items():
        column, *below = name.split("/")
        kind = f"{column}/" + ("" if below in ([], ["index.html"]) else "…")
        found[kind] = max(found.get(kind, ("", 0)), (name, octets), key=lambda one: one[1])
    return sorted(((kind, *one) for kind, one in found.items()), key=lambda one: -one[2])


@cache
def _sent(path: Path) -> int:
    text = path.read_bytes()
    return len(text) if path.suffix in (".woff2", ".png", ".webp") else len(brotli.compress(text, quality=5))


def _needed(site: Path, page: Path) -> Iterator[Path]:
    """The styles and scripts a page names, and what these import."""
    for tag in _TAGS.findall(page.read_text("utf-8")):
        script = tag.startswith("<script") or re.search(r'rel="?(?:stylesheet|preload|modulepreload)', tag)
        if script and (named := re.search(r'(?:href|src)="([^"]+)"', tag)):
            yield from _with_imports(site, page, named[1])


def _with_imports(site: Path, base: Path, address: str) -> Iterator[Path]:
    path = site / unquote(urlsplit(urljoin(f"/{base.relative_to(site)}", address)).path).lstrip("/")
    if not path.is_file() or path.suffix in (".svg", ".png", ".webp"):
        return
    yield path
    if path.suffix in _IMPORTS:
        for further in _IMPORTS[path.suffix].findall(path.read_text("utf-8")):
            yield from _with_imports(site, path, further)
