"""Pictures and files that are not what they seem: refused, or published without hidden data."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import PIL
import pytest
from PIL import ExifTags, Image, PngImagePlugin

from scripts.catalogue import Site
from scripts.checks import check
from scripts.load.content import load
from scripts.media import decode, images
from scripts.pipeline import record_files
from scripts.speed.cache import Cache
from tests.hostile.support import Hostile, terms
from tests.support import picture

MOBILE = "13800000000"
RECORD = Hostile(name="有图的记录", extra="images: [{file: dot.jpg, alt: 一点, rights: 本站原创}]")


def jpeg(fill: Callable[[Image.Exif], None] = lambda exif: None, size: tuple[int, int] = (40, 20)) -> bytes:
    """A JPEG whose left half is black, with what ``fill`` puts into its metadata."""
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1]))
    exif, data = image.getexif(), BytesIO()
    fill(exif)
    image.save(data, "JPEG", exif=exif, quality=95)
    return data.getvalue()


def place(exif: Image.Exif) -> None:
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (36.0, 3.0, 0.0)})


def everything(exif: Image.Exif) -> None:
    """All that ``private_metadata`` finds, and an identity number."""
    place(exif)
    base = ExifTags.Base
    for tag in (base.CameraOwnerName, base.BodySerialNumber, base.LensSerialNumber):
        exif.get_ifd(ExifTags.IFD.Exif)[tag] = "Jia Yi"
    exif[base.ImageDescription] = "440524188001010014"


def webp() -> bytes:
    data = BytesIO()
    Image.new("RGB", (8, 8)).save(data, "WEBP")
    return data.getvalue()


def moving(kind: str = "PNG") -> bytes:
    """A picture of two frames."""
    data = BytesIO()
    Image.new("RGB", (8, 8)).save(data, kind, save_all=True, append_images=[Image.new("RGB", (8, 8), "red")])
    return data.getvalue()


def xmp() -> bytes:
    data = BytesIO()
    note = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" exif:GPSLatitude="36,3.0N"/>'
    Image.new("RGB", (8, 8)).save(data, "JPEG", xmp=note)
    return data.getvalue()


def png_note(text: str = "11010519491231002X", *, packed: bool = False) -> bytes:
    note, data = PngImagePlugin.PngInfo(), BytesIO()
    note.add_text("Comment", text, zip=packed)
    Image.new("RGB", (8, 8)).save(data, "PNG", pnginfo=note)
    return data.getvalue()


def packed_note() -> bytes:
    return png_note(MOBILE, packed=True)


def note(tag: int, value: object) -> Callable[[Image.Exif], None]:
    """What writes one field of a picture's own notes."""

    def fill(exif: Image.Exif) -> None:
        (exif.get_ifd(ExifTags.IFD.Exif) if tag == ExifTags.Base.UserComment else exif)[tag] = value

    return fill


def webp_place() -> bytes:
    data = BytesIO()
    with Image.open(BytesIO(jpeg(place))) as image:
        image.save(data, "WEBP", exif=image.getexif())
    return data.getvalue()


def sound(title: str) -> bytes:
    """An mp3 of one empty frame with a title in its tag (ID3v2.3, UTF-16)."""
    body = b"\x01" + title.encode("utf-16")
    frame = b"TIT2" + struct.pack(">I", len(body)) + b"\0\0" + body
    return b"ID3\x03\x00\x00\x00\x00\x00" + bytes([len(frame)]) + frame + b"\xff\xfb\x90\x00" + bytes(413)


