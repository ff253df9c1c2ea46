"""One large picture → tiles for deep zoom, as static files of the IIIF Image API 3, level 0.

``{folder}/{x},{y},{w},{h}/{w},{h}/0/default.jpg``: the region in points of the original, the size of the tile. A region
that is the whole picture has one name only, ``full``, and its size at full size ``max`` (canonical form,
https://iiif.io/api/image/3.0/#47-canonical-uri-syntax); a static server knows no other, so viewers ask for these.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from scripts.media import labels
from scripts.media.decode import decode
from scripts.media.derivatives import RECIPE
from scripts.speed.cache import Cache, key_of

LARGE = 3000
"""From how many points of its longer side a picture is worth tiles."""
SIDE = 512
WHOLE = "full/max/0/default.jpg"
Box = tuple[int, int, int, int]


class Tiles(NamedTuple):
    """The tiles of one picture: its file and the digest of that, its size, its label."""

    source: Path
    digest: str
    width: int
    height: int
    label: str = ""

    @property
    def factors(self) -> list[int]:
        """By how much each level is smaller than the original: 1, 2, 4 … until one tile holds all."""
        last = max(0, (max(self.width, self.height) - 1) // SIDE).bit_length()
        return [2**level for level in range(last + 1)]

    def size(self, factor: int) -> tuple[int, int]:
        """The whole picture at a level."""
        return -(-self.width // factor), -(-self.height // factor)

    def files(self) -> Iterator[tuple[str, int, Box]]:
        """Each file: its address within the folder, its level, its box in the points of that level."""
        yield WHOLE, 1, (0, 0, self.width, self.height)
        for factor in self.factors:
            wide, high = self.size(factor)
            for y in range(0, high, SIDE):
                for x in range(0, wide, SIDE):
                    box = (x, y, min(x + SIDE, wide), min(y + SIDE, high))
                    yield f"{self._region(factor, x, y)}/{box[2] - x},{box[3] - y}/0/default.jpg", factor, box

    def _region(self, factor: int, x: int, y: int) -> str:
        x, y, reach = x * factor, y * factor, SIDE * factor
        size = min(reach, self.width - x), min(reach, self.height - y)
        return "full" if size == (self.width, self.height) else f"{x},{y},{size[0]},{size[1]}"


def cut(tiles: Tiles, cache: Cache, seen: Callable[[], Image.Image] | None = None) -> dict[str, bytes]:
    """Every file by its address within the folder, from the cache; where one is not there, all are cut, from what is ``seen`` if it may be decoded already."""
    files = list(tiles.files())
    keys = {name: key_of(f"tile/{RECIPE}/{SIDE}", tiles.digest, tiles.label, name) for name, _, _ in files}
    kept = {name: data for name, key in keys.items() if (data := cache.get(key)) is not None}
    if len(kept) == len(keys):
        return kept
    picture = seen() if seen else decode(tiles.source.read_bytes())
    for name, factor, box in files:
        if picture.size != tiles.size(factor):  # each level from the one before
            picture = picture.resize(tiles.size(factor), Image.Resampling.LANCZOS, reducing_gap=3.0)
        out, notes = io.BytesIO(), labels.saving("JPEG", tiles.label)
        picture.crop(box).save(out, "JPEG", quality=80, optimize=True, progressive=True, **notes)
        kept[name] = out.getvalue()
        cache.put(keys[name], kept[name])
    return kept
