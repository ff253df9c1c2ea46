"""Reads a PDF made by Chromium: its pages, their sizes, their drawings and texts."""

import re
from dataclasses import dataclass
from io import BytesIO
from unicodedata import normalize

from pypdf import PageObject, PdfReader

_DRAWN = re.compile(rb"\s(?:Tj|TJ|Do)\b")


@dataclass(frozen=True)
class Sheet:
    """One page: width and height in points, whether a letter or a picture stands on it, its letters without spaces."""

    size: tuple[int, int]
    empty: bool
    text: str


def sheets(pdf: bytes) -> list[Sheet]:
    """The pages of a PDF, in order."""
    return list(map(_sheet, PdfReader(BytesIO(pdf)).pages))


def pictures(pdf: bytes) -> int:
    """How many different pictures the pages show; a mask of transparency is not counted."""
    return len({image.indirect_reference for page in PdfReader(BytesIO(pdf)).pages for image in page.images})


def _sheet(page: PageObject) -> Sheet:
    drawn = page.get_contents()
    size = round(float(page.mediabox.width)), round(float(page.mediabox.height))
    text = normalize("NFKC", page.extract_text())  # one glyph may serve a character and the radical that looks like it
    empty = drawn is None or not _DRAWN.search(drawn.get_data())
    return Sheet(size, empty, "".join(text.split()))
