"""Boxes of an m4a (ISO/IEC 14496-12)."""

_OPENED = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"mvex", b"moof", b"traf"})
_KEPT = _OPENED | {
    *(b"ftyp", b"styp", b"sidx", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"smhd", b"elst", b"dref", b"iods"),
    *(b"stsd", b"stts", b"stsc", b"stsz", b"stco", b"co64", b"ctts", b"stss", b"sgpd", b"sbgp", b"stz2"),
    *(b"mehd", b"trex", b"mfhd", b"tfhd", b"tfdt", b"trun", b"mfra", b"hdlr"),
}
"""The boxes that playing needs; all others are tags, covers, or unknown."""


def clean(data: bytes) -> bytes:
    """All boxes in their places, for others point to them; those that are not needed are empty (``free``)."""
    out = bytearray(data)
    if data[4:8] != b"ftyp" or b"moov" not in _emptied(out, 0, len(out)):
        raise ValueError("no sound in boxes")
    return bytes(out)


def _emptied(out: bytearray, place: int, end: int) -> set[bytes]:
    """Empties boxes from ``place`` to ``end``. Returns the kinds of those that were kept."""
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
        if kind not in _KEPT:
            out[place + 4 : place + 8] = b"free"
            out[place + head : after] = bytes(after - place - head)
        elif kind in _OPENED:
            _emptied(out, place + head, after)
        elif kind == b"hdlr":
            out[place + 32 : after] = bytes(after - place - 32)  # the name of a program, or whatever stands there
        kept.add(kind)
        place = after
    return kept
