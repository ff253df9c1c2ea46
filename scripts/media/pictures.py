"""The pictures of one site: their possible sizes and tiles, and the files that pages request."""

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache as memoize
from functools import partial
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple

from scripts.media.decode import decode
from scripts.media.derivatives import Derivative, Derivatives, derivative_bytes, derivatives, scaler
from scripts.media.tiles import LARGE, make_tiles
from scripts.records.values import MIDDLE, Focal
from scripts.speed.cache import Cache, digest

BATCH = 16
"""The number of pictures held in memory at once, in all sizes."""
SMALL = 240
"""A picture up to this width is published in one size: an icon, a stamp."""
_NAME = re.compile(r"-[a-z]{8}-(?:\d+\.(?:webp|jpg)|card-(?P<x>\d+)-(?P<y>\d+)\.jpg|(?P<zoom>zoom)\b)")
"""The end of the name of a derivative or a tile folder (``media/derivatives.py``)."""
_BEFORE = re.compile(r"[^\s\"'<>(),=]*\Z")
_LONGEST = 400
"""The most characters of an address."""


class Request(NamedTuple):
    """A size of the picture at ``path`` that a page names by ``address``; its tile folder if ``size`` is None."""

    path: str
    address: str
    plan: Derivatives
    size: Derivative | None


class Pictures:
    """The sizes of pictures, which depend only on the files and their AI ``labels`` by path.

    Paths are relative to the content folder ``root``, addresses to the site's ``url``.
    """

    def __init__(self, root: Path, labels: Mapping[str, str], url: str = "", cache: Cache | None = None) -> None:
        self._root, self._url, self._cache = root, url, cache
        self.labels = labels
        self._plans: dict[tuple[str, Focal], Derivatives | None] = {}

    def sizes(self, path: str, focal: Focal = MIDDLE) -> Derivatives | None:
        """The planned sizes of the picture at ``path``; None for a small or unreadable one."""
        key = (path, focal)
        if key not in self._plans:
            plan = derivatives(self._root / path, focal, self.labels.get(path, ""), self._cache)
            self._plans[key] = plan if plan and plan.largest.width > SMALL else None
        return self._plans[key]

    def digest_of(self, path: str) -> str:
        """The digest of a file; empty if unreadable."""
        try:
            return digest((self._root / path).read_bytes())
        except OSError:
            return ""

    def tiles(self, path: str) -> tuple[str, Derivatives] | None:
        """(tile folder's address, plan) of a large picture; None for others."""
        plan = self.sizes(path)
        if plan is None or max(plan.size) <= LARGE:
            return None
        return f"{beside(path, plan.stem)}-zoom/", plan

    def named_in(self, text: str, here: str) -> set[str]:
        """The addresses in the text of the page at ``here`` that may be of a derivative or a tile folder.

        Only files that pages name are made, so rendering need not record requests.
        """
        found = set()
        for match in _NAME.finditer(text):
            before = _BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
            written = (before[0] if before else "") + match[0]
            if self._url and written.startswith(self._url):
                found.add(written.removeprefix(self._url))
            else:
                found |= {written, normpath(join(here, written))}  # data files have addresses from the site's root
        return found

    def requests(self, paths: Iterable[str], named: set[str]) -> list[Request]:
        """The derivatives and tiles of the pictures at ``paths`` among the ``named`` addresses, sorted by address."""
        homes = {beside(path, plan.stem): path for path in paths if (plan := self.sizes(path))}
        found = []
        for address in sorted(named):
            match = _NAME.search(address)
            path = homes.get(address[: match.start() + 9]) if match else None
            if not match or not path:
                continue
            focal = Focal(int(match["x"]), int(match["y"])) if match["x"] else MIDDLE
            plan = self.sizes(path, focal)
            sizes = (*plan.webp, plan.jpeg, plan.card) if plan else ()
            size = next((one for one in sizes if one.name == basename(address)), None)
            if plan and (size or match["zoom"]):
                found.append(Request(path, address, plan, size))
        return found

    def files(self, wishes: Iterable[Request], cache: Cache) -> Iterator[tuple[str, bytes]]:
        """(address, bytes) of every requested file; missing ones are made picture by picture, on all cores."""
        rest = (list(group) for _, group in groupby(wishes, attrgetter("path")))
        with ThreadPoolExecutor() as pool:
            while batch := list(islice(rest, BATCH)):
                for found in pool.map(partial(self._make_files, cache), batch):
                    yield from found.items()

    def _make_files(self, cache: Cache, wishes: list[Request]) -> dict[str, bytes]:
        """The requested files of one picture, decoding it once."""
        seen = memoize(lambda: decode(wishes[0].plan.source.read_bytes()))
        at = scaler(wishes[0].plan, seen)
        files = {wish.address: derivative_bytes(wish.plan, wish.size, cache, at) for wish in wishes if wish.size}
        for wish in wishes:
            if not wish.size and (deep := self.tiles(wish.path)):
                files |= {join(wish.address, name): data for name, data in make_tiles(deep[1], cache, seen).items()}
        return files


def beside(path: str, name: str) -> str:
    """The address of a file called ``name`` beside the picture at ``path``."""
    return join(dirname(path), name)
