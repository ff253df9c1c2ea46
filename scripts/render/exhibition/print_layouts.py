"""The print layouts of an exhibition, and their type sizes.

The sizes are in ``docs/assets/css/panel.css`` and ``poster.css``; their capacity was measured in Chromium
(``tests/browser/test_print.py``).
"""

from typing import NamedTuple

from scripts.catalogue.panel_fit import SIZES, text_size, width
from scripts.records.exhibitions import Exhibition, Panel


class Layout(NamedTuple):
    """A print layout: its address, its label, its use."""

    name: str
    label: str
    use: str


LAYOUTS = (
    Layout("poster", "海报", "A3 竖放一张，贴在门口"),
    Layout("panels-a3", "展板 A3", "一块展板一页，A3 横放"),
    Layout("panels-a4", "展板 A4", "一块展板一页，A4 竖放"),
    Layout("labels", "说明牌", "展品旁的小牌，A4 一页八张，可裁开"),
    Layout("checklist", "布展清单", "挂展的人逐项打勾：场地、展板、展品、二维码"),
)

TITLES = {"is-name": 4, "is-short": 7, "is-middle": 14, "is-long": 32, "is-full": 120}
"""Class of a poster's title → the width of its longest title; largest type first."""

STOPS = 8
"""How many stops of a tour a poster lists."""


def layouts_of(show: Exhibition) -> list[Layout]:
    """The layouts an exhibition needs: panel sheets only with panels, labels only with objects."""
    objects = any(panel.objects for panel in show.panels)
    without = set() if show.panels else {"panels-a3", "panels-a4"}
    without |= set() if objects else {"labels"}
    return [layout for layout in LAYOUTS if layout.name not in without]


def title_class(title: str) -> str:
    """The size class of an exhibition's title on its poster."""
    return _first(TITLES, width(title))


def panel_class(panel: Panel) -> str:
    """The size class of a panel's text; the smallest if it fits at none."""
    return _first(SIZES, text_size(panel))


def _first(classes: dict[str, int], size: int) -> str:
    return next((name for name, most in classes.items() if size <= most), [*classes][-1])
