"""What a PDF of Chromium holds: its pages, their sizes, and what is drawn on each."""

import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_PAGE = re.compile(rb"/Type /Page\b")
_BOX = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")
_DRAWN = re.compile(rb" (?:Tj|TJ|Do)\b")


@dataclass(frozen=True)
class Sheet:
    """One page: width and height in points, and whether a letter or a picture stands on it."""

    size: tuple[int, int]
    empty: bool


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
    content = objects[int(re.search(rb"/Contents (\d+) 0 R", page)[1])]  # type: ignore[index]
    drawn = content.partition(b"stream\n")[2].rpartition(b"endstream")[0]
    if b"/FlateDecode" in content:  # an empty page may have an empty stream, packed or not
        drawn = zlib.decompressobj().decompress(drawn)
    return Sheet((round(float(wide)), round(float(high))), _DRAWN.search(drawn) is None)
