"""Small sounds of each kind with tags in every encoding, made by hand: what a recorder or a phone writes."""

import struct

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
