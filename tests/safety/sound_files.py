"""Small sounds of each kind with tags in every encoding, made by hand: what a recorder or a phone writes."""

import struct
from base64 import b64encode

from scripts.sounds.ogg import checksum
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


def page(number: int, packet: bytes, serial: int = 7, more: int = 0) -> bytes:
    """A page that holds the whole of a packet, or of its beginning when ``more`` bytes follow on the next."""
    lacing = [255] * (len(packet) // 255) + ([] if more else [len(packet) % 255])
    kind = 2 if number == 0 else 0
    head = b"OggS\0" + struct.pack("<BqIII", kind, 0, serial, number, 0) + bytes([len(lacing), *lacing])
    made = head + packet
    return made[:22] + checksum(made) + made[26:]


def opus(*tags: bytes, first: bytes = b"OpusHead") -> bytes:
    """A stream of a head, its tags on as many pages as they need, and one packet of sound."""
    packet = b"OpusTags" + struct.pack("<I", 4) + b"made" + struct.pack("<I", len(tags))
    packet += b"".join(struct.pack("<I", len(tag)) + tag for tag in tags)
    pages = [page(0, first + b"\1\1\0\0\x80\xbb\0\0\0\0\0")]
    while len(packet) > 255 * 255:
        pages.append(page(len(pages), packet[: 255 * 255], more=len(packet)))
        packet = packet[255 * 255 :]
    return b"".join([*pages, page(len(pages), packet), page(len(pages) + 1, b"sound")])


def packed_cover(picture: bytes) -> bytes:
    head = struct.pack(">II", 3, 10) + b"image/jpeg" + bytes(20) + struct.pack(">I", len(picture))
    return b"METADATA_BLOCK_PICTURE=" + b64encode(head + picture)