def bomb(side: int) -> bytes:
    """A PNG of a few hundred bytes that claims ``side`` by ``side`` pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    packed = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


HIDING: dict[str, bytes] = {
    "相机写下的一切，和末尾之后的": jpeg(everything) + b"<script>window.hit=1</script>" + MOBILE.encode(),
    "另一种附加信息里的位置": xmp(),
    "注释块里的身份证号": png_note(),
    "压缩注释块里的手机号": packed_note(),
    "网页图片里的拍摄位置": webp_place(),
}


@pytest.mark.parametrize("name", HIDING)
def test_what_a_picture_of_a_record_tells_of_itself_is_not_published(name: str, tmp_path: Path) -> None:
    data = HIDING[name]
    with decode.open_picture(data) as picture:
        file = f"dot{min(decode.SUFFIXES[decode.kind(picture)])}"
    content = Hostile(name=name, extra=RECORD.extra.replace("dot.jpg", file)).planted(tmp_path)
    (content / "streets" / file).write_bytes(data)
    loaded = load(content, terms(tmp_path))
    assert check(loaded) == []
    ((_, made),) = record_files(Site(loaded), set())
    with decode.open_picture(made) as picture:
        assert images.private_metadata(picture) == [] and not picture.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "Comment"} & set(picture.info)
    assert not any(said.encode() in made for said in (MOBILE, "11010519491231002X", "Jia", "<script>"))


def test_what_a_picture_tells_of_itself_is_told_by_name() -> None:
    for data, told in ((jpeg(everything), ["拍摄位置", "机主姓名", "相机序列号", "镜头序列号"]), (xmp(), ["拍摄位置"])):
        with decode.open_picture(data) as picture:
            assert images.private_metadata(picture) == told


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "九亿像素的炸弹": ("dot.png", bomb(30_000), "P06"),
    "只触发警告的炸弹": ("dot.png", bomb(7_000), "P06"),
    "超过十兆的文件": ("dot.jpg", jpeg() + bytes(decode.MAX_BYTES), "P05"),
    "改了后缀的图片": ("dot.jpg", webp(), "P07"),
    "改了后缀的网页": ("dot.jpg", b"<html><script>window.hit=1</script>", "P03"),
    "动图": ("dot.webp", moving("WEBP"), "P09"),
    "只剩一半的图片": ("dot.jpg", jpeg(size=(400, 400))[:2000], "P03"),
    "改了后缀的音频": ("dot.mp3", b"<script>window.hit=1</script>", "P03"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_picture_that_is_not_what_it_seems_is_refused(name: str, tmp_path: Path) -> None:
    file, data, code = REFUSED[name]
    extra = f"images: [{{file: {file}, alt: 一点, rights: 本站原创}}]"
    content = Hostile(name=name, extra=extra).planted(tmp_path)
    (content / "streets" / file).write_bytes(data)
    assert code in {problem.code for problem in check(load(content, terms(tmp_path)))}


def test_a_large_original_for_a_deep_zoom_is_allowed(tmp_path: Path) -> None:
    content = RECORD.planted(tmp_path)
    (content / "streets" / "dot.jpg").write_bytes(jpeg(size=(6000, 4000)))
    assert check(load(content, terms(tmp_path))) == []


@pytest.mark.parametrize("where", ["content/streets/dot.jpg", "content/streets/b.yml", "content/more"])
def test_a_link_to_a_system_file_is_refused_and_not_published(where: str, tmp_path: Path) -> None:
    content = Hostile(name="链接").planted(tmp_path)
    (tmp_path / where).symlink_to("/etc" if where.endswith("more") else "/etc/passwd")
    loaded = load(content, terms(tmp_path))
    assert ("N08", where) in {(problem.code, problem.file) for problem in check(loaded)}
    assert loaded.files == frozenset()


def test_a_truncated_picture_stops_the_build(tmp_path: Path) -> None:
    whole = jpeg(size=(400, 400))
    with pytest.raises(decode.UnfitError):
        images.clean(whole[: len(whole) // 2])


@pytest.mark.parametrize("made", [png_note, webp, picture, jpeg])
def test_cleaning_keeps_the_kind_and_is_the_same_every_time(made: Callable[[], bytes]) -> None:
    data = made()
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(images.clean(data))) as after:
        assert (before.format, before.size) == (after.format, after.size)
        assert "Comment" not in after.info
    assert images.clean(data) == images.clean(data)


def test_a_cleaned_picture_is_kept_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, cache = tmp_path / "dot.jpg", Cache(tmp_path / "cache")
    path.write_bytes(jpeg())
    first = images.published_bytes(path, cache)
    monkeypatch.setattr(images, "clean", lambda data, label: b"anew")
    assert images.published_bytes(path, cache) == first
    path.write_bytes(jpeg(size=(60, 20)))
    assert images.published_bytes(path, cache) == b"anew"
    path.write_bytes(jpeg())
    monkeypatch.setattr(images, "RECIPE", images.RECIPE.replace(PIL.__version__, "0"))
    assert images.published_bytes(path, cache) == b"anew", "another encoder writes other bytes"
