"""A picture file → the sizes the site shows. Planning reads only the file's head; making fills the cache."""

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
"""Widths for phones at densities 1, 2 and 3, and a screen; never enlarged, and without one close to the picture's own."""
FALLBACK = 960
"""The width of the JPEG for browsers without WebP."""
CARD = (1200, 630)
"""The size of pictures shared on social networks (Open Graph)."""
MAX_WEBP_SIDE = 16_383
"""The longest side of a WebP."""
RECIPE = f"7/{pillow}"
"""Part of every cache key: pictures are made anew when this recipe or the encoder changes."""


class Derivative(NamedTuple):
    """A file to make: its name without folder, its size in pixels, its kind."""

    name: str
    width: int
    height: int
    kind: str
    focal: Focal = MIDDLE


class Derivatives(NamedTuple):
    """The plan of a picture's sizes: ``webp`` from small to large, one ``jpeg``, one ``card``.

    ``stem`` is the common prefix of the file names, ``digest`` the original's, ``size`` its upright width and height,
    ``label`` its AI label.
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
    """Plans the sizes of a picture; None if the file is no readable picture."""
    if source.suffix.lower() not in PICTURES:
        return None
    try:
        data = source.read_bytes()
        width, height = decode.size(data, cache)
    except (OSError, decode.UnfitError):
        return None
    digest = letter_digest(data)
    stem = f"{source.stem}-{digest[:8]}"
    widest = max(1, min(width, WIDTHS[-1], width * MAX_WEBP_SIDE // height))
    widths = [*(step for step in WIDTHS if step * 1.2 < widest), widest]

    def one(wide: int, kind: str) -> Derivative:
        return Derivative(f"{stem}-{wide}.{kind}", wide, max(1, round(height * wide / width)), kind)

    card = Derivative(f"{stem}-card-{focal.x}-{focal.y}.jpg", *CARD, "card", focal)
    sizes = tuple(one(wide, "webp") for wide in dict.fromkeys(widths))
    return Derivatives(source, stem, digest, sizes, one(min(widest, FALLBACK), "jpg"), card, (width, height), label)


Scaler = Callable[[int], Image.Image]
"""Width → the picture at this width."""


def scaler(plan: Derivatives, seen: Callable[[], Image.Image] | None = None) -> Scaler:
    """Scales each size from the next larger one, in half the time. ``seen`` returns the decoded original, if available."""

    @cache
    def at(width: int) -> Image.Image:
        larger = min((one.width for one in plan.webp if one.width > width), default=0)
        picture = at(larger) if larger else seen() if seen else decode.decode(plan.source.read_bytes())
        size = width, max(1, round(plan.size[1] * width / plan.size[0]))
        return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)

    return at


def derivative_bytes(plan: Derivatives, one: Derivative, kept: Cache, at: Scaler | None = None) -> bytes:
    """The bytes of a derivative, cached; ``at`` may share a scaler between derivatives."""
    key = key_of(f"size/{RECIPE}", plan.digest, plan.label, one.kind, str(one.width), str(one.focal))

    def make() -> bytes:
        data = plan.source.read_bytes()
        return data if _is_ready(data, plan, one) else _encoded(plan, one, at or scaler(plan))

    return kept.get_or_make(key, make)


def _is_ready(data: bytes, plan: Derivatives, one: Derivative) -> bool:
    """Whether the original can be published unchanged, with better quality than encoded again: a WebP of this size, as small
    as ours, with a single image chunk, hence without metadata, profile, orientation and transparency."""
    whole = one.kind == "webp" and (one.width, one.height) == plan.size and not plan.label
    length = int.from_bytes(data[16:20], "little")
    alone = data[8:16] == b"WEBPVP8 " and len(data) == 20 + length + length % 2
    return whole and alone and len(data) * 20 <= one.width * one.height


def _encoded(plan: Derivatives, one: Derivative, at: Scaler) -> bytes:
    """Encodes a derivative, with its AI label and no other metadata."""
    if one.kind == "card":
        enough = (size.width for size in plan.webp if size.width >= CARD[0] and size.height >= CARD[1])
        whole = at(next(enough, plan.largest.width))
        picture = ImageOps.fit(whole, CARD, Image.Resampling.LANCZOS, centering=one.focal.shares)
    else:
        picture = at(one.width)
    data = io.BytesIO()
    if one.kind == "webp":
        picture.save(data, "WEBP", quality=80, method=5, **labels.options("WEBP", plan.label))
    else:
        picture.save(data, "JPEG", quality=80, optimize=True, progressive=True, **labels.options("JPEG", plan.label))
    return data.getvalue()
