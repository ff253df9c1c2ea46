"""A large picture → tiles for deep zoom, as static files of the IIIF Image API 3, level 0.

``{folder}/{x},{y},{w},{h}/{w},{h}/0/default.jpg``: the region in pixels of the original, and the size of the tile. The
canonical form of the whole region is ``full``, of its full size ``max``
(https://iiif.io/api/image/3.0/#47-canonical-uri-syntax); a static server has only canonical names.
"""

import io
from collections.abc import Callable, Iterator

from PIL import Image

from scripts.media import labels
from scripts.media.decode import decode
from scripts.media.derivatives import RECIPE, Derivatives
from scripts.speed.cache import Cache, key_of

LARGE = 3000
"""A picture whose longer side has more pixels gets tiles."""
SIDE = 512
WHOLE = "full/max/0/default.jpg"
Box = tuple[int, int, int, int]
Extent = tuple[int, int]


def factors(size: Extent) -> list[int]:
    """The scale factors of the levels: 1, 2, 4 … until one tile holds the whole picture."""
    last = max(0, (max(size) - 1) // SIDE).bit_length()
    return [2**level for level in range(last + 1)]


def level(size: Extent, factor: int) -> Extent:
    """The size of the whole picture at a scale factor."""
    return -(-size[0] // factor), -(-size[1] // factor)


def tile_files(size: Extent) -> Iterator[tuple[str, int, Box]]:
    """(path in the folder, scale factor, box in the pixels of that level) of each file."""
    yield WHOLE, 1, (0, 0, *size)
    for factor in factors(size):
        wide, high = level(size, factor)
        for y in range(0, high, SIDE):
            for x in range(0, wide, SIDE):
                box = (x, y, min(x + SIDE, wide), min(y + SIDE, high))
                yield f"{_region(size, factor, x, y)}/{box[2] - x},{box[3] - y}/0/default.jpg", factor, box


def _region(size: Extent, factor: int, x: int, y: int) -> str:
    x, y, reach = x * factor, y * factor, SIDE * factor
    part = min(reach, size[0] - x), min(reach, size[1] - y)
    return "full" if part == size else f"{x},{y},{part[0]},{part[1]}"


def make_tiles(plan: Derivatives, cache: Cache, seen: Callable[[], Image.Image] | None = None) -> dict[str, bytes]:
    """Path → bytes of all tiles, cached; one missing makes all anew. ``seen`` returns the decoded original, if available."""
    every = list(tile_files(plan.size))
    keys = {name: key_of(f"tile/{RECIPE}/{SIDE}", plan.digest, plan.label, name) for name, _, _ in every}
    kept = {name: data for name, key in keys.items() if (data := cache.get(key)) is not None}
    if len(kept) == len(keys):
        return kept
    picture = seen() if seen else decode(plan.source.read_bytes())
    for name, factor, box in every:
        if picture.size != level(plan.size, factor):  # scale each level from the previous one
            picture = picture.resize(level(plan.size, factor), Image.Resampling.LANCZOS, reducing_gap=3.0)
        out, notes = io.BytesIO(), labels.options("JPEG", plan.label)
        picture.crop(box).save(out, "JPEG", quality=80, optimize=True, progressive=True, **notes)
        kept[name] = out.getvalue()
        cache.put(keys[name], kept[name])
    return kept
