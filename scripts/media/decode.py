"""The decoder of pictures: bytes → an upright 8-bit sRGB picture without transparency, or UnfitError."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import PIL.WebPImagePlugin  # noqa: F401  # else Pillow loads all its forty plugins
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageFilter, PngImagePlugin

from scripts.speed.cache import Cache, digest, key_of, program_digest

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 65_500
"""The longest side a JPEG can have."""
SUFFIXES = {"JPEG": {".jpg", ".jpeg"}, "PNG": {".png"}, "WEBP": {".webp"}}
PAPER, INK, GREY = GROUNDS = (250, 247, 241), (33, 29, 24), (120, 117, 112)
"""Backgrounds for transparent pictures: the site's paper; its ink for light drawings; grey for mixed ones."""
SRGB = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
"""x and y of the white point, red, green and blue of sRGB (IEC 61966-2-1)."""

_FLIPS = "FLIP_LEFT_RIGHT ROTATE_180 FLIP_TOP_BOTTOM TRANSPOSE ROTATE_270 TRANSVERSE ROTATE_90"
_TRANSPOSITIONS = {number: Image.Transpose[name] for number, name in enumerate(_FLIPS.split(), 2)}
"""EXIF orientation (CIPA DC-008, tag 274) → the transposition that makes a picture upright."""
SMALLER = "请缩小再放进来：照片长边 1600 像素就够；长卷、长图不超过 4000 万像素和 10 MB，一边不超过 65500 像素"
_ORDINARY = "请用看图软件或画图程序打开，另存为 JPEG（.jpg）或 PNG（.png）再放进来"
_IPHONE = (
    "请在 iPhone 的“设置→相机→格式”里选“兼容性最佳”再拍；已经拍好的，"
    "用微信发给“文件传输助手”（不选原图）再存下来，就是 JPEG"
)
_OTHER_FORMATS = (
    (rb"[\s\0]*$", "空文件，多半是没有传完", "请把原来的图片重新上传一次"),
    (rb"....ftyp(avif|avis|(mif1|msf1).{4,24}avif)", "AVIF 图片", _ORDINARY),
    (rb"....ftyp(hei[cxms]|hev[cxms]|mif1|msf1)", "苹果手机拍的 HEIC 图片", _IPHONE),
    (rb"GIF8", "GIF 图片（动图不收）", "请挑一帧存成 JPEG 或 PNG"),
    (rb"BM", "BMP 图片", _ORDINARY),
    (rb"II[*+]\0|MM\0[*+]|....ftypcrx", "TIFF 或相机原始图片", _ORDINARY),
    (rb"8BPS", "Photoshop 的 PSD 文件", "请在 Photoshop 里“导出为”JPEG 或 PNG"),
    (rb"\0\0\0\x0c(jP  |JXL )|\xff\x0a", "JPEG 2000 或 JPEG XL 图片", _ORDINARY),
    (rb"%PDF|%!PS", "PDF 或 PostScript 文件", "请把要用的那一页截图，存成 PNG"),
    (rb"PK\x03\x04|Rar!|7z\xbc\xaf|\xd0\xcf\x11\xe0", "压缩包，或者 Word、Excel、WPS 文件", "请把里面的图片另存出来"),
    (rb"....ftyp(?!M4A)|RIFF....AVI ", "视频", "网站不放视频，请截一幅画面存成 JPEG"),
    (rb"....ftyp|ID3|OggS|fLaC|RIFF....WAVE|#!AMR", "声音", "写在展板的 audio（讲解）里；不是 mp3、m4a 的先另存为 mp3"),
    (rb"(?=.{0,1000}<svg)", "SVG 矢量图", "请导出为 PNG，长边 1600 像素以上"),
    (rb"\s*(\xef\xbb\xbf)?\s*<(!doctype|html|script)", "网页", "请在网页里的图上点右键，选“图片另存为”"),
)
"""(start of the file, name, cure) of files that are no JPEG, PNG or WebP."""


warnings.filterwarnings("ignore", module=r"PIL\.")  # warnings about metadata do not help editors
# Large text chunks, such as notes on layers, must not make a PNG unreadable.
PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY


