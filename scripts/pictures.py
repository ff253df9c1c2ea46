"""Pictures by what is in them: what makes one unfit, and the clean copy that is published in its place."""

import hashlib
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageCms, ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from scripts import sounds
from scripts.kept import keep, used, whole

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
SUFFIXES = {"JPEG": {".jpg", ".jpeg"}, "PNG": {".png"}, "WEBP": {".webp"}}
SAVING: dict[str, dict[str, int | bool]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80, "method": 6},
}
UNREADABLE = (OSError, SyntaxError, ValueError, DecompressionBombError, DecompressionBombWarning, EOFError, MemoryError)
CACHE = Path(__file__).parent.parent / ".cache" / "pictures"
RECIPE = "2"
"""Part of a cached picture's name; to be raised when the way of cleaning changes."""

_SECRET = {
    ExifTags.Base.CameraOwnerName: "机主姓名",
    ExifTags.Base.BodySerialNumber: "相机序列号",
    ExifTags.Base.LensSerialNumber: "镜头序列号",
}
_XMP = re.compile(rb"(GPSLatitude|GPSLongitude)|(SerialNumber)|(OwnerName)", re.IGNORECASE)
_XMP_WORDS = ("拍摄位置", "相机序列号", "机主姓名")


class UnfitError(Exception):
    """The file is no JPEG, PNG or WebP that can be decoded within the limits."""


@contextmanager
def opened(source: Path | BytesIO) -> Iterator[Image.Image]:
    """A picture, its pixels not yet decoded. Raises UnfitError; a decompression bomb is one, not a warning."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", DecompressionBombWarning)
            with Image.open(source, formats=tuple(SUFFIXES)) as picture:
                yield picture
    except UNREADABLE as error:
        raise UnfitError(str(error)) from None


def size(path: Path) -> tuple[int, int]:
    """Width and height as shown, orientation applied. Raises UnfitError."""
    with opened(path) as picture:
        turned = picture.getexif().get(ExifTags.Base.Orientation, 1) in {5, 6, 7, 8}
        return (picture.height, picture.width) if turned else picture.size


def secrets(picture: Image.Image) -> list[str]:
    """What a picture's metadata tell that is nobody's business: place, owner, serial numbers."""
    exif = picture.getexif()
    details = exif.get_ifd(ExifTags.IFD.Exif)
    found = ["拍摄位置"] if exif.get_ifd(ExifTags.IFD.GPSInfo) else []
    found += [word for tag, word in _SECRET.items() if details.get(tag) or exif.get(tag)]
    xmp = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    for match in _XMP.finditer(xmp if isinstance(xmp, bytes) else str(xmp).encode()):
        found.append(_XMP_WORDS[next(place for place, group in enumerate(match.groups()) if group)])
    return list(dict.fromkeys(found))


def words(picture: Image.Image) -> str:
    """All text a picture's metadata hold."""
    values = [*picture.getexif().values(), *picture.getexif().get_ifd(ExifTags.IFD.Exif).values()]
    values += [value for pair in picture.info.items() if pair[0] not in {"icc_profile", "exif"} for value in pair]
    shown = (value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value) for value in values)
    return "\n".join(shown)


def clean(data: bytes) -> bytes:
    """The same picture upright, in sRGB, without any metadata or bytes that follow it. Raises UnfitError."""
    out = BytesIO()
    with opened(BytesIO(data)) as picture:
        kind = picture.format or "PNG"
        upright = _standard(ImageOps.exif_transpose(picture))
        upright.info.clear()
        upright.save(out, kind, **SAVING[kind])
    return out.getvalue()


def cleaned(path: Path, cache: Path = CACHE) -> bytes:
    """The clean copy of a picture file, made once for the same content; of a sound; other files as they are."""
    data = path.read_bytes()
    if path.suffix.lower() in sounds.KINDS:
        return _sound(data, path)
    if path.suffix.lower() not in {suffix for suffixes in SUFFIXES.values() for suffix in suffixes}:
        return data
    kept = cache / f"{hashlib.sha256(RECIPE.encode() + data).hexdigest()}{path.suffix.lower()}"
    if not whole(kept):
        keep(kept, clean(data))
    return used(kept).read_bytes()


def _sound(data: bytes, path: Path) -> bytes:
    try:
        return sounds.clean(data, path.suffix.lower())
    except sounds.NoSoundError as error:
        raise UnfitError(f"{path.name}: {error}") from None


def strip_all(folder: Path) -> Iterator[str]:
    """Puts the clean copy in the place of every picture below ``folder`` that tells a secret. Yields their paths."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix.lower() in {".jpg", ".jpeg", ".png", ".webp"}:
            try:
                with opened(path) as picture:
                    hidden = secrets(picture)
                if hidden:
                    path.write_bytes(clean(path.read_bytes()))
                    yield str(path)
            except UnfitError:
                continue


def eight_bits(picture: Image.Image) -> Image.Image:
    """A grey picture of sixteen bits a point in eight; Pillow's own conversion would cut all that is bright to white."""
    if picture.mode.startswith("I;16") or picture.mode == "I":
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    return picture


def _standard(picture: Image.Image) -> Image.Image:
    """A copy whose pixels need no palette, profile, fourth ink or more than eight bits to be read."""
    picture = eight_bits(picture)
    wanted = "RGBA" if picture.has_transparency_data else "L" if picture.mode in {"1", "L"} else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            return ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            ) or picture.convert(wanted)
        except ImageCms.PyCMSError:
            pass
    return picture.convert(wanted)
