"""Removes tags from sounds before publication.

Parses frames of mp3 (ISO/IEC 11172-3 and 13818-3, layer III) with the leading ID3v2 tag, and boxes of m4a (ISO/IEC
14496-12). Samples are unchanged. Mutagen does this too, but is GPL-2.0-or-later, and this generator is MIT.
"""

from collections.abc import Callable

_RATES = {
    3: ((44100, 48000, 32000), (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)),
    2: ((22050, 24000, 16000), (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)),
    0: ((11025, 12000, 8000), (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)),
}
"""Version in a frame's head → (sample rates in Hz, bit rates in kbit/s) of layer III."""
_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"mvex", b"moof", b"traf"})
_NEEDED = _CONTAINERS | {
    *(b"ftyp", b"styp", b"sidx", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"smhd", b"elst", b"dref", b"iods"),
    *(b"stsd", b"stts", b"stsc", b"stsz", b"stco", b"co64", b"ctts", b"stss", b"sgpd", b"sbgp", b"stz2"),
    *(b"mehd", b"trex", b"mfhd", b"tfhd", b"tfdt", b"trun", b"mfra", b"hdlr"),
}
"""The boxes needed for playing; all others are tags, covers or unknown."""


class NoSoundError(Exception):
    """The file is no sound of its suffix's kind."""


def clean(data: bytes, suffix: str) -> bytes:
    """The sound without tags, covers and other data. Raises NoSoundError."""
    try:
        return KINDS[suffix](data)
    except (ValueError, IndexError) as error:
        raise NoSoundError(str(error)) from None


def _clean_mp3(data: bytes) -> bytes:
    """The frames only; tags (ID3, APE, Lyrics3) may be before, after or between them."""
    frames: list[bytes] = []
    place, sure = id3_end(data), True
    while 0 <= place < len(data):
        size = _frame_length(data, place)
        if size and place + size <= len(data) and (sure or _two_frames_follow(data, place + size)):
            frames.append(data[place : place + size])
            place, sure = place + size, True
        else:
            place, sure = data.find(b"\xff", place + 1), False
    if not frames:
        raise ValueError("no frames")
    return b"".join(frames)


def _two_frames_follow(data: bytes, place: int) -> bool:
    """Whether two frames follow: a single one occurs by chance in any megabyte."""
    size = _frame_length(data, place)
    return bool(size and _frame_length(data, place + size))


def id3_end(data: bytes) -> int:
    """The end of the leading ID3v2 tag; 0 if there is none."""
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=False))
    return min(10 + size, len(data)) if data.startswith(b"ID3") and len(data) > 10 else 0


def _frame_length(data: bytes, place: int) -> int:
    """The length in bytes of the layer III frame at ``place``; 0 if there is none."""
    if place + 4 > len(data) or data[place] != 0xFF or data[place + 1] & 0xE6 != 0xE2:
        return 0
    version, rate, speed = data[place + 1] >> 3 & 3, data[place + 2] >> 2 & 3, data[place + 2] >> 4
    if version not in _RATES or rate == 3 or speed in {0, 15}:
        return 0
    rates, speeds = _RATES[version]
    return (144 if version == 3 else 72) * speeds[speed] * 1000 // rates[rate] + (data[place + 2] >> 1 & 1)


def _clean_m4a(data: bytes) -> bytes:
    """Keeps all boxes in place, since offsets point to them, and empties unneeded ones (``free``)."""
    out = bytearray(data)
    if data[4:8] != b"ftyp" or b"moov" not in _empty_boxes(out, 0, len(out)):
        raise ValueError("no sound in boxes")
    return bytes(out)


def _empty_boxes(out: bytearray, place: int, end: int) -> set[bytes]:
    """Empties unneeded boxes from ``place`` to ``end``. Returns the kinds of the others."""
    kept: set[bytes] = set()
    while place < end:
        size, kind, head = int.from_bytes(out[place : place + 4]), bytes(out[place + 4 : place + 8]), 8
        if size == 1:
            size, head = int.from_bytes(out[place + 8 : place + 16]), 16
        after = place + size if size else end
        if after > end or after < place + head:
            raise ValueError("a box ends outside")
        if kind == b"hdlr" and out[place + 16 : place + 20] != b"soun":
            raise ValueError("a track that is no sound")
        if kind not in _NEEDED:
            out[place + 4 : place + 8] = b"free"
            out[place + head : after] = bytes(after - place - head)
        elif kind in _CONTAINERS:
            _empty_boxes(out, place + head, after)
        elif kind == b"hdlr":
            out[place + 32 : after] = bytes(after - place - 32)  # a free text, often the name of a program
        kept.add(kind)
        place = after
    return kept


KINDS: dict[str, Callable[[bytes], bytes]] = {".mp3": _clean_mp3, ".m4a": _clean_m4a}
