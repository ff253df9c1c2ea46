"""What a picture or sound holds beside its compressed points and samples, whose bytes look like numbers by chance.

Sources: JPEG (ITU-T T.81 annex B), PNG (W3C, §5), RIFF (WebP container), ISO/IEC 14496-12 boxes, ISO/IEC 11172-3 frames.
"""

import re
from collections.abc import Iterator
from typing import Literal

from scripts.media.audio.mp3 import frame, id3_end

_NOTE_SEGMENTS = frozenset({*range(0xE0, 0xF0), 0xFE})
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_POINTS = frozenset({b"IDAT", b"fdAT", b"iCCP", b"VP8 ", b"VP8L", b"ALPH", b"ANMF", b"mdat"})
_EMBEDDED = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP", re.DOTALL)


def notes(data: bytes) -> Iterator[bytes]:
    """The pieces of a file that are no points or samples; the whole of a file of no known kind.

    A file that breaks off or lies about a length is searched from there to its end.
    """
    for piece in _pieces(data):
        inner = _EMBEDDED.search(piece, 1)  # a small copy of the picture, the cover of a sound
        yield piece[: inner.start()] if inner else piece
        if inner:
            yield from notes(piece[inner.start() :])


def _pieces(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"\xff\xd8"):
        pieces = _of_jpeg(data)
    elif data.startswith(b"\x89PNG"):
        pieces = _of_boxes(data, 8, 12)
    elif data.startswith(b"RIFF"):
        pieces = _of_boxes(data, 12, 8, "little")
    elif data[4:8] == b"ftyp":
        pieces = _of_boxes(data, 0, 0)
    elif data.startswith(b"ID3") or frame(data, 0):
        pieces = _of_mp3(data)
    else:
        pieces = iter((data,))
    return pieces


def _of_jpeg(data: bytes) -> Iterator[bytes]:
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xD9:
        kind, size = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        end = place + 2 + size
        if kind in _NOTE_SEGMENTS:
            yield data[place + 4 : end]
        elif kind == 0xDA:
            scanned = _AFTER_SCAN.search(data, end)
            end = scanned.start() if scanned else len(data)
        place = end
    yield data[place + 2 :]


def _of_boxes(data: bytes, place: int, more: int, order: Literal["big", "little"] = "big") -> Iterator[bytes]:
    """``more`` is what a box is longer than its length says: its head of 8 bytes, in PNG a sum of 4 as well."""
    while place + 8 <= len(data):
        sizes = data[place : place + 8]
        length, name = (sizes[:4], sizes[4:]) if order == "big" else (sizes[4:], sizes[:4])
        size = int.from_bytes(length, order)
        end = place + size + more + (size % 2 if order == "little" else 0)
        if end < place + 8 or end > len(data):
            break
        if name not in _POINTS:
            yield data[place + 8 : end]
        place = end
        if name == b"IEND":
            break
    yield data[place:]


def pictures_in(data: bytes) -> Iterator[bytes]:
    """What begins like a picture in the tags of a sound, to the end of its piece."""
    for piece in _pieces(data):
        for place in _EMBEDDED.finditer(piece):
            yield piece[place.start() :]


def _of_mp3(data: bytes) -> Iterator[bytes]:
    place = id3_end(data)
    yield data[:place]
    while size := frame(data, place):
        place += size
    yield data[place:]
