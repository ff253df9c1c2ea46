"""A picture whose metadata names another author cannot be declared original."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from scripts.checks import check
from scripts.load.content import load
from tests.hostile.support import Hostile

ARTIST, COPYRIGHT, WINDOWS_AUTHOR = 0x013B, 0x8298, 0x9C9D


def codes(folder: Path, tag: int, said: str | bytes, rights: str = "本站原创") -> set[str]:
    exif = Image.Exif()
    exif[tag] = said
    return codes_of(folder, jpeg(exif), rights)


def codes_of(folder: Path, picture: bytes, rights: str = "本站原创") -> set[str]:
    record = Hostile(name="桥", extra=f"images: [{{file: a.jpg, alt: 一座桥, rights: {rights}}}]")
    content = record.planted(folder)
    (content / "streets" / "a.jpg").write_bytes(picture)
    return {problem.code for problem in check(load(content))}


def jpeg(exif: Image.Exif) -> bytes:
    data = BytesIO()
    Image.new("RGB", (8, 6)).save(data, "JPEG", exif=exif)
    return data.getvalue()


def press(credit: bytes) -> bytes:
    """A JPEG with a credit as news agencies write it (IPTC 2:110, in Photoshop's segment)."""
    record = b"\x1c\x02\x6e" + struct.pack(">H", len(credit)) + credit
    segment = b"Photoshop 3.0\0" + b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record
    plain = jpeg(Image.Exif())
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + plain[2:]


@pytest.mark.parametrize("tag", [ARTIST, COPYRIGHT])
def test_an_agency_in_its_metadata_contradicts_original(tag: int, tmp_path: Path) -> None:
    assert "C13" in codes(tmp_path, tag, "Getty Images / Wang")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_so_does_one_as_agencies_write_it(encoding: str, tmp_path: Path) -> None:
    assert "C13" in codes_of(tmp_path, press("新华社供图片".encode(encoding)))


def test_so_does_one_as_windows_writes_it(tmp_path: Path) -> None:
    assert "C13" in codes(tmp_path, WINDOWS_AUTHOR, "视觉中国".encode("utf-16-le"))


def test_somebody_s_name_there_does_not(tmp_path: Path) -> None:
    assert "C13" not in codes(tmp_path, ARTIST, "Wang")


def test_nor_does_an_agency_where_it_is_said_whose_it_is(tmp_path: Path) -> None:
    assert "C13" not in codes(tmp_path, ARTIST, "Getty Images", "公有领域")
