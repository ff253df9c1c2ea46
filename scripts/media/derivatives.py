"""One picture file → the sizes the site shows. Planning reads the file's head; making writes into the cache."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps
from PIL import __version__ as pillow

from scripts.load.file_names import PICTURES
from scripts.media import decode, labels
from scripts.records.values import MIDDLE, Focal
from scripts.speed.cache import Cache, key_of, letter_digest

WIDTHS = (400, 800, 1200, 2000)
"""A phone at one, two and three dots a point, a whole screen. Nothing is made larger than it was, and
a step close to the picture's own width is left out."""
FALLBACK = 960
"""The width of the JPEG for browsers that cannot read WebP."""
CARD = (1200, 630)
"""What social networks cut a shared picture to (Open Graph)."""
HIGHEST = 16_383
"""The longest side a WebP can have."""
RECIPE = f"7/{pillow}"
"""Part of every key in the cache: a change of the recipe or of the encoder makes all pictures anew."""


class Derivative(NamedTuple):
    """One file to be made: its size in pixels, its kind, and its name without folder."""

    name: str
    width: int
    height: int
    kind: str
    focal: Focal = MIDDLE


class Derivatives(NamedTuple):
    """All sizes of one picture: ``webp`` from small to large, one ``jpeg``, one ``card``.

    ``stem`` is how the names of all its files begin, ``digest`` is of the file, ``size`` the original's width and height as
    seen, ``label`` that of a machine-made picture.
    """

    source: Path
    stem: str
    digest: str
    webp: tuple[Derivative, ...]
    jpeg: Derivative
    card: Derivative
    size: tuple[int, int]
    label: str = ""

    @property
    def largest(self) -> Derivative:
        return self.webp[-1]


def derivatives(source: Path, focal: Focal = MIDDLE, label: str = "", cache: Cache | None = None) -> Derivatives | None:
    """The sizes a picture will have; nothing is made yet. None when the file is no readable picture."""
    if source.suffix.lower() not in PICTURES:
        return None
    try:
        data = source.read_bytes()
        width, height = decode.size(data, cache)
    except (OSError, decode.UnfitError):
        return None
    digest = letter_digest(data)
    stem = f"{source.stem}-{digest[:8]}"
    widest = max(1, min(width, WIDTHS[-1], width * HIGHEST // height))
    widths = [*(step for step in WIDTHS if step * 1.2 < widest), widest]

    def one(wide: int, kind: str) -> Derivative:
        return Derivative(f"{stem}-{wide}.{kind}", wide, max(1, round(height * wide / width)), kind)

    card = Derivative(f"{stem}-card-{focal.x}-{focal.y}.jpg", *CARD, "card", focal)
    sizes = tuple(one(wide, "webp") for wide in dict.fromkeys(widths))
    return Derivatives(source, stem, digest, sizes, one(min(widest, FALLBACK), "jpg"), card, (width, height), label)


At = Callable[[int], Image.Image]
"""The picture at a width."""


def shrinking(plan: Derivatives, seen: Callable[[], Image.Image] | None = None) -> At:
    """The picture at each width, decoded now if it was not ``seen``, from the next larger of its sizes: half the time of beginning with the original."""

    @cache
    def at(width: int) -> Image.Image:
        larger = min((one.width for one in plan.webp if one.width > width), default=0)
        picture = at(larger) if larger else seen() if seen else decode.decode(plan.source.read_bytes())
        size = width, max(1, round(plan.size[1] * width / plan.size[0]))
        return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)

    return at


def made(plan: Derivatives, one: Derivative, kept: Cache, at: At | None = None) -> bytes:
    """The file of one derivative, from the cache or made now, of the picture ``at`` its widths if it may be there already."""
    key = key_of(f"size/{RECIPE}", plan.digest, plan.label, one.kind, str(one.width), str(one.focal))

    def make() -> bytes:
        data = plan.source.read_bytes()
        return data if _is_ready(data, plan, one) else _encoded(plan, one, at or shrinking(plan))

    return kept.get_or_make(key, make)


def _is_ready(data: bytes, plan: Derivatives, one: Derivative) -> bool:
    """Whether a file can be shown as it is, which no new encoding equals: a WebP of this size, as small as ours are, that is one
    chunk of points and nothing else. It then has no note, profile, turn or transparency."""
    whole = one.kind == "webp" and (one.width, one.height) == plan.size and not plan.label
    length = int.from_bytes(data[16:20], "little")
    alone = data[8:16] == b"WEBPVP8 " and len(data) == 20 + length + length % 2
    return whole and alone and len(data) * 20 <= one.width * one.height


def _encoded(plan: Derivatives, one: Derivative, at: At) -> bytes:
    """The bytes of one derivative, with the label of a machine-made picture and no other note."""
    if one.kind == "card":
        enough = (size.width for size in plan.webp if size.width >= CARD[0] and size.height >= CARD[1])
        whole = at(next(enough, plan.largest.width))
        picture = ImageOps.fit(whole, CARD, Image.Resampling.LANCZOS, centering=one.focal.shares)
    else:
        picture = at(one.width)
    data = io.BytesIO()
    if one.kind == "webp":
        picture.save(data, "WEBP", quality=80, method=5, **labels.saving("WEBP", plan.label))
    else:
        picture.save(data, "JPEG", quality=80, optimize=True, progressive=True, **labels.saving("JPEG", plan.label))
    return data.getvalue()
