"""Parses an editor's text into lines: heading, item, quote, table row, or plain text."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

_HEADING = re.compile(r"(?:([#＃]{2,6})\s*|(#)\s+)(?![#＃\s])(.+)")
_BEGINS = "一-鿿“《（【"
_BULLET = re.compile(rf"(?:[-*]\s+(?![-*\s]+$)|-(?=[{_BEGINS}]))(.+)")
_NUMBER = re.compile(rf"(0|[1-9]\d{{0,2}})\.(?:\s+|(?=[{_BEGINS}]))(.+)", re.ASCII)
_QUOTE = re.compile(r">(?![\d=])[ \t]*(.*)")
_TIGHT = re.compile(r"(?:(-)|[0-9]{1,3}(\.))[^\s-]")
_GAP = re.compile(r"\t\t*|  +")
_HAN = "[一二三四五六七八九十百]"
_SIGN = re.compile(
    rf"(?:[^\w\s]|[Øøü]|[①-⒛㈠-㈩㊀-㊉]|[（(]?(?:\d+(?:\.\d+)*|{_HAN}+|[A-Za-z]|[Ⅰ-ⅿ]+)[.．、)）]*"
    rf"|第(?:\d+|{_HAN}+)[编章节条款项点步]|[^\t]{{1,12}}[:：])"
)
"""What precedes the tab in a pasted list or form. If every row has it, even the first, the rows are no table."""


class Line(NamedTuple):
    """One line: ``text`` without its leading mark, or the ``cells`` of a row.

    ``depth`` is a heading's level, an item's indent, or 1 for text indented with wide spaces; ``number`` is a numbered
    item's; ``typed`` is the whole line of a bullet whose text begins with a digit.
    """

    kind: str
    text: str
    depth: int = 0
    number: str = ""
    cells: tuple[str, ...] = ()
    typed: str = ""

    @property
    def shown(self) -> str:
        """The line's text as readers see it, with its number."""
        return f"{self.number}. {self.text}" if self.number else self.text or " ".join(self.cells)


Block = list[Line]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order: a heading, a list, a quote, a table, or a paragraph of lines.

    A list of one item that begins with a digit becomes text: it may mean ``-5℃``, and reads well if it was an item.
    """
    for block in _blocks(text):
        yield [Line("text", block[0].typed)] if len(block) == 1 and block[0].typed else block


def _blocks(text: str) -> Iterator[Block]:
    block: Block = []
    between = False
    for line in _lines(text):
        if line.kind == "empty":
            between = True
            continue
        if block and not _continues(block, line, between):
            yield block
            block = []
        block.append(line)
        between = False
    if block:
        yield block


def _continues(block: Block, line: Line, between: bool) -> bool:
    """Whether the line continues the block. Items do so across an empty line, unless the kind of list changes."""
    first = block[0]
    if first.kind == "item":
        same = line.kind == "item" and (line.depth > first.depth or bool(line.number) == bool(first.number))
        return same or (line.kind in {"item", "more"} and not between)
    return line.kind == first.kind != "heading" and not between and (line.kind != "text" or not line.depth)


def _lines(text: str) -> Iterator[Line]:
    """Every line with its kind; adjacent rows are tried as a table first."""
    last = "empty"
    for sign, group in groupby(text.splitlines(), _line_sign):
        rows = list(group)
        while sign == "\t" and rows and "\t" not in rows[0].strip():  # a title above the columns
            yield (line := _parse_line(rows.pop(0), last))
            last = line.kind
        if sign in {"|", "\t"} and (table := _table(sign, rows)):
            yield from (Line("table", "", cells=cells) for cells in table)
            last = "table"
            continue
        item = {"-": _BULLET, ".": _NUMBER}.get(sign)  # -5℃ or 2.A4纸 may be among them
        as_typed = item and len(rows) > 1 and not all(item.fullmatch(raw.strip()) for raw in rows)
        for raw in rows:
            line = Line("text", _widen_gaps(raw)) if as_typed else _parse_line(raw, last)
            yield line
            last = line.kind


def _line_sign(raw: str) -> str:
    """A line's cell separator, or the dash or dot (``-x``, ``1.x``) it begins with; else empty."""
    text = raw.lstrip()
    if text.startswith(("|", "｜")):
        return "|"
    tight = _TIGHT.match(text)
    return "\t" if "\t" in text else tight[1] or tight[2] if tight else ""


def _table(sign: str, rows: list[str]) -> list[tuple[str, ...]]:
    """The rows' cells, if they are a table; else empty."""
    if len(rows) < 2:
        return []
    ruled = sign == "|" and "-" in rows[1] and set(rows[1]) <= set("|-: \t")
    if sign == "|":
        rows = [row.strip().replace("｜", "|") for row in (rows[0], *rows[1 + ruled :])]
        closed = all(row.endswith("|") and row.count("|") > 2 for row in rows)
        table = [_cells(row.removeprefix("|").removesuffix("|"), "|") for row in rows]
        if ruled or not closed:
            return table if ruled else []
    else:
        table = [_cells(row, "\t") for row in rows]
    if len({len(row) for row in table}) > 1:
        return []  # it is unknown which cells are missing: keep plain lines
    return table if sign == "|" or any(row[0] and not _SIGN.fullmatch(row[0]) for row in table) else []


def _cells(row: str, sign: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.split(sign))


def _parse_line(raw: str, last: str) -> Line:
    """Parses one line; ``last`` is the previous line's kind."""
    text = raw.strip()
    if not text:
        return Line("empty", "")
    if match := _HEADING.fullmatch(text):
        return Line("heading", _without_closing(match[3]), len(match[1] or match[2]))
    wide = raw.expandtabs(4)
    indent = len(wide) - len(wide.lstrip())
    if match := _NUMBER.fullmatch(text):
        return Line("item", _widen_gaps(match[2]), indent, match[1])
    if match := _BULLET.fullmatch(text):
        return Line("item", _widen_gaps(match[1]), indent, typed=text if match[1][0].isdigit() else "")
    if (match := _QUOTE.fullmatch(text)) and (match[1] or last == "quote"):
        return Line("quote" if match[1] else "empty", match[1])
    if indent > 1 and last in {"item", "more"} and not raw.startswith("\u3000"):
        return Line("more", _widen_gaps(text))
    return Line("text", _widen_gaps(text), int(raw.startswith("\u3000")))


def _widen_gaps(text: str) -> str:
    """Replaces tabs and runs of spaces by wide spaces, since HTML would collapse them."""
    return _GAP.sub(lambda gap: "\u3000" * max(1, len(gap[0]) // 2), text.strip())


def _without_closing(heading: str) -> str:
    """A heading without closing marks: several, or one after a space."""
    words = heading.rstrip("#＃")
    return words.rstrip() if words and (len(heading) - len(words) > 1 or words[-1].isspace()) else heading
