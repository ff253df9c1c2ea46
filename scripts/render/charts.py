"""Small charts drawn when the site is built: lying bars as SVG, which says in words what it shows. A table goes with each."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_WIDTH, _ROW, _BAR = 360, 46, 14
"""Units of the drawing: about pixels on a phone. The letters are the style sheet's."""
_LABEL = 12
"""So many characters of a label find room beside its number; the table has it whole."""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, how long it is, the number as it was said."""

    label: str
    length: float
    said: str


def chart(name: str, title: str, bars: Sequence[Bar]) -> Markup:
    """The bars from zero on one scale. ``name`` is an id no other chart of the page has."""
    most = max((bar.length for bar in bars), default=0) or 1
    rows = Markup("").join(_row(number, bar, most) for number, bar in enumerate(bars))
    said = "，".join(f"{bar.label} {bar.said}" for bar in bars)
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-desc">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>'
    ).format(_WIDTH, _ROW * len(bars), name, name, name, title, name, f"条形图：{said}", rows)


def _row(number: int, bar: Bar, most: float) -> Markup:
    top = number * _ROW
    label = bar.label if len(bar.label) <= _LABEL else f"{bar.label[: _LABEL - 1]}…"
    return Markup(
        '<text x="0" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text><rect x="0" y="{}" width="{}" height="{}"/>'
    ).format(
        top + 18,
        escape(label),
        _WIDTH,
        top + 18,
        bar.said,
        top + 25,
        f"{max(1, _WIDTH * bar.length / most):.1f}",
        _BAR,
    )
