"""Decoding files from any source: pixels are compared with the expected ones."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms, ImageColor, ImageOps, PngImagePlugin

from scripts.checks.pictures import picture_problems
from scripts.media.decode import (
    GREY,
    INK,
    MAX_BYTES,
    MAX_PIXELS,
    MAX_SIDE,
    PAPER,
    SRGB,
    SUFFIXES,
    UnfitError,
    decode,
    size,
    verify,
)
from scripts.media.derivatives import MAX_WEBP_SIDE, derivative_bytes, derivatives
from scripts.speed.cache import Cache

P3 = (0.680, 0.320, 0.265, 0.690, 0.150, 0.060)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    data = BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def shown(data: bytes) -> tuple[int, ...]:
    """The colour in the middle."""
    picture = decode(data)
    assert picture.mode == "RGB" and not picture.info
    return shown_at(picture, picture.height // 2)


def shown_at(picture: Image.Image, row: int) -> tuple[int, ...]:
    colour = picture.getpixel((picture.width // 2, row))
    assert isinstance(colour, tuple)
    return colour


def near(seen: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 4 for one, other in zip(seen, wanted, strict=True))


def linear_grey() -> bytes:
    """A grey profile of gamma 1: ICC.1:2010 §7, with the white point and a curve of no entries."""
    curve = b"curv" + bytes(8)
    white = b"XYZ " + bytes(4) + bytes.fromhex("0000f6d6000100000000d32d")
    tags = (b"wtpt", 156, white), (b"kTRC", 176, curve)
    table = b"".join(name + place.to_bytes(4) + len(body).to_bytes(4) for name, place, body in tags)
    head = bytes(8) + bytes.fromhex("02400000") + b"mntrGRAYXYZ " + bytes(12) + b"acsp" + bytes(28)
    head += bytes.fromhex("0000f6d6000100000000d32d") + bytes(48)
    whole = head + (2).to_bytes(4) + table + white + curve
    return len(whole).to_bytes(4) + whole[4:]


def gamma(value: int) -> PngImagePlugin.PngInfo:
    note = PngImagePlugin.PngInfo()
    note.add(b"gAMA", value.to_bytes(4))
    return note


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
CASES = {
    "无配置": (saved(Image.new("RGB", (9, 9), (200, 60, 40))), (200, 60, 40)),
    "配置是坏的": (saved(Image.new("RGB", (9, 9), (200, 60, 40)), "JPEG", icc_profile=b"broken"), (200, 60, 40)),
    "带透明，有配置": (saved(Image.new("RGBA", (9, 9), (200, 60, 40, 255)), icc_profile=PROFILE), (200, 60, 40)),
    "灰度，彩色配置": (saved(Image.new("L", (9, 9), 128), "JPEG", icc_profile=PROFILE), (128, 128, 128)),
    "彩色，灰度配置": (saved(Image.new("RGB", (9, 9), (200, 60, 40)), icc_profile=linear_grey()), (200, 60, 40)),
    "灰度，线性的配置": (saved(Image.new("L", (9, 9), 128), "JPEG", icc_profile=linear_grey()), (188, 188, 188)),
    "线性的 PNG": (saved(Image.new("L", (9, 9), 128), pnginfo=gamma(100_000)), (188, 188, 188)),
    "寻常 gamma 的 PNG": (saved(Image.new("L", (9, 9), 128), pnginfo=gamma(45_455)), (128, 128, 128)),
    "十六位灰度": (saved(Image.new("I;16", (9, 9), 30_000)), (117, 117, 117)),
    "四色": (saved(Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG"), (255, 0, 0)),
    "灰度带透明": (saved(Image.new("LA", (9, 9), (0, 0))), PAPER),
    "调色板带透明": (saved(Image.new("P", (9, 9), 0), transparency=0), PAPER),
    "黑白": (saved(Image.new("1", (9, 9), 1)), (255, 255, 255)),
    "一个点": (saved(Image.new("RGB", (1, 1), (1, 2, 3))), (1, 2, 3)),
    "一个点的 JPEG": (saved(Image.new("RGB", (1, 1), (200, 60, 40)), "JPEG"), (200, 60, 40)),
    "手机的双图": (
        saved(Image.new("RGB", (9, 9), (9, 99, 9)), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))]),
        (9, 99, 9),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_colours_are_those_that_were_meant(name: str, tmp_path: Path) -> None:
    data, wanted = CASES[name]
    verify(data, Cache(tmp_path))
    assert near(shown(data), wanted)
    assert decode(data).tobytes() == decode(data).tobytes()


@pytest.mark.parametrize(
    ("lines", "ground"),
    [
        (["black"], PAPER),
        (["white"], INK),
        (["#fadc3c"], INK),
        (["white", "#b41414"], INK),
        (["white", "black"], GREY),
        (["white", "white", "white", "black"], GREY),
        ([], PAPER),
    ],
)
@pytest.mark.parametrize("small", [False, True], ids=["colours", "palette"])
def test_lines_on_nothing_stand_on_a_ground_that_shows_them(
    lines: list[str], ground: tuple[int, int, int], small: bool
) -> None:
    drawing = Image.new("RGBA", (40, 60))
    for place, line in enumerate(lines):
        drawing.paste(line, (0, 10 * place + 4, 40, 10 * place + 8))
    picture = decode(saved(drawing.quantize(8) if small else drawing))
    assert near(shown_at(picture, 1), ground)
    for place, line in enumerate(lines):
        assert near(shown_at(picture, 10 * place + 6), ImageColor.getrgb(line))


def test_a_bit_of_a_scan_that_is_nothing_stands_on_paper() -> None:
    assert shown(saved(Image.new("1", (9, 9), 1), transparency=1)) == PAPER


@pytest.mark.slow
@pytest.mark.parametrize("extent", [(500, 17_500), (17_500, 120), (60, 60_000), (30_000, 1), (1, 1)])
def test_every_size_of_a_very_long_picture_can_be_made(extent: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(saved(Image.new("RGB", extent, (200, 60, 40))))
    plan = derivatives(tmp_path / "a.png")
    assert plan and plan.size == extent
    for one in (*plan.webp, plan.jpeg, plan.card):
        assert max(one.width, one.height) <= MAX_WEBP_SIDE
        with Image.open(BytesIO(derivative_bytes(plan, one, Cache()))) as found:
            assert found.size == (one.width, one.height)
            colour = found.getpixel((found.width // 2, found.height // 2))
            assert isinstance(colour, tuple) and near(colour, (200, 60, 40))


BROKEN = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x87\x69\0\x04\0\0\0\x01\xff\xff\xff\xff"


@pytest.mark.parametrize("notes", [BROKEN, BROKEN[:20], b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0junk"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_broken_notes_do_not_cost_the_picture(notes: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{sorted(SUFFIXES[kind])[-1]}"
    path.write_bytes(saved(Image.new("RGB", (9, 5), (200, 60, 40)), kind, exif=notes))
    assert list(picture_problems(path, Cache())) == []
    assert near(shown(path.read_bytes()), (200, 60, 40))
    assert decode(path.read_bytes()).size == size(path.read_bytes()) == ((5, 9) if notes == BROKEN else (9, 5))


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_orientation_is_set_upright(turn: int) -> None:
    exif, image = Image.Exif(), Image.new("RGB", (40, 20))
    image.paste("red", (0, 0, 20, 10))
    exif[ExifTags.Base.Orientation] = turn
    data = saved(image, exif=exif)
    with Image.open(BytesIO(data)) as opened:
        assert decode(data).tobytes() == ImageOps.exif_transpose(opened).tobytes()
    assert size(data) == decode(data).size


FOREIGN = {
    "TIFF": saved(Image.new("RGB", (9, 9)), "TIFF"),
    "BMP": saved(Image.new("RGB", (9, 9)), "BMP"),
    "GIF": saved(Image.new("RGB", (9, 9)), "GIF"),
    "AVIF": saved(Image.new("RGB", (9, 9)), "AVIF"),
    "JPEG 2000": saved(Image.new("RGB", (9, 9)), "JPEG2000"),
    "PDF": saved(Image.new("RGB", (9, 9)), "PDF"),
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "相机原始图片": b"\0\0\0\x18ftypcrx \0\0\0\1crx isom",
    "声音": b"\0\0\0\x18ftypM4A \0\0\0\0M4A isom",
    "PSD": b"8BPS\0\1" + bytes(20),
    "SVG": b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    "网页": b"\xef\xbb\xbf<!DOCTYPE html>",
    "WPS": b"PK\x03\x04",
    "压缩包": b"Rar!\x1a\7\1\0",
    "空文件": b"",
    "没有传完": CASES["无配置"][0][:50],
}


@pytest.mark.parametrize("name", FOREIGN)
def test_of_what_is_no_picture_of_ours_it_is_said_what_it_is(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnfitError, match=name):
        verify(FOREIGN[name], Cache(tmp_path))


def test_a_picture_cut_off_anywhere_is_told_or_shown_whole(tmp_path: Path) -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        data = saved(Image.effect_noise((60, 60), 50).convert("RGB"), kind)
        for end in range(0, len(data) - 40, 97):
            with pytest.raises(UnfitError):
                verify(data[:end], Cache(tmp_path))
    assert not list(tmp_path.iterdir())


def drawn(**chunks: bytes) -> bytes:
    note = PngImagePlugin.PngInfo()
    for name, value in chunks.items():
        note.add(name.encode(), value)
    return saved(Image.new("RGB", (9, 9), (200, 60, 40)), pnginfo=note)


def test_long_notes_of_a_program_do_not_cost_the_picture() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_itxt("XML:com.adobe.xmp", "<x/>" * 500_000, zip=True)
    assert shown(saved(Image.new("RGB", (9, 9), (200, 60, 40)), pnginfo=note)) == (200, 60, 40)


def primaries(*places: float) -> bytes:
    return b"".join(round(place * 100_000).to_bytes(4) for place in (0.3127, 0.3290, *places))


WIDE = {
    "P3": drawn(cHRM=primaries(*P3)),
    "Adobe RGB": drawn(cHRM=primaries(0.64, 0.33, 0.21, 0.71, 0.15, 0.06), gAMA=(45_470).to_bytes(4)),
    "HDR": drawn(cICP=bytes((9, 16, 0, 1))),
    "HLG": drawn(cICP=bytes((1, 18, 0, 1))),
}
PLAIN = {
    "sRGB": drawn(cHRM=primaries(*SRGB[2:]), gAMA=(45_455).to_bytes(4)),
    "named": drawn(cHRM=primaries(*P3), sRGB=b"\0"),
    "code": drawn(cICP=bytes((1, 13, 0, 1))),
    "profile": saved(Image.new("RGB", (9, 9)), icc_profile=PROFILE),
    "none": CASES["无配置"][0],
}
NOISE = Image.effect_noise((640, 480), 80)
HALF = saved(NOISE.convert("RGB"), "JPEG")[:-20_000] + b"\xff\xd9"
"""A photo that lost its last part, and ends as a JPEG ends."""


@pytest.mark.parametrize("name", WIDE | PLAIN)
def test_a_png_of_other_colours_than_the_screens_is_told_of(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes((WIDE | PLAIN)[name])
    assert [problem[0] for problem in picture_problems(tmp_path / "a.png", Cache())] == ["P14"] * (name in WIDE)


def test_a_jpeg_damaged_inside_is_told_of_each_time_and_one_that_is_grey_is_not(tmp_path: Path) -> None:
    whole = saved(NOISE, "JPEG")
    for broken in (HALF, whole[: len(whole) // 2] + b"\xff\xd9", whole[:20_000] + whole[60_000:]):
        assert [verify(broken, Cache(tmp_path)) for _ in range(2)] == [False, False]
    plain = Image.new("RGB", (640, 480), (128, 128, 128))
    assert (
        verify(whole, Cache(tmp_path))
        and verify(saved(plain, "JPEG"), Cache(tmp_path))
        and verify(saved(NOISE), Cache(tmp_path))
    )


def test_a_second_look_at_the_same_content_decodes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    verify(CASES["无配置"][0], Cache(tmp_path))
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("decoded again"))
    verify(CASES["无配置"][0], Cache(tmp_path))


def test_a_picture_under_another_suffix_is_told_its_whole_name(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(CASES["四色"][0])
    told = list(picture_problems(tmp_path / "a.png", Cache()))
    assert told == [("P07", "文件名是 .png，里面却是 JPEG", "请把文件改名为 a.jpg，记录里也这样写")]


def test_of_a_scroll_that_is_too_large_it_is_said_how_large_one_may_be(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(saved(Image.new("1", (2500, 16_384))))
    ((code, message, hint),) = picture_problems(tmp_path / "a.png", Cache())
    assert code == "P06" and "2500×16384" in message
    assert all(said in hint for said in ("4000 万像素", "10 MB", "65500")), "what to do has to fit the limits"
    assert (MAX_PIXELS, MAX_BYTES, MAX_SIDE) == (40_000_000, 10 * 2**20, 65_500)
