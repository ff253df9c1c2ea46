"""Checks whether a built site's links to other sites still open."""

import re
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from scripts.release.verify import encoded_url

_LINK = re.compile(r'<a\s[^>]*?href="(https?://[^"#]+)')
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; link check)"}
_ALIVE = frozenset({401, 403, 405, 406, 429})
"""Status codes of a site that exists but turns programs away."""
FEW = 3
"""How many of the pages with a broken link are listed."""


def broken_links(site: Path) -> Iterator[tuple[str, str, list[str]]]:
    """(address, reason, pages) of each external link of a built site that does not open."""
    pages = defaultdict(list)
    for path in sorted(site.rglob("*.html")):
        for url in sorted({unescape(found) for found in _LINK.findall(path.read_text(encoding="utf-8"))}):
            pages[url].append(f"/{path.relative_to(site).as_posix().removesuffix('index.html')}")
    with ThreadPoolExecutor(8) as pool:
        for url, why in zip(pages, pool.map(_failure, pages), strict=True):
            if why:
                yield url, why, pages[url][:FEW]


def _failure(url: str) -> str:
    """Why an address does not open; empty when it does."""
    try:
        with urlopen(Request(encoded_url(url), headers=_HEADERS), timeout=20):
            return ""
    except HTTPError as error:
        return "" if error.code in _ALIVE else f"回答 {error.code}"
    except (OSError, ValueError, HTTPException) as error:
        return f"连不上（{getattr(error, 'reason', error)}）"
