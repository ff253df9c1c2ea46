"""Sounds of records are published without tags."""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.checks.pictures import attached_sound_problems, sound_problems
from scripts.media import audio, images
from scripts.speed.cache import Cache
from tests.media.test_unfit_pictures import jpeg, place
from tests.support import SILENCE


def id3(*frames: tuple[bytes, bytes]) -> bytes:
    """A tag (ID3v2.3) of some frames, by name and content."""
    body = b"".join(name + struct.pack(">I", len(data)) + b"\0\0" + data for name, data in frames)
    size = bytes(len(body) >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def mp3(*frames: tuple[bytes, bytes], behind: bytes = b"") -> bytes:
    return id3(*frames) + SILENCE * 3 + behind


def cover(picture: bytes) -> tuple[bytes, bytes]:
    return b"APIC", b"\x00image/jpeg\x00\x03\x00" + picture


def box(kind: bytes, *inside: bytes) -> bytes:
    return struct.pack(">I", 8 + sum(map(len, inside))) + kind + b"".join(inside)


def m4a(title: bytes = b"", track: bytes = b"soun", sample: bytes = b"\x21\x10\x04") -> bytes:
    """A track of one sample whose place in the file is written before it, tags between."""
    tags = box(b"udta", box(b"meta", bytes(4), box(b"ilst", box(b"\xa9nam", box(b"data", bytes(8), title)))))
    head = box(b"ftyp", b"M4A \0\0\0\0")

    def moov(place: int) -> bytes:
        name = box(b"hdlr", bytes(8), track, bytes(12), title + b"\0")
        table = box(b"stbl", box(b"stco", bytes(7), b"\1", struct.pack(">I", place)))
        return box(b"moov", box(b"mvhd", bytes(100)), box(b"trak", box(b"mdia", name, box(b"minf", table))), tags)

    place = len(head) + len(moov(0)) + 8
    return head + moov(place) + box(b"mdat", sample)


NAME = "申屠怀"
SAID = f"{NAME}的手机13800138000，车牌甘A12345"
UTF16 = b"\x01" + SAID.encode("utf-16")
TAGGED: dict[str, tuple[str, bytes]] = {
    "UTF-16": (".mp3", mp3((b"TIT2", UTF16))),
    "末尾的标签": (".mp3", mp3(behind=b"APETAGEX" + SAID.encode())),
    "两声之间": (".mp3", SILENCE + SAID.encode() + SILENCE * 3),
    "苹果的标签": (".m4a", m4a(SAID.encode())),
    "封面": (".mp3", mp3(cover(jpeg(place)))),
}
Look = Callable[[Path, Cache], Iterator[tuple[str, str, str]]]


def problems(folder: Path, suffix: str, data: bytes, look: Look = sound_problems) -> set[str]:
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    return {problem[0] for problem in look(path, Cache()) if problem[2]}


@pytest.mark.parametrize("name", TAGGED)
def test_only_a_sound_of_a_record_may_have_tags(name: str, tmp_path: Path) -> None:
    """It is published without them, one among the hand-written pages as it is."""
    suffix, data = TAGGED[name]
    assert problems(tmp_path, suffix, data) == set()
    assert problems(tmp_path, suffix, data, attached_sound_problems) == {"D07"}
    assert problems(tmp_path, suffix, audio.clean(data, suffix), attached_sound_problems) == set()


@pytest.mark.parametrize("name", TAGGED)
def test_tags_are_not_published(name: str, tmp_path: Path) -> None:
    suffix, data = TAGGED[name]
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    clean = images.published_bytes(path, Cache())
    assert not any(NAME.encode(encoding) in clean for encoding in ("utf-8", "utf-16-le"))
    assert problems(tmp_path, suffix, clean) == set()
    assert audio.clean(clean, suffix) == clean


def test_a_sound_without_tags_stays_as_it_is() -> None:
    assert audio.clean(SILENCE * 3, ".mp3") == SILENCE * 3


def test_the_samples_stay_and_stay_in_their_places() -> None:
    assert audio.clean(mp3((b"TIT2", UTF16), behind=b"TAG" + bytes(125)), ".mp3") == SILENCE * 3
    tagged = m4a(SAID.encode(), sample=b"sample")
    clean = audio.clean(tagged, ".m4a")
    assert len(clean) == len(tagged) and clean.index(b"sample") == tagged.index(b"sample")


OTHERS = {
    "改了后缀的文档": (".mp3", b"PK\x03\x04" + bytes(4000)),
    "只有标签": (".mp3", id3((b"TIT2", UTF16[:9]))),
    "带画面的": (".m4a", m4a(track=b"vide")),
    "改了后缀的音频": (".m4a", mp3()),
    "断了的盒子": (".m4a", m4a()[:-1]),
    "空文件": (".m4a", b""),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_sound_is_refused(name: str, tmp_path: Path) -> None:
    assert problems(tmp_path, *OTHERS[name]) == {"P03"}
