"""Reads an .xlsx workbook as text: every cell as an editor sees it, or an error that says why it cannot be read."""

import datetime
import re
import zipfile
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from scripts.editing.writer import EditError
from scripts.load.characters import visible

LARGEST = 200 * 1024 * 1024
"""Size limit of an unpacked workbook in bytes; ten thousand full records need a tenth of it."""
TOP = 10
"""The header row stands within the first rows, below an optional title."""
_EXACT = 2**53
"""Larger numbers lose their last digits in a spreadsheet."""
_PICTURE = "图片嵌在格子里，读不出。请把图片另存到这张表格所在的文件夹，格子里写文件名"
_CELL = re.compile(rb"<(?:\w+:)?c\s+([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_BUILT_IN = {"9": "0%", "10": "0.00%", "17": "mmm-yy"} | dict.fromkeys(("27", "36", "50", "52", "57"), "yyyy年m月")
"""Number formats that a workbook does not spell out; those from 27 on as in Chinese versions."""
_STYLE = re.compile(rb'\bs="([0-9]+)"')
_CELL_STYLE = re.compile(rb'<(?:\w+:)?c\s+r="([A-Z]{1,3}[0-9]{1,7})"\s+s="([0-9]+)"')
_NAME = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\shidden="(?:1|true)")[^>]*?\sr="([0-9]+)"')
_OLD = b"\xd0\xcf\x11\xe0"
"""The first bytes of old .xls files, and of .xlsx files with a password."""


