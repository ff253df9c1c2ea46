"""Reads a PDF made by Chromium: its pages, their sizes, their drawings and texts."""

import re
from io import BytesIO
from unicodedata import normalize

from pypdf import PageObject, PdfReader

_DRAWN = re.compile(rb"\s(?:Tj|TJ|Do)\b")


class Sheet:
    """One page, read as far as it is asked for, since to read its text takes long."""

    def __init__(self, page: PageObject) -> None:
        self._page = page

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in points."""
        return round(float(self._page.mediabox.width)), round(float(self._page.mediabox.height))

    @property
    def empty(self) -> bool:
        """Neither a letter nor a picture stands on it."""
        drawn = self._page.get_contents()
        return drawn is None or not _DRAWN.search(drawn.get_data())

    @property
    def text(self) -> str:
        """Its letters without spaces. One glyph may serve a character and the radical that looks like it."""
        return "".join(normalize("NFKC", self._page.extract_text()).split())


def sheets(pdf: bytes) -> list[Sheet]:
    """The pages of a PDF, in order."""
    return list(map(Sheet, PdfReader(BytesIO(pdf)).pages))


def pictures(pdf: bytes) -> int:
    """How many different pictures the pages show; a mask of transparency is not counted."""
    return len({image.indirect_reference for page in PdfReader(BytesIO(pdf)).pages for image in page.images})
