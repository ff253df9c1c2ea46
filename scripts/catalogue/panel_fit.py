"""How much room the text of an exhibition panel takes on paper."""

import re
from collections.abc import Iterator
from math import ceil

from scripts.records.exhibitions import Panel

SIZES = {"is-brief": 80, "is-short": 280, "is-middle": 380, "is-long": 560, "is-full": 1000}
"""Class of a panel's type → how much room (``text_size``) its text may take, from large to small.

The smallest is 9.5 pt on A4 and 11.7 pt on A3; on A4 the picture still has 70 % of its width then.
"""

CAPACITY = max(SIZES.values())

LINE = 26
"""Characters of a line of a panel's text, whatever its size: what a paragraph leaves of its last line is lost."""


def text_size(panel: Panel) -> int:
    """How much room a panel asks for, in characters; more than ``CAPACITY`` is not printed on one sheet.

    A paragraph counts as whole lines and half a line of gap. Of the title and the caption only what they have more than
    one line counts, a title fourfold, as large as it is. Where no picture stands there is twice the room.
    """
    lines = sum(-(-width(block) // LINE) + 0.5 for block in _blocks(panel.text)) * LINE
    title = 4 * max(0, width(panel.title) - 15)
    caption = sum(max(0, width(image.caption + image.credit) - 40) for image in panel.images[:1])
    return round((lines + title + caption) * (1 if panel.images else 0.5))


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, items and headings as they read, without the signs of Markdown."""
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]\s|\d+\.\s|#+\s|\|))", text.strip()):
        yield re.sub(r"\[([^\[\]\n]*)\]\([^()\s]*\)|[*`\n]", r"\1", block)


def width(text: str) -> int:
    """Characters as wide as a Chinese one: two Latin letters or digits are one."""
    return ceil(sum(1 if char > "⺀" else 0.5 for char in text))
