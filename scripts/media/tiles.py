"""One large picture → tiles for deep zoom, as static files of the IIIF Image API 3, level 0.

``{folder}/{x},{y},{w},{h}/{w},{h}/0/default.jpg``: the region in points of the original, the size of the tile. A region
that is the whole picture has one name only, ``full``, and its size at full size ``max`` (canonical form,
https://iiif.io/api/image/3.0/#47-canonical-uri-syntax); a static server knows no other, so viewers ask for these.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from scripts.cache import Cache, key_of
from scripts.media import labels
from scripts.media.decode import decode
from scripts.media.derivatives import RECIPE

LARGE = 3000
"""From how many points of its longer side a picture is worth tiles."""
SIDE = 512
WHOLE = "full/max/0/default.jpg"
CONTEXT = "http://iiif.io/api/image/3/context.json"
QUALITY = {"quality": 80, "optimize": True, "progressive": True}


@dataclass(frozen=True, slots=True)
class Tiles:
    """The tiles of one picture: the folder they stand in (a name), the picture's size, the digest of its file.

    ``label`` is that of a machine-made picture.
    """

    source: Path
    name: str
    digest: str
    width: int
    height: int
    label: str = ""

    @property
    def factors(self) -> list[int]:
        """By how much each level is smaller than the original: 1, 2, 4 … until one tile holds all."""
        found = [1]
        while SIDE * found[-1] < max(self.width, self.height):
            found.append(found[-1] * 2)
        return found

    def regions(self, factor: int) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
        """Each tile of a level: its address within the folder, and its box in the level's own points."""
        reach = SIDE * factor
        for y in range(0, self.height, reach):
            for x in range(0, self.width, reach):
                wide, high = min(reach, self.width - x), min(reach, self.height - y)
                size = (-(-wide // factor), -(-high // factor))
                box = (x // factor, y // factor, x // factor + size[0], y // factor + size[1])
                region = "full" if (wide, high) == (self.width, self.height) else f"{x},{y},{wide},{high}"
                yield f"{region}/{size[0]},{size[1]}/0/default.jpg", box

    def files(self) -> Iterator[str]:
        """The address of every file within the folder, ``info.json`` apart."""
        yield WHOLE
        for factor in self.factors:
            yield from (address for address, _ in self.regions(factor))

    def info(self, address: str) -> str:
        """The ``info.json`` of a picture whose folder has this public address.

        ``sizes`` are those in which the whole picture can be asked for by width and height: that of the last level.
        """
        last = self.factors[-1]
        data = {
            "@context": CONTEXT,
            "id": address.rstrip("/"),
            "type": "ImageService3",
            "protocol": "http://iiif.io/api/image",
            "profile": "level0",
            "width": self.width,
            "height": self.height,
            "sizes": [{"width": -(-self.width // last), "height": -(-self.height // last)}],
            "tiles": [{"width": SIDE, "scaleFactors": self.factors}],
        }
        return json.dumps(data, indent=1) + "\n"


def cut(tiles: Tiles, cache: Cache) -> dict[str, bytes]:
    """Every file by its address within the folder, from the cache; where one is not there, all are cut anew."""
    keys = {address: key_of(f"tile/{RECIPE}/{SIDE}", tiles.digest, tiles.label, address) for address in tiles.files()}
    kept = {address: data for address, key in keys.items() if (data := cache.get(key)) is not None}
    if len(kept) == len(keys):
        return kept
    notes = labels.saving("JPEG", tiles.label)
    for address, part in _pieces(tiles):
        out = io.BytesIO()
        part.save(out, "JPEG", **QUALITY, **notes)
        kept[address] = out.getvalue()
        cache.put(keys[address], kept[address])
    return kept


def _pieces(tiles: Tiles) -> Iterator[tuple[str, Image.Image]]:
    """Each file's address and picture: the whole, then level by level, each level half the one before."""
    picture = decode(tiles.source.read_bytes())
    yield WHOLE, picture
    for factor in tiles.factors:
        if factor > 1:
            size = (-(-tiles.width // factor), -(-tiles.height // factor))
            picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        for address, box in tiles.regions(factor):
            yield address, picture.crop(box)
