"""Pages and packets of an Ogg file, as far as its tags go (RFC 3533; RFC 7845 §5.2; Vorbis I §4.2.1, §5)."""

from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = 27
COMMENTS = {b"\x01vorbis": (b"\x03vorbis", b"\x01"), b"OpusHead": (b"OpusTags", b"")}
"""By the start of a stream's first packet: how its second, the tags, begins and ends."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it starts and ends in the file, and its pieces of packets as ``(start, end, is whole)``."""

    start: int
    end: int
    serial: bytes
    pieces: tuple[tuple[int, int, bool], ...]


@dataclass(frozen=True, slots=True)
class Tags:
    """The second packet of a stream: the pages it lies on, its places in the file, how it must begin and end."""

    pages: tuple[Page, ...]
    places: tuple[tuple[int, int], ...]
    start: bytes
    end: bytes


def pages(data: bytes) -> Iterator[Page]:
    """The pages from the beginning of the file, up to the first thing that is none."""
    place = 0
    while data.startswith(b"OggS\x00", place) and place + _HEAD < len(data):
        body = place + _HEAD + data[place + 26]
        pieces, start, size = [], body, 0
        for segment in data[place + _HEAD : body]:
            size += segment
            if segment < 255:
                pieces.append((start, start + size, True))
                start, size = start + size, 0
        if size:
            pieces.append((start, start + size, False))
        end = start + size
        if end > len(data):
            return
        yield Page(place, end, data[place + 14 : place + 18], tuple(pieces))
        place = end


def tags(data: bytes) -> Iterator[Tags]:
    """The tags of each stream, one after the other or side by side. Raises ValueError for what is neither Vorbis nor Opus."""
    waiting: dict[bytes, tuple[bytes, bytes, list[Page], list[tuple[int, int]]]] = {}
    for page in pages(data):
        pieces = page.pieces
        if data[page.start + 5] & 2:
            first = next(
                (kind for kind in COMMENTS if data.startswith(kind, pieces[0][0] if pieces else page.end)), None
            )
            if first is None:
                raise ValueError("neither Vorbis nor Opus")
            waiting[page.serial] = (*COMMENTS[first], [], [])
            pieces = pieces[1:]
        if page.serial in waiting and pieces:
            start, end, on, places = waiting[page.serial]
            on.append(page)
            places.append(pieces[0][:2])
            if pieces[0][2]:
                yield Tags(tuple(on), tuple(places), start, end)
                del waiting[page.serial]


def _table() -> tuple[int, ...]:
    rows = []
    for row in range(256):
        value = row << 24
        for _ in range(8):
            value = (value << 1) ^ (0x104C11DB7 if value & 0x80000000 else 0)
        rows.append(value)
    return tuple(rows)


_CHECK = _table()


def checksum(page: bytes) -> bytes:
    """What stands at 22 of a page: over all of it, those four bytes taken as zero."""
    value = 0
    for byte in page[:22] + bytes(4) + page[26:]:
        value = (value << 8 & 0xFFFFFFFF) ^ _CHECK[value >> 24 ^ byte]
    return value.to_bytes(4, "little")


def clean(data: bytes) -> bytes:
    """The pages with empty tags of the same length: one long name of the program that made it, all spaces."""
    out = bytearray(data[: max((page.end for page in pages(data)), default=0)])
    found = list(tags(data))
    if not found:
        raise ValueError("no stream")
    for one in found:
        room = sum(end - start for start, end in one.places) - len(one.start) - len(one.end) - 8
        if room < 0:
            raise ValueError("tags too short")
        fresh = one.start + room.to_bytes(4, "little") + b" " * room + bytes(4) + one.end
        for start, end in one.places:
            out[start:end], fresh = fresh[: end - start], fresh[end - start :]
        for page in one.pages:
            out[page.start + 22 : page.start + 26] = checksum(bytes(out[page.start : page.end]))
    return bytes(out)
