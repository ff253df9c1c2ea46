"""The print set of an exhibition: which sheets there are, and how large their type can be.

The sizes are those of ``docs/assets/css/panel.css`` and ``poster.css``; what fits at each was measured in Chromium
(``tests/browser/test_print.py`` prints panels of every size).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from scripts.records.exhibitions import Exhibition, Panel


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of sheet: its address, its name, and what it is for."""

    name: str
    label: str
    use: str


SHEETS = (
    Sheet("poster", "海报", "A3 竖放一张，贴在门口"),
    Sheet("panels-a3", "展板 A3", "一块展板一页，A3 横放"),
    Sheet("panels-a4", "展板 A4", "一块展板一页，A4 竖放"),
    Sheet("labels", "说明牌", "展品旁的小牌，A4 一页八张，可裁开"),
    Sheet("checklist", "布展清单", "挂展的人逐项打勾：场地、展板、展品、二维码"),
)

SIZES = {"is-brief": 80, "is-short": 280, "is-middle": 380, "is-long": 560, "is-full": 1000}
"""Class of a panel's type → how much room (``room``) its text may take, from large to small.

The smallest is 9.5 pt on A4 and 11.7 pt on A3; on A4 the picture still has 70 % of its width then.
"""

ROOM = max(SIZES.values())

LINE = 26
"""Characters of a line of a panel's text, whatever its size: what a paragraph leaves of its last line is lost."""

TITLES = {"is-name": 4, "is-short": 7, "is-middle": 14, "is-long": 32, "is-full": 120}
"""Class of a poster's title → its longest title, from large to small."""

STOPS = 8
"""So many stops of a tour are named on a poster."""


def sheets_of(show: Exhibition) -> list[Sheet]:
    """The sheets an exhibition has: no panels without panels, no labels without objects."""
    objects = any(panel.objects for panel in show.panels)
    without = set() if show.panels else {"panels-a3", "panels-a4"}
    without |= set() if objects else {"labels"}
    return [sheet for sheet in SHEETS if sheet.name not in without]


def title_class(title: str) -> str:
    """How large the name of an exhibition stands on its poster."""
    return _first(TITLES, _width(title))


def panel_class(panel: Panel) -> str:
    """How large a panel's text is set; the smallest size when it fits at none."""
    return _first(SIZES, room(panel))


def room(panel: Panel) -> int:
    """How much room a panel asks for, in characters; more than ``ROOM`` is not printed on one sheet.

    A paragraph counts as whole lines and half a line of gap. Of the title and the caption only what they have more than
    one line counts, a title fourfold, as large as it is. Where no picture stands there is twice the room.
    """
    lines = sum(-(-_width(block) // LINE) + 0.5 for block in _blocks(panel.text)) * LINE
    title = 4 * max(0, _width(panel.title) - 15)
    caption = sum(max(0, _width(image.caption + image.credit) - 40) for image in panel.images[:1])
    return round((lines + title + caption) * (1 if panel.images else 0.5))


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, items and headings as they read, without the signs of Markdown."""
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]\s|\d+\.\s|#+\s|\|))", text.strip()):
        yield re.sub(r"\[([^\[\]\n]*)\]\([^()\s]*\)|[*`\n]", r"\1", block)


def _width(text: str) -> int:
    """Characters as wide as a Chinese one: two Latin letters or digits are one."""
    return ceil(sum(1 if char > "⺀" else 0.5 for char in text))


def _first(classes: dict[str, int], size: int) -> str:
    return next((name for name, most in classes.items() if size <= most), [*classes][-1])
