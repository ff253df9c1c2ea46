"""The pictures of one site: the sizes and tiles each may be shown in, and the files that its pages name."""

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
from scripts.media.derivatives import Derivative, Derivatives, derivatives, made, shrinking
from scripts.media.tiles import LARGE, cut
from scripts.records.values import MIDDLE, Focal
from scripts.speed.cache import Cache, digest

BATCH = 16
"""So many pictures, in all their sizes, are held in memory at once."""
SMALL = 240
"""A picture no wider than this is shown as it is: an icon, a stamp."""
_NAME = re.compile(r"-[a-z]{8}-(?:\d+\.(?:webp|jpg)|card-(?P<x>\d+)-(?P<y>\d+)\.jpg|(?P<zoom>zoom)\b)")
"""How the name of a size ends, or of a folder of tiles (``media/derivatives.py``)."""
_BEFORE = re.compile(r"[^\s\"'<>(),=]*\Z")
_LONGEST = 400
"""Characters of an address."""


class Wish(NamedTuple):
    """A size of the picture at ``path`` that a page names by ``address``; without a size the folder of its tiles."""

    path: str
    address: str
    plan: Derivatives
    size: Derivative | None


class Pictures:
    """Which sizes there are follows from the files and their ``labels`` (those of machine-made ones, by path) alone.

    Paths are relative to the content folder ``root``, addresses to the site's root ``url``.
    """

    def __init__(self, root: Path, labels: Mapping[str, str], url: str = "", cache: Cache | None = None) -> None:
        self._root, self._url, self._cache = root, url, cache
        self.labels = labels
        self._plans: dict[tuple[str, Focal], Derivatives | None] = {}

    def sizes(self, path: str, focal: Focal = MIDDLE) -> Derivatives | None:
        """The sizes of the picture at ``path``; None for a small or unreadable one."""
        key = (path, focal)
        if key not in self._plans:
            plan = derivatives(self._root / path, focal, self.labels.get(path, ""), self._cache)
            self._plans[key] = plan if plan and plan.largest.width > SMALL else None
        return self._plans[key]

    def content_of(self, path: str) -> str:
        """The digest of a file; empty when it cannot be read."""
        try:
            return digest((self._root / path).read_bytes())
        except OSError:
            return ""

    def tiles(self, path: str) -> tuple[str, Derivatives] | None:
        """A large picture that has tiles, and the address of their folder."""
        plan = self.sizes(path)
        if plan is None or max(plan.size) <= LARGE:
            return None
        return f"{beside(path, plan.stem)}-zoom/", plan

    def named(self, text: str, here: str) -> set[str]:
        """Every address in the text of the page at ``here`` that may be that of a size or a folder of tiles.

        What pages name is made, and nothing else: so nothing has to be noted while they are rendered.
        """
        found = set()
        for match in _NAME.finditer(text):
            before = _BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
            written = (before[0] if before else "") + match[0]
            if self._url and written.startswith(self._url):
                found.add(written.removeprefix(self._url))
            else:
                found |= {written, normpath(join(here, written))}  # in files of data they count from the site's root
        return found

    def wishes(self, paths: Iterable[str], named: set[str]) -> list[Wish]:
        """The sizes and tiles of the pictures at ``paths`` that are among the ``named`` addresses, in their order."""
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
                found.append(Wish(path, address, plan, size))
        return found

    def files(self, wishes: Iterable[Wish], cache: Cache) -> Iterator[tuple[str, bytes]]:
        """Every file that is wished for: its address, its bytes. Missing ones are made, on all cores, a picture at a time."""
        rest = (list(group) for _, group in groupby(wishes, attrgetter("path")))
        with ThreadPoolExecutor() as pool:
            while batch := list(islice(rest, BATCH)):
                for found in pool.map(partial(self._made, cache), batch):
                    yield from found.items()

    def _made(self, cache: Cache, wishes: list[Wish]) -> dict[str, bytes]:
        """The files of one picture, which is decoded once."""
        seen = memoize(lambda: decode(wishes[0].plan.source.read_bytes()))
        at = shrinking(wishes[0].plan, seen)
        files = {wish.address: made(wish.plan, wish.size, cache, at) for wish in wishes if wish.size}
        for wish in wishes:
            if not wish.size and (deep := self.tiles(wish.path)):
                files |= {join(wish.address, name): data for name, data in cut(deep[1], cache, seen).items()}
        return files


def beside(path: str, name: str) -> str:
    """The address of a file made from the picture at ``path``."""
    return join(dirname(path), name)
