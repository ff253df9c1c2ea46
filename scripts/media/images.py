"""Private metadata in pictures, and the cleaned copies of pictures and sounds that are published."""

import re
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image
from PIL import __version__ as pillow

from scripts.load.file_names import PICTURES, SOUNDS
from scripts.media import audio, labels
from scripts.media.decode import UnfitError, decode, exif, kind, open_picture
from scripts.speed.cache import Cache, key_of

SAVING: dict[str, dict[str, int | bool]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80, "method": 6},
}
RECIPE = f"5/{pillow}"
"""Part of every cache key: pictures are cleaned anew when this recipe or the encoder changes."""

_SECRET = {
    ExifTags.Base.CameraOwnerName: "机主姓名",
    ExifTags.Base.BodySerialNumber: "相机序列号",
    ExifTags.Base.LensSerialNumber: "镜头序列号",
}
_XMP = re.compile(rb"(?P<place>GPSLatitude|GPSLongitude)|(?P<serial>SerialNumber)|(?P<owner>OwnerName)", re.IGNORECASE)
_XMP_WORDS = {"place": "拍摄位置", "serial": "相机序列号", "owner": "机主姓名"}


def private_metadata(picture: Image.Image) -> list[str]:
    """The kinds of private metadata in a picture: place, owner, serial numbers."""
    noted = exif(picture) | exif(picture, ExifTags.IFD.Exif)
    found = ["拍摄位置"] if exif(picture, ExifTags.IFD.GPSInfo) else []
    found += [word for tag, word in _SECRET.items() if noted.get(tag)]
    xmp = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    said = _XMP.finditer(xmp if isinstance(xmp, bytes) else str(xmp).encode())
    found += [_XMP_WORDS[match.lastgroup or ""] for match in said]
    return list(dict.fromkeys(found))


def clean(data: bytes, label: str = "") -> bytes:
    """The picture upright, in sRGB, without metadata except its AI label, or else ``label``.

    Raises UnfitError.
    """
    out = BytesIO()
    with open_picture(data) as picture:
        name, label = kind(picture), labels.of_picture(picture) or label
    decode(data).save(out, name, **SAVING[name], **labels.options(name, label))
    return out.getvalue()


def published_bytes(path: Path, cache: Cache, label: str = "") -> bytes:
    """The bytes to publish: a picture or sound cleaned, cached by content; other files unchanged.

    ``label`` is written into AI-generated works without their own. Raises UnfitError.
    """
    data, suffix = path.read_bytes(), path.suffix.lower()

    def make() -> bytes:
        if suffix in PICTURES:
            return clean(data, label)
        try:
            return labels.with_label(audio.clean(data, suffix), suffix, labels.of_sound(data) or label)
        except audio.NoSoundError as error:
            raise UnfitError("P03", f"{path.name}：{error}", "请重新导出这段声音") from None

    if suffix not in PICTURES | SOUNDS:
        return data
    return cache.get_or_make(key_of(f"cleaned/{RECIPE}", suffix, label, data), make)
