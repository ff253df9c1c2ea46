"""What a PDF of Chromium holds: its pages, their sizes, what is drawn on each and what can be read there."""

import re
import zlib
from dataclasses import dataclass
from unicodedata import normalize

_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_PAGE = re.compile(rb"/Type /Page\b")
_BOX = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>(?= Tj|[^\n]*\] TJ)")
_TABLE = re.compile(rb"beginbf(char|range)\n(.*?)endbf", re.DOTALL)
_DRAWN = re.compile(rb" (?:Tj|TJ|Do)\b")


@dataclass(frozen=True)
class Sheet:
    """One page: width and height in points, whether a letter or a picture stands on it, its letters without spaces."""

    size: tuple[int, int]
    empty: bool
    text: str


def sheets(pdf: bytes) -> list[Sheet]:
    """The pages of a PDF as Chromium writes it, in order."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    return [_sheet(body, objects) for body in objects.values() if _PAGE.search(body)]


def pictures(pdf: bytes) -> int:
    """How many different pictures the pages show; a mask of transparency is not counted."""
    masks = len(re.findall(rb"/SMask \d", pdf))
    return len(re.findall(rb"/Subtype /Image\b", pdf)) - masks


def _sheet(page: bytes, objects: dict[int, bytes]) -> Sheet:
    wide, high = _BOX.search(page).groups()  # type: ignore[union-attr]
    drawn = _unpacked(objects[int(re.search(rb"/Contents (\d+) 0 R", page)[1])])  # type: ignore[index]
    tables = {name: _characters(objects, objects[int(number)]) for name, number in _FONT.findall(page)}
    return Sheet((round(float(wide)), round(float(high))), _DRAWN.search(drawn) is None, _text(drawn, tables))


def _unpacked(held: bytes) -> bytes:
    """A stream; that of an empty page may be empty, packed or not."""
    stream = held.partition(b"stream\n")[2].rpartition(b"endstream")[0]
    return zlib.decompressobj().decompress(stream) if b"/FlateDecode" in held else stream


def _text(drawn: bytes, tables: dict[bytes, dict[bytes, str]]) -> str:
    said, table = "", {}
    for font, codes in _SHOWN.findall(drawn):
        table = tables.get(font, {}) if font else table
        width = len(next(iter(table), b"00"))
        said += "".join(table.get(codes[at : at + width], "") for at in range(0, len(codes), width))
    return normalize("NFKC", said).replace(
        " ", ""
    )  # one glyph may serve a character and the radical that looks like it


def _characters(objects: dict[int, bytes], font: bytes) -> dict[bytes, str]:
    """Code → character: the font's table has lines of code and character, and of first code, last code, first character."""
    named = re.search(rb"/ToUnicode (\d+) 0 R", font)
    found = {}
    for kind, lines in _TABLE.findall(_unpacked(objects[int(named[1])]) if named else b""):
        for line in lines.splitlines():
            first, *last, sign = re.findall(rb"[0-9A-F]+", line)
            size, begin, end = len(first), int(first, 16), int(last[0] if kind == b"range" else first, 16)
            for code in range(begin, end + 1):
                found[b"%0*X" % (size, code)] = _character(sign, code - begin)
    return found


def _character(sign: bytes, step: int) -> str:
    text = bytes.fromhex(sign.decode()).decode("utf-16-be")
    return text[:-1] + chr(ord(text[-1]) + step)
