"""A picture that says of itself whose it is cannot be called original."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from scripts.checks import check
from scripts.load.content import load
from tests.hostile.support import Hostile

ARTIST, COPYRIGHT = 0x013B, 0x8298


def codes(folder: Path, tag: int, said: str, rights: str = "本站原创") -> set[str]:
    record = Hostile(name="桥", extra=f"images: [{{file: a.jpg, alt: 一座桥, rights: {rights}}}]")
    content = record.planted(folder)
    data, exif = BytesIO(), Image.Exif()
    exif[tag] = said
    Image.new("RGB", (8, 6)).save(data, "JPEG", exif=exif)
    (content / "streets" / "a.jpg").write_bytes(data.getvalue())
    return {problem.code for problem in check(load(content))}


@pytest.mark.parametrize("tag", [ARTIST, COPYRIGHT])
def test_an_agency_in_its_metadata_contradicts_original(tag: int, tmp_path: Path) -> None:
    assert "C13" in codes(tmp_path, tag, "Getty Images / Wang")


def test_somebody_s_name_there_does_not(tmp_path: Path) -> None:
    assert "C13" not in codes(tmp_path, ARTIST, "Wang")


def test_nor_does_an_agency_where_it_is_said_whose_it_is(tmp_path: Path) -> None:
    assert "C13" not in codes(tmp_path, ARTIST, "Getty Images", "公有领域")
