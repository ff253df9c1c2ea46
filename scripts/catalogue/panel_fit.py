"""Estimates the space that the text of an exhibition panel needs on paper."""

import re
from collections.abc import Iterator
from math import ceil

from scripts.records.exhibitions import Panel

SIZES = {"is-brief": 80, "is-short": 280, "is-middle": 380, "is-long": 560, "is-full": 1000}
"""Type size class → the largest ``text_size`` that fits, from large to small type.

The smallest is 9.5 pt on A4 and 11.7 pt on A3; on A4 the picture then still has 70 % of its width.
"""

CAPACITY = max(SIZES.values())

LINE = 26
"""Characters in a line of a panel's text at any size; the rest of a paragraph's last line is lost."""


def text_size(panel: Panel) -> int:
    """The space a panel needs, in characters; more than ``CAPACITY`` does not fit on one sheet.

    A paragraph counts as whole lines plus half a line. Only the excess over one line of title and caption counts, the
    title's fourfold for its size. Without a picture there is twice the space.
    """
    lines = sum(-(-width(block) // LINE) + 0.5 for block in _blocks(panel.text)) * LINE
    title = 4 * max(0, width(panel.title) - 15)
    caption = sum(max(0, width(image.caption + image.credit) - 40) for image in panel.images[:1])
    return round((lines + title + caption) * (1 if panel.images else 0.5))


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, items and headings without Markdown marks."""
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]\s|\d+\.\s|#+\s|\|))", text.strip()):
        yield re.sub(r"\[([^\[\]\n]*)\]\([^()\s]*\)|[*`\n]", r"\1", block)


def width(text: str) -> int:
    """Width in Chinese characters; two Latin letters or digits count as one."""
    return ceil(sum(1 if char > "⺀" else 0.5 for char in text))