class UnfitError(Exception):
    """The file cannot be published as a picture; has the problem's code, message and cure."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@contextmanager
def open_picture(data: bytes) -> Iterator[Image.Image]:
    """A still picture within the limits, not yet decoded. Raises UnfitError, also for errors inside the block."""
    try:
        with Image.open(BytesIO(data), formats=tuple(SUFFIXES)) as picture:
            _limits(picture)
            yield picture
    except UnfitError:
        raise
    except Image.DecompressionBombError:
        raise UnfitError("P06", "图片像素太多，解开来会占满内存", SMALLER) from None
    except Exception:  # a broken file makes Pillow raise whatever its parsers stumble on: KeyError, struct.error …
        raise unreadable(data) from None


def _limits(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS or max(picture.size) > MAX_SIDE:
        raise UnfitError("P06", f"图片有 {picture.width}×{picture.height} 像素，太大了", SMALLER)
    if kind(picture) != "JPEG" and getattr(picture, "is_animated", False):
        raise UnfitError("P09", "是动图，网站只收不动的图片", "请挑一帧存成 JPEG 或 PNG")


def kind(picture: Image.Image) -> str:
    """JPEG, PNG or WEBP; a phone's MPO, a JPEG followed by further pictures, counts as JPEG."""
    return "JPEG" if picture.format == "MPO" else picture.format or "PNG"


def unreadable(data: bytes) -> UnfitError:
    """The error for an unsupported file: its kind, recognized by content, and how to convert it."""
    for start, name, hint in _OTHER_FORMATS:
        if re.match(start, data, re.DOTALL | re.IGNORECASE):
            said = f"不是 JPEG、PNG 或 WebP 图片，里面是{' ' * name[0].isascii()}{name}"
            return UnfitError("P03", said, hint)
    if re.match(rb"\xff\xd8\xff|\x89PNG|RIFF....WEBP", data, re.DOTALL):
        return UnfitError("P03", "图片不完整或已损坏，多半是没有传完", "请找到原来的图片，能打开看全的，重新上传一次")
    return UnfitError("P03", "打不开，不是 JPEG、PNG 或 WebP 图片", _ORDINARY)


def size(data: bytes, cache: Cache | None = None) -> tuple[int, int]:
    """(width, height) with orientation applied, from the head of the file; cached by content. Raises UnfitError."""

    def look() -> bytes:
        with open_picture(data) as picture:
            turned = exif(picture).get(ExifTags.Base.Orientation) in {5, 6, 7, 8}
            return b"%d %d" % ((picture.height, picture.width) if turned else picture.size)

    width, height = map(int, (cache or Cache()).get_or_make(key_of("extent", program_digest(), data), look).split())
    return width, height


def size_of(path: Path) -> tuple[int, int] | None:
    """The size of a picture file; None if it is no readable JPEG, PNG or WebP."""
    try:
        return size(path.read_bytes())
    except (OSError, UnfitError):
        return None


def exif(picture: Image.Image, part: ExifTags.IFD | None = None) -> dict[int, Any]:
    """Tag → value of a picture's EXIF directory, by default the first; empty if unreadable."""
    try:
        found = picture.getexif()
        return dict(found.get_ifd(part) if part else found)
    except Exception:  # broken metadata must not make the picture unreadable
        return {}


def decode(data: bytes) -> Image.Image:
    """The picture as shown: first frame, upright, sRGB, opaque, without metadata. Raises UnfitError."""
    with open_picture(data) as picture:
        turn = _TRANSPOSITIONS.get(exif(picture).get(ExifTags.Base.Orientation, 1))
        seen = _on_ground(_srgb(picture.transpose(turn) if turn is not None else picture))
    seen.info.clear()  # else Pillow would save a JPEG comment again
    return seen


