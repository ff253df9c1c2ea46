"""Writes measurements as a table for the terminal, as JSON, and as a dated page with a chart among the decisions."""

import json
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

from tests.bench.measure import Cost

Rows = dict[str, Cost]
YARDSTICK = "Hugo + Pagefind"
ABSENT = {"Zensical": "not measured: the package index has no version of zensical-ui, which it needs"}
"""Why a generator stands in no row, where all others do."""
BAR, LINE, LABEL = 420, 24, 230
"""Pixels: the longest bar, the height of a row, the room for names."""
NOTE = """\
Ours reads and checks the records, writes the pages, lays them out, follows every link, indexes and searches the result
for personal data; the others lay out the Markdown pages ours has written. `wall` and `processor` are seconds, memory is
the most all processes held at once. What counts is the ratio to Hugo with Pagefind in the same run: machines differ.
"""


def table(results: dict[int, Rows]) -> str:
    """A Markdown table for each number of records."""
    return "\n".join(_table(records, rows) for records, rows in results.items())


def as_json(results: dict[int, Rows]) -> str:
    rows = {records: {name: cost.row() for name, cost in found.items()} for records, found in results.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def write_page(results: dict[int, Rows], folder: Path) -> None:
    """Writes ``DAY-bench.md`` and its chart ``DAY-bench.svg`` into ``folder``."""
    name = f"{date.today().isoformat()}-bench"
    text = f"# Seconds, beside other generators\n\n{NOTE}\n![Ratios to {YARDSTICK}]({name}.svg)\n\n{table(results)}"
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / f"{name}.svg").write_text(chart(results), encoding="utf-8")


def chart(results: dict[int, Rows]) -> str:
    """Bars of wall seconds relative to the yardstick, a group for each number of records."""
    lines, y = [], 0
    for records, rows in results.items():
        y += LINE
        lines.append(_text(0, y, f"{records:,} records", "bold"))
        longest = max(map(_ratio(rows), rows.values()))
        for name, cost in rows.items():
            y += LINE
            ratio = _ratio(rows)(cost)
            lines.append(_text(0, y, name))
            lines.append(
                f'<rect x="{LABEL}" y="{y - 14}" width="{BAR * ratio / longest:.1f}" height="16" fill="#a33"/>'
            )
            lines.append(_text(LABEL + BAR * ratio / longest + 6, y, f"{ratio:.2f} ×"))
        y += LINE
    body = "\n".join(lines)
    size = f'width="{LABEL + BAR + 80}" height="{y}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="14">\n{body}\n</svg>\n'


def _text(x: float, y: int, words: str, weight: str = "normal") -> str:
    return f'<text x="{x:.1f}" y="{y}" font-weight="{weight}">{escape(words)}</text>'


def _table(records: int, rows: Rows) -> str:
    head = f"| {records:,} records | wall | ratio | processor | memory MB | written MB | files |\n|---|--:|--:|--:|--:|--:|--:|\n"
    ratio = _ratio(rows)
    absent = ABSENT.keys() - rows.keys() if any("Material" in name for name in rows) else set()
    lines = (
        f"| {name} | {cost.wall:.1f} | {ratio(cost):.2f} | {cost.cpu:.1f} | {cost.memory:,.0f} | {cost.written:.0f} | {cost.files:,} |\n"
        for name, cost in rows.items()
    )
    return head + "".join((*lines, *(f"| {name} | {ABSENT[name]} | | | | | |\n" for name in sorted(absent))))


def _ratio(rows: Rows) -> Callable[[Cost], float]:
    base = rows[YARDSTICK].wall
    return lambda cost: cost.wall / base
