"""Numbers are looked for in what a file says of itself, not in its compressed points and samples."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from scripts.privacy.detectors.containers import notes
from scripts.privacy.detectors.files import readable

SAID = "13800138000"
FRAME = b"\xff\xfb\x90\x00"  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes
KINDS = ["JPEG", "PNG", "WEBP", "MP3", "M4A"]


def _picture(kind: str, note: bool) -> bytes:
    image, out = Image.effect_noise((64, 64), 60), BytesIO()
    words = PngInfo()
    if note:
        words.add_text("Comment", SAID)
    exif = Image.Exif()
    exif[0x010E] = SAID if note else "-"
    image.save(out, kind, **({"pnginfo": words} if kind == "PNG" else {"exif": exif}))
    return out.getvalue()


def _in_the_points(data: bytes, kind: str) -> bytes:
    """The file with a number written over the middle of its points, as chance may write it there."""
    place = data.rindex({"JPEG": b"\xff\xda", "PNG": b"IDAT", "WEBP": b"VP8"}[kind]) + 40
    return data[:place] + SAID.encode() + data[place + len(SAID) :]


def _plain(kind: str) -> bytes:
    said = SAID.encode()
    if kind == "MP3":
        return (FRAME + said.ljust(413, b"\x00")) * 3
    if kind == "M4A":
        return b"\x00\x00\x00\x10ftypM4A \x00\x00\x00\x00" + (8 + len(said)).to_bytes(4) + b"mdat" + said
    return _in_the_points(_picture(kind, note=False), kind)


def _noted(kind: str) -> bytes:
    said = SAID.encode()
    if kind == "MP3":
        return b"ID3\x03\x00\x00\x00\x00\x00" + bytes([len(said)]) + said + FRAME + bytes(413)
    if kind == "M4A":
        return b"\x00\x00\x00\x10ftypM4A \x00\x00\x00\x00" + (8 + len(said)).to_bytes(4) + b"udta" + said
    return _picture(kind, note=True)


@pytest.mark.parametrize("kind", KINDS)
def test_points_and_samples_are_no_text(kind: str) -> None:
    assert SAID.encode() in _plain(kind)
    assert SAID not in readable(_plain(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_notes_are_read(kind: str) -> None:
    assert SAID in readable(_noted(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_the_end_is_read(kind: str) -> None:
    assert SAID not in readable(_plain(kind))
    assert SAID in readable(_plain(kind) + b"......" + SAID.encode())


def test_a_small_copy_inside_the_notes_is_a_picture_too() -> None:
    copy = _in_the_points(_picture("JPEG", note=False), "JPEG")
    note = b"Exif\x00\x00" + copy
    whole = b"\xff\xd8\xff\xe1" + (len(note) + 2).to_bytes(2) + note + b"\xff\xd9"
    assert SAID not in readable(whole)


@given(
    start=st.sampled_from(
        [b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"RIFF....WEBP", b"....ftyp", b"ID3", FRAME, b""]
    ),
    rest=st.binary(max_size=300),
)
def test_broken_files_are_read_to_their_end(start: bytes, rest: bytes) -> None:
    assert sum(len(piece) for piece in notes(start + rest)) <= len(start + rest)
