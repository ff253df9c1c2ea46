"""The pictures of one site: which sizes its pages show, and the files those are."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from posixpath import dirname, join

from scripts.cache import Cache
from scripts.media.derivatives import Derivative, Derivatives, derivatives, made
from scripts.media.tiles import LARGE, Tiles, cut
from scripts.records.focal import MIDDLE, Focal

BATCH = 64
"""So many pictures are held in memory at once."""
SMALL = 240
"""A picture no wider than this is shown as it is: an icon, a stamp."""


class Pictures:
    """Remembers what the pages asked for, so that exactly that is made. ``labels``: those of machine-made files, by path."""

    def __init__(self, root: Path, labels: Mapping[str, str]) -> None:
        self._root = root
        self.labels = labels
        self._plans: dict[tuple[str, Focal], Derivatives | None] = {}
        self._wanted: dict[str, tuple[Derivatives, Derivative]] = {}
        self._tiles: dict[str, Tiles] = {}
        self.replaced: set[str] = set()

    def sizes(self, path: str, focal: Focal = MIDDLE) -> Derivatives | None:
        """The sizes of the picture at ``path`` (relative to the content folder); None for a small or unreadable one."""
        key = (path, focal)
        if key not in self._plans:
            plan = derivatives(self._root / path, focal, self.labels.get(path, ""))
            self._plans[key] = plan if plan and plan.largest.width > SMALL else None
        return self._plans[key]

    def want(self, path: str, plan: Derivatives, *sizes: Derivative) -> list[str]:
        """The addresses of some sizes, relative to the site's root; they will be among ``files``."""
        addresses = [join(dirname(path), size.name) for size in sizes]
        self._wanted |= {address: (plan, size) for address, size in zip(addresses, sizes, strict=True)}
        self.replaced.add(path)
        return addresses

    def tiles(self, path: str) -> tuple[str, Tiles] | None:
        """The tiles of a large picture and the address of their folder; they will be among ``files``."""
        plan = self.sizes(path)
        if plan is None or max(plan.size) <= LARGE:
            return None
        found = Tiles(plan.source, f"{plan.source.stem}-{plan.digest[:8]}-zoom", plan.digest, *plan.size, plan.label)
        folder = join(dirname(path), found.name)
        self._tiles[folder] = found
        return f"{folder}/", found

    def files(self, cache: Cache) -> Iterator[tuple[str, bytes]]:
        """Every wanted size and tile by its address. Missing ones are made, as many at once as there are cores."""
        wanted = iter(self._wanted.items())
        with ThreadPoolExecutor() as pool:
            while batch := list(islice(wanted, BATCH)):
                found = pool.map(lambda one: made(one[1][0], one[1][1], cache), batch)
                yield from zip((address for address, _ in batch), found, strict=True)
        for folder, tiles in self._tiles.items():
            yield from ((join(folder, name), data) for name, data in cut(tiles, cache).items())