@dataclass(frozen=True)
class Page:
    """One sheet: its rows as texts by row number from 0; ``merged`` are merged ranges by their corners, ``hidden``
    hidden rows."""

    name: str
    rows: list[list[str]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    hidden: tuple[int, ...] = ()

    def cell(self, row: int, column: int) -> str:
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else ""

    def place(self, row: int, column: int) -> str:
        """A cell as people name it: 表「先进典型」B7."""
        return f"表「{self.name}」{xl_rowcol_to_cell(row, column)}"

    def merged_from(self, first: int) -> list[str]:
        """Errors for cells below the header that are merged over several rows."""
        found = [corner for corner, (bottom, _) in sorted(self.merged) if bottom > corner[0] and bottom >= first]
        return [f"{self.place(*corner)}：合并了几行的格子。请取消合并，每一行都填上" for corner in found]

    def reminders(self, first: int) -> list[str]:
        """Warnings about hidden rows below the header, which are read."""
        rows = [row for row in self.hidden if row >= first and any(map(any, self.rows[row : row + 1]))]
        if not rows:
            return []
        said = f"从第 {rows[0] + 1} 行起有 {len(rows)} 行藏着（筛选或隐藏的），也照样读"
        return [f"提醒　表「{self.name}」{said}。不要的请删去"]


def read_book(path: Path) -> list[Page]:
    """Every sheet, hidden ones too. Raises EditError."""
    _refuse(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        pages = [_page(book, name) for name in book.sheet_names]
        without, hidden = _inspect(path, {page.name: page.rows for page in pages})
    except (CalamineError, ElementTree.ParseError, zipfile.BadZipFile, KeyError, OSError, ValueError):
        raise EditError(f"{path.name} 读不出。请在 Excel 或 WPS 里打开，另存为 .xlsx 再试") from None
    if wrong := [*chain.from_iterable(map(_unusable, pages)), *without]:
        raise EditError("\n".join(wrong))
    rows = ([list(map(_cell_text, row)) for row in page.rows] for page in pages)
    return [replace(page, rows=said, hidden=hidden.get(page.name, ())) for page, said in zip(pages, rows, strict=True)]


def _inspect(path: Path, rows: Mapping[str, list[list[Any]]]) -> tuple[list[str], dict[str, tuple[int, ...]]]:
    """What the library does not report: errors in cells, and the hidden rows of each sheet.

    Changes ``rows``: a date of which a cell shows only the month or the year becomes that, since Excel stores 2026年9月
    as the 1st.
    """
    wrong, hidden = list[str](), dict[str, tuple[int, ...]]()
    with zipfile.ZipFile(path) as book:
        formats = _formats(book)
        shares = {style for style, shown in formats.items() if "%" in shown}
        days = {style: form for style, shown in formats.items() if (form := _without_day(shown))}
        for name, part in _parts(book):
            data = book.read(part)
            wrong += _without_result(name, data, shares)
            for at, style in _CELL_STYLE.findall(data) if days else ():
                row, column = xl_cell_to_rowcol(at.decode())
                cells = [*rows[name][row : row + 1], []][0]  # a cell with a style only may lie beyond all others
                for day in cells[column : column + 1]:
                    if style in days and isinstance(day, datetime.date):
                        cells[column] = f"{day:{days[style] if day.day == 1 else '%Y-%m-%d'}}"
            hidden[name] = tuple(int(row) - 1 for row in _HIDDEN.findall(data))
    return wrong, hidden


def _refuse(path: Path) -> None:
    """Raises EditError for files of other kinds, with macros, or that would exhaust the memory."""
    again = "请在 Excel 或 WPS 里打开，选“另存为”，类型选 .xlsx"
    if path.suffix.lower() != ".xlsx":
        raise EditError(f"{path.name} 不是 .xlsx 表格。{again}")
    with path.open("rb") as file:
        if file.read(4) == _OLD:
            raise EditError(f"{path.name} 设了密码，或是旧的 .xls 改了后缀。去掉密码，{again}")
    try:
        with zipfile.ZipFile(path) as book:
            infos = book.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise EditError(f"{path.name} 不是表格，或没有存完。{again}") from None
    if sum(info.file_size for info in infos) > LARGEST or len(infos) > 10_000:
        raise EditError(f"{path.name} 展开后太大。请只留要导入的几张表，删去图片，另存一份再试")
    if any("vbaproject" in info.filename.lower() for info in infos):
        raise EditError(f"{path.name} 里有宏。{again}，存的时候选不含宏的工作簿")


def _page(book: Any, name: str) -> Page:
    """The rows of a sheet. Empty rows before a cell filled far below cost no memory."""
    sheet = book.get_sheet_by_name(name)
    rows = [row if any(row) or 0 in row else [] for row in sheet.to_python(skip_empty_area=False)]
    merged = tuple(sheet.merged_cell_ranges or ())
    for (top, left), (bottom, _) in merged:
        for row in rows[top + 1 : bottom + 1]:  # a heading merged over two rows, a category over several people
            row[left : left + 1] = rows[top][left : left + 1]
    return Page(name, rows, merged)


def _unusable(page: Page) -> Iterator[str]:
    """Errors for cells that are not text, number or date."""
    for row, cells in enumerate(page.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and "DISPIMG(" in cell:
                yield f"{page.place(row, column)}：{_PICTURE}"
            elif isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= _EXACT:
                yield f"{page.place(row, column)}：长数字的后几位已经丢了。请把格子的格式改成“文本”，重新填写；是证件号码的，删去"


def _without_result(name: str, data: bytes, shares: Container[bytes]) -> Iterator[str]:
    """Errors for formulas without a result or with an error value, which would empty a field; and for numbers shown as
    a percentage (styles ``shares``), since 85% is stored as 0.85."""
    for cell in _CELL.finditer(data) if shares or re.search(rb'<(?:\w+:)?f[ >/]|t="e"', data) else ():
        inner, place = cell[2] or b"", _NAME.search(cell[1])
        style = _STYLE.search(cell[1])
        if place and style and style[1] in shares and b"<v>" in inner and b't="s"' not in cell[1]:
            yield f"表「{name}」{place[1].decode()}：百分比的格子读出来是小数。请把格子的格式改成“文本”，重新填写"
        formula, value = re.search(rb"<(?:\w+:)?f[ >/]", inner), re.search(rb"<(?:\w+:)?v>[^<]", inner)
        if place and (b't="e"' in cell[1] or (formula and not value)):
            what = "公式没有结果。请复制这一格，选“粘贴为数值”，再改成要写的字"
            yield f"表「{name}」{place[1].decode()}：{_PICTURE if b'DISPIMG' in inner else what}"


def _formats(book: zipfile.ZipFile) -> dict[bytes, str]:
    """The number format of each style, by style number."""
    said = _elements(book, "styles", "numFmts")
    shown = _BUILT_IN | {one.get("numFmtId", ""): one.get("formatCode", "") for one in said}
    used = enumerate(_elements(book, "styles", "cellXfs"))
    return {str(at).encode(): shown.get(one.get("numFmtId", ""), "") for at, one in used}


def _elements(book: zipfile.ZipFile, name: str, group: str) -> list[ElementTree.Element]:
    """The children of an element of a workbook part; empty where there is no such part."""
    part = f"xl/{name}.xml"
    groups = ElementTree.fromstring(book.read(part)).iter() if part in book.namelist() else ()
    return [one for found in groups if found.tag.endswith("}" + group) for one in found]


def _without_day(shown: str) -> str:
    """A date as a format without the day shows it (month or year); empty for other formats."""
    signs = set(re.sub(r'"[^"]*"|\[[^]]*\]|\\.|;.*', "", shown.lower()))
    return "" if "y" not in signs or signs & set("dhs") else "%Y-%m" if "m" in signs else "%Y"


def _parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The file of each sheet, by name."""
    links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): str(one.get("Target")) for one in links}
    for one in ElementTree.fromstring(book.read("xl/workbook.xml")).iter():
        if one.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in one.items() if key.rpartition("}")[2] == "id"), "")
            target = targets.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in book.namelist():
                yield str(one.get("name")), part


def _cell_text(cell: Any) -> str:
    """A cell as text: dates as 2026-11-28, whole numbers without .0."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime):
        cell += datetime.timedelta(seconds=0.5)  # 15:30 may be stored as 15:29:59.999, a fraction of a day
        return f"{cell:%Y-%m-%d}" if not (cell.hour or cell.minute) else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, datetime.time):
        return f"{cell:%H:%M}"
    if isinstance(cell, datetime.timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return visible(str(cell).replace("\r\n", "\n").replace("_x000D_", "")).strip()