def verify(data: bytes, cache: Cache) -> bool:
    """Decodes all pixels, cached by content. Returns whether the picture seems complete. Raises UnfitError."""

    def look() -> bytes:
        with open_picture(data) as picture:
            picture.draft("RGB", (-(-picture.width // 8), -(-picture.height // 8)))  # decodes a JPEG at an eighth
            picture.load()
            return b"grey" if kind(picture) == "JPEG" and _ends_grey(picture.convert("RGB")) else b""

    return not cache.get_or_make(key_of("verified/2", digest(data)), look)


def _ends_grey(picture: Image.Image) -> bool:
    """Whether only the last row is the grey that libjpeg fills in for missing data, of which Pillow does not warn."""
    last, first = ((0, row, picture.width, row + 1) for row in (picture.height - 1, 0))
    grey = ((128, 128),) * 3
    return picture.crop(last).getextrema() == grey != picture.crop(first).getextrema()


def wide_colours(data: bytes, picture: Image.Image) -> bool:
    """Whether a PNG without a profile declares colours other than sRGB in ``cICP`` or ``cHRM``."""
    said = picture.info
    if kind(picture) != "PNG" or "icc_profile" in said:
        return False
    if found := re.search(rb"\0\0\0\x04cICP(.)(.)", data[: data.find(b"IDAT")], re.DOTALL):
        return found[1] != b"\x01" or found[2] in {b"\x10", b"\x12"}  # Rec. ITU-T H.273: BT.709; PQ and HLG
    drawn = said.get("chromaticity") if "srgb" not in said else None
    return bool(drawn) and any(abs(one - own) > 0.01 for one, own in zip(drawn or (), SRGB, strict=True))


def _srgb(picture: Image.Image) -> Image.Image:
    """RGB or RGBA in sRGB, 8 bits, with palette, profile or gamma applied."""
    if picture.mode.startswith("I"):  # Pillow's own conversion from 16 bits would clip to white
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
        picture.info.pop("transparency", None)
    alpha = picture.convert("RGBA").getchannel("A") if picture.has_transparency_data else None
    colours = _profiled(picture)
    if alpha:
        colours.info.pop("transparency", None)  # refers to the former mode; alpha has it now
        colours.putalpha(alpha)
    return colours


def _profiled(picture: Image.Image) -> Image.Image:
    """RGB by the file's profile; a broken or unfitting one counts as sRGB."""
    data = picture.info.get("icc_profile")
    if not data:
        return _gamma(picture)
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(data))
        space = own.profile.xcolor_space.strip()
        mode = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}[space]
        if (mode == "CMYK") == (picture.mode == "CMYK") and (mode != "L" or picture.mode in {"L", "LA", "1"}):
            plain = picture.convert(mode)
            return ImageCms.profileToProfile(plain, own, ImageCms.createProfile("sRGB"), outputMode="RGB") or plain
    except (ImageCms.PyCMSError, OSError, KeyError, ValueError, TypeError):
        pass  # use the values as they are
    return picture.convert("RGB")


def _gamma(picture: Image.Image) -> Image.Image:
    """RGB with a PNG's ``gAMA`` applied, unless it is sRGB's (1/2.2) or the file declares sRGB."""
    gamma, plain = picture.info.get("gamma"), picture.convert("RGB")
    if not gamma or "srgb" in picture.info or not 0.1 < gamma < 5 or abs(gamma - 1 / 2.2) < 0.01:
        return plain
    light = [(value / 255) ** (1 / gamma) for value in range(256)]
    table = [round(255 * (12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055)) for one in light]
    return plain.point(table * 3)


def _on_ground(picture: Image.Image) -> Image.Image:
    """The picture on an opaque background on which its edges are visible."""
    if picture.mode != "RGBA":
        return picture
    alpha = picture.getchannel("A")
    solid = alpha.point(lambda value: 255 * (value > 63))
    edge = ImageChops.subtract(solid, solid.filter(ImageFilter.MinFilter(3)))
    counts = _luminance(picture).histogram(edge)
    ground = Image.new("RGB", picture.size, max(GROUNDS, key=lambda ground: _visible_share(counts, ground)))
    ground.paste(picture, mask=alpha)
    return ground


def _visible_share(counts: list[int], ground: tuple[int, int, int]) -> float:
    """The fraction, rounded to tenths, of pixels (``counts`` by luminance) with a contrast of at least 2 (WCAG 2.2)."""
    (behind,) = _luminance(Image.new("RGB", (1, 1), ground)).tobytes()
    light = behind / 255 + 0.05
    seen = (count for value, count in enumerate(counts) if not 0.5 < (value / 255 + 0.05) / light < 2)
    return round(sum(seen) / (sum(counts) or 1), 1)


def _luminance(picture: Image.Image) -> Image.Image:
    """The relative luminance of each pixel, 255 for white (WCAG 2.2)."""
    shares = [value / 255 for value in range(256)]
    linear = [round(255 * (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4)) for one in shares]
    return picture.convert("RGB").point(linear * 3).convert("L", (0.2126, 0.7152, 0.0722, 0))
