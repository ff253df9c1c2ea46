"""Splits a site map that is too large (sitemaps.org: 50,000 addresses a file)."""

import gzip
import re
from pathlib import Path

MOST = 50_000
NAME = "sitemap.xml"
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_ENTRY = re.compile(r"<url>.*?</url>", re.DOTALL)
_DATE = re.compile(r"<lastmod>(.*?)</lastmod>")


def split(site: Path, url: str, most: int = MOST) -> None:
    """Splits a site map of more than ``most`` addresses into parts and turns it into their index.

    A part has the date of its newest page. ``url`` is the site's address; without one nothing is done.
    """
    path = site / NAME
    entries = _ENTRY.findall(path.read_text(encoding="utf-8")) if url and path.is_file() else []
    if len(entries) <= most:
        return
    parts = [entries[start : start + most] for start in range(0, len(entries), most)]
    lines = []
    for number, part in enumerate(parts, 1):
        name = f"sitemap-{number}.xml"
        _write(site / name, "urlset", part)
        newest = max(_DATE.findall("".join(part)), default="")
        dated = f"<lastmod>{newest}</lastmod>" if newest else ""
        lines.append(f"<sitemap><loc>{url.rstrip('/')}/{name}</loc>{dated}</sitemap>")
    _write(path, "sitemapindex", lines)
    (site / f"{NAME}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def _write(path: Path, root: str, items: list[str]) -> None:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_SPACE}>\n'
    path.write_text(head + "\n".join(items) + f"\n</{root}>\n", encoding="utf-8", newline="\n")
