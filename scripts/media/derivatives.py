"""One picture file → the sizes the site shows. Planning reads the file's head; making writes into the cache."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image, ImageCms, ImageOps
from PIL import __version__ as pillow

from scripts.digests import lettered
from scripts.kept import keep, used, whole
from scripts.pictures import eight_bits
from scripts.records.focal import MIDDLE, Focal

WIDTHS = (400, 800, 1200, 2000)
"""A phone at one, two and three dots a point, a whole screen. Nothing is made larger than it was, and
a step close to the picture's own width is left out."""
FALLBACK = 960
"""The width of the JPEG for browsers that cannot read WebP."""
CARD = (1200, 630)
"""What social networks cut a shared picture to (Open Graph)."""
PAPER = (250, 247, 241)
"""What stands behind a transparent picture when it becomes a JPEG: the site's paper."""
RECIPE = f"2/{pillow}"
"""Part of every cache name: a change of the recipe or of the encoder makes all pictures anew."""


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file to be made: its size in pixels, its kind, and its name without folder."""

    name: str
    width: int
    height: int
    kind: str
    focal: Focal = MIDDLE


@dataclass(frozen=True, slots=True)
class Derivatives:
    """All sizes of one picture: ``webp`` from small to large, one ``jpeg``, one ``card``.

    ``digest`` is of the file, ``size`` the original's width and height as seen.
    """

    source: Path
    digest: str
    webp: tuple[Derivative, ...]
    jpeg: Derivative
    card: Derivative
    size: tuple[int, int]

    @property
    def largest(self) -> Derivative:
        return self.webp[-1]


def derivatives(source: Path, focal: Focal = MIDDLE) -> Derivatives | None:
    """The sizes a picture will have; nothing is made yet. None when the file is no readable picture."""
    try:
        data = source.read_bytes()
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
            turned = picture.getexif().get(0x0112, 1) in {5, 6, 7, 8}
            width, height = picture.size[::-1] if turned else picture.size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    digest = lettered(data)
    stem = f"{source.stem}-{digest[:8]}"
    widths = [*(step for step in WIDTHS if step * 1.2 < width), min(width, WIDTHS[-1])]

    def one(wide: int, kind: str) -> Derivative:
        return Derivative(f"{stem}-{wide}.{kind}", wide, max(1, round(height * wide / width)), kind)

    card = Derivative(f"{stem}-card-{focal.x}-{focal.y}.jpg", *CARD, "card", focal)
    sizes = tuple(one(wide, "webp") for wide in dict.fromkeys(widths))
    return Derivatives(source, digest, sizes, one(min(width, FALLBACK), "jpg"), card, (width, height))


def made(plan: Derivatives, one: Derivative, cache: Path) -> Path:
    """The file of one derivative, from the cache or made now: one that is gone or cut off is made anew."""
    key = hashlib.sha256(f"{RECIPE}/{plan.digest}/{one.kind}/{one.width}/{one.focal}".encode()).hexdigest()[:32]
    path = cache / key[:2] / f"{key}{PurePosixPath(one.name).suffix}"
    if not whole(path):
        keep(path, _encoded(plan.source, one))
    return used(path)


def _encoded(source: Path, one: Derivative) -> bytes:
    """The bytes of one derivative: upright, in sRGB, without any metadata."""
    picture = upright(source)
    if one.kind == "card":
        picture = ImageOps.fit(flat(picture), CARD, Image.Resampling.LANCZOS, centering=one.focal.shares)
    elif picture.size != (one.width, one.height):
        picture = picture.resize((one.width, one.height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    data = io.BytesIO()
    if one.kind == "webp":
        picture.save(data, "WEBP", quality=80, method=5, exif=b"", xmp=b"", icc_profile=b"")
    else:
        flat(picture).save(data, "JPEG", quality=80, optimize=True, progressive=True, icc_profile=b"")
    return data.getvalue()


def upright(source: Path) -> Image.Image:
    """The picture as it is to be seen: the right way up, in sRGB, without metadata."""
    with Image.open(source, formats=("JPEG", "PNG", "WEBP")) as opened:
        picture = _srgb(eight_bits(ImageOps.exif_transpose(opened)))
    picture.info.clear()  # else Pillow writes a JPEG comment back
    return picture


def _srgb(picture: Image.Image) -> Image.Image:
    """The picture in RGB or RGBA; a colour profile of its own is applied and dropped."""
    mode = "RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return changed if changed is not None else picture.convert(mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile nobody can read: the numbers are shown as they are
    return picture.convert(mode)


def flat(picture: Image.Image) -> Image.Image:
    """Without transparency: the site's paper shows through."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, PAPER)
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
