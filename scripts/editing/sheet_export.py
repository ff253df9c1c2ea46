"""Records written as an .xlsx workbook that Excel, WPS and LibreOffice edit, and that ``sheet_import`` reads back.

Row 1 of a sheet is Chinese headings, row 2 (hidden) the fields; column A the record's id. A hidden sheet keeps a short
digest of every cell as it was exported: what two people changed can be told apart later, field by field.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from scripts.editing import roll
from scripts.editing.sources import Source
from scripts.editing.tables import At, Column, Sheet, sheets
from scripts.editing.writer import EditError
from scripts.load.content import Content
from scripts.load.field_names import by_label
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.vocabularies import HonourStatus
from scripts.records.walk import RICH

GUIDE, LISTS, BASE, ROLL = "填写说明", "~选项", "~基线", "名单"
ID, PLACE, TITLE, REMOVE = "编号", "第几项", "名称（自动）", "删去"
HEAD = 2
"""Rows above the first record."""
_ROOM = 200
"""Rows below the last record that are ready to be filled."""
_GREY = PatternFill("solid", fgColor="EEEEEE")
_TOP, _LINES = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
_DARK = PatternFill("solid", fgColor="F3E3D3")
GUIDE_LINES = (
    "一类一张表，一行一条记录；荣誉、图片、展板这些一条里有几个的，另有自己的表，用编号和记录连起来。",
    "改：直接改格子。清空一个格子，就是删去那个字段。没有动的格子，导入时不会动。",
    "加：写在最后一行下面。编号空着，就按标题的拼音取；荣誉、图片表里的编号写它属于哪条记录，第几项空着。",
    "展板写在哪个部分，看“第几项”：2.3 是第二部分的第三块；新的一块写 2. 后面加下一个数。",
    "删：删去整行不会删记录。荣誉、图片这些要删一项，在“删去”一栏写 删去；撤下一条记录，把状态改成 撤下。",
    "一格里几个词，用顿号隔开。灰色的格子是给人看的，改了不算。日期写 2026-11-28，也可以只写年月或年。",
    "图片放进和编号同名的文件夹，格子里写 编号/文件名，例如 lu-wang-shu/jiang-tai.png。WPS 里嵌在格子里的图片读不出来。",
    "名单：上级发来的表彰名单粘贴在“名单”表里，一行一人。已经有的人加上这项荣誉，没有的按名单新建一条草稿。",
    "填好以后先看：python -m scripts import 文件.xlsx --dry-run；再写：把 --dry-run 换成 --write。",
)


def digest(text: str) -> str:
    return sha256(text.strip().encode()).hexdigest()[:8]


def workbook(content: Content, values: Mapping[str, dict[str, Any]]) -> Workbook:
    """The workbook of some records; ``values`` are their values by key, with parts opened."""
    book = Workbook()
    guide = book.active
    guide.title = GUIDE
    for row, line in enumerate(GUIDE_LINES, 1):
        guide.cell(row, 1, line).alignment = _LINES
    guide.column_dimensions["A"].width = 100
    lists = _Lists(book, content)
    base = book.create_sheet(BASE)
    base.sheet_state = "hidden"
    folders = [folder for folder in TYPES if any(key.startswith(f"{folder}/") for key in values)]
    for folder in folders:
        ours = {key: value for key, value in values.items() if key.startswith(f"{folder}/")}
        for sheet in sheets(folder):
            rows = [(key, at, item) for key, value in ours.items() for at, item in sheet.items(value)]
            if rows or not sheet.common or sheet.path in {("images",), ("sources",)}:
                _write_sheet(book, content, sheet, rows, lists)
                for key, at, item in rows:
                    said = {".".join(c.path): digest(text) for c in sheet.columns if (text := c.text(item))}
                    base.append([sheet.mark, key, place_text(at), json.dumps(said, ensure_ascii=False)])
    _write_roll(book, lists)
    book.move_sheet(LISTS, len(book.sheetnames))
    book.move_sheet(BASE, len(book.sheetnames))
    return book


def write_book(content: Content, keys: Iterable[str], path: Path) -> None:
    """Writes some records; the file is written aside and renamed. Raises EditError where a record cannot be read."""
    aside = path.with_name(f".{path.name}.new")
    workbook(content, {key: Source.of(content, key).value() for key in keys}).save(aside)
    aside.replace(path)


def chosen(content: Content, folders: Iterable[str], where: Sequence[tuple[str, str]]) -> list[str]:
    """The keys of the records of some types whose fields hold some words: in their cells or in the titles they point to.

    A type that has none of the fields has no such record. Raises EditError for a field that no type has.
    """
    found, asked = [], [(sheets(folder)[0], folder) for folder in folders]
    for name, _ in where:
        if not any(_column(sheet, name) for sheet, _ in asked):
            raise EditError(f"{'、'.join(sheet.name for sheet, _ in asked)}没有“{name}”这一栏")
    for sheet, folder in asked:
        wanted = [(column, words) for name, words in where if (column := _column(sheet, name))]
        if len(wanted) < len(where):
            continue
        for record in _of(content, folder):
            value = Source.of(content, record.key).value() if wanted else {}
            if all(words in column.text(value) + _titles(content, column, value) for column, words in wanted):
                found.append(record.key)
    return found


def _column(sheet: Sheet, name: str) -> Column | None:
    known = by_label(TYPES[sheet.folder])
    path = tuple(name.split("."))
    found = (one for one in sheet.columns if name == one.label or one.path in {path, (known.get(name, name),)})
    return next(found, None)


def place_text(at: At) -> str:
    """2.3 is the third of the second."""
    return ".".join(str(place + 1) for place in at)


def _write_sheet(
    book: Workbook, content: Content, sheet: Sheet, rows: list[tuple[str, At, dict[str, Any]]], lists: "_Lists"
) -> None:
    page = book.create_sheet(sheet.name)
    page.freeze_panes = "B3" if not sheet.path else "D3"
    page.row_dimensions[2].hidden = True
    before = [ID] if not sheet.path else [ID, TITLE, PLACE]
    heads: list[tuple[str, str, Column | None]] = [(name, "", None) for name in before]
    heads[0] = (ID, sheet.mark, None)
    for one in sheet.columns:
        star = "*" if one.required and one.path[-1] != "id" else ""  # an id is spelt after the title
        heads.append((one.label + star, ".".join(one.path), one))
        if one.relation is not None:
            heads.append((TITLE, "", None))
    if sheet.path:
        heads.append((REMOVE, REMOVE, None))
    for number, (label, key, column) in enumerate(heads, 1):
        _head(page, number, label, key, column)
        if column and (source := lists.of(column)):
            _choices(page, number, source, HEAD + len(rows) + _ROOM, strict=bool(column.field.words))
    used = {one.path for _, _, item in rows for one in sheet.columns if one.text(item)}
    for row, (key, at, item) in enumerate(rows, HEAD + 1):
        record = (content.records | content.partial).get(key)
        first = [key.partition("/")[2]] + ([record.title if record else "", place_text(at)] if sheet.path else [])
        for number, text in enumerate(first, 1):
            _text(page.cell(row, number), text, grey=number == 2)
        for number, (label, _, column) in enumerate(heads[len(first) :], len(first) + 1):
            if column is not None:
                _text(page.cell(row, number), column.text(item))
            elif label == TITLE:
                _text(page.cell(row, number), _titles(content, heads[number - 2][2], item), grey=True)
    for number, (_, _, column) in enumerate(heads, 1):
        hide = column and column.common and column.path not in used and not column.required
        if hide and column and column.path[0] not in {"summary", "body", "tags", "status", "modified"}:
            page.column_dimensions[get_column_letter(number)].hidden = True


def _head(page: Any, number: int, label: str, key: str, column: Column | None) -> None:
    cell = page.cell(1, number, label)
    cell.font, cell.fill = Font(bold=True), _DARK
    cell.alignment = _LINES
    page.cell(2, number, key)
    letter = get_column_letter(number)
    wide = column is not None and column.path[-1] in RICH
    page.column_dimensions[letter].width = 60 if wide else 18
    page.column_dimensions[letter].number_format = "@"
    if column:
        example = column.field.example.strip("[]").replace(", ", "、") if column.field.many else column.field.example
        example = f"\n例：{example}" if example else ""
        cell.comment = Comment(f"{column.field.description}{example}", "手册", width=280, height=90)


def _text(cell: Cell, text: str, *, grey: bool = False) -> None:
    """A text, whatever it looks like: leading zeros, long numbers and = stay."""
    if grey:
        cell.fill = _GREY
    if text:
        cell.value, cell.number_format, cell.data_type = text, "@", "s"
        cell.alignment = _LINES if "\n" in text else _TOP
        if text[0] in "=+-@":
            cell.quotePrefix = True


def _titles(content: Content, column: Column | None, item: dict[str, Any]) -> str:
    """The titles of the records a cell points to, for the eye."""
    said = column.text(item) if column else ""
    folder = f"{column.relation}/" if column and column.relation else ""
    found = (content.records.get(f"{folder}{one}") for one in said.replace("\n", "、").split("、"))
    return "、".join(record.title for record in found if record)


def _choices(page: Any, number: int, source: str, last: int, *, strict: bool) -> None:
    """A drop-down. Of related records only a help: several may stand in a cell, or titles."""
    rule = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=strict)
    rule.error, rule.errorTitle = "请从下拉里选一个", "不在可选的词里"
    letter = get_column_letter(number)
    rule.add(f"{letter}{HEAD + 1}:{letter}{last}")
    page.add_data_validation(rule)


class _Lists:
    """The hidden sheet that the drop-downs take their words from; a list in a formula may not have 256 characters."""

    def __init__(self, book: Workbook, content: Content) -> None:
        self.page = book.create_sheet(LISTS)
        self.page.sheet_state = "hidden"
        self.ids = {folder: [one.id for one in _of(content, folder)] for folder in TYPES}
        self.places: dict[tuple[str, ...], str] = {}

    def of(self, column: Column) -> str:
        """The range of a column's words; empty when it has none."""
        if column.field.words:
            return self.words(column.field.words)
        if not column.relation or column.field.many:
            return ""
        return self.words(tuple(self.ids[column.relation]))

    def words(self, words: tuple[str, ...]) -> str:
        if not words:
            return ""
        if words not in self.places:
            number = len(self.places) + 1
            for row, word in enumerate(words, 1):
                _text(self.page.cell(row, number), word)
            letter = get_column_letter(number)
            self.places[words] = f"'{LISTS}'!${letter}$1:${letter}${len(words)}"
        return self.places[words]


def _of(content: Content, folder: str) -> Iterable[Record]:
    return (record for record in content.records.values() if record.folder == folder)


def _write_roll(book: Workbook, lists: _Lists) -> None:
    """The sheet into which a list of an award's round is pasted as an office got it."""
    page = book.create_sheet(ROLL)
    page.freeze_panes = "A2"
    for number, label in enumerate(roll.COLUMNS, 1):
        cell = page.cell(1, number, label)
        cell.font, cell.fill = Font(bold=True), _DARK
        page.column_dimensions[get_column_letter(number)].width = 18
        page.column_dimensions[get_column_letter(number)].number_format = "@"
    _choices(page, 4, lists.words(tuple(word.label for word in HonourStatus)), 500, strict=True)
