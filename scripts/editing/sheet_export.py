"""Writes records as an .xlsx workbook for Excel, WPS and LibreOffice, which ``sheet_import`` reads back.

Row 1 of a sheet holds Chinese headings, hidden row 2 the field names, column A the record's id. A hidden sheet holds a
short digest of every exported cell, so that changes by two people can be told apart field by field.
"""

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from scripts.editing.sources import Source
from scripts.editing.tables import At, Column, Sheet, sheets
from scripts.editing.writer import EditError
from scripts.load.content import Content
from scripts.records import RICH, TYPES
from scripts.records.base import Record
from scripts.records.vocabularies import HonourStatus
from scripts.speed.workers import parallel_map

GUIDE, LISTS, BASE, ROLL = "填写说明", "~选项", "~基线", "名单"
ID, PLACE, TITLE, REMOVE = "编号", "第几项", "名称（自动）", "删去"
ROLL_COLUMNS = ("荣誉称号", "届次", "公布年月", "进展", "姓名", "单位", "类别", "来源", "原文标题", "原文网址")
"""The columns of a list of honours, as an office may paste it."""
HEAD = 2
"""Header rows above the first record."""
_ROOM = 200
"""Rows prepared below the last record."""
_TEXT = {"num_format": "@", "valign": "top"}
"""Text format, which keeps leading zeros and long numbers."""
_FORMATS = {
    "head": {"bold": True, "bg_color": "#F3E3D3", "valign": "top", "text_wrap": True},
    "text": _TEXT,
    "lines": _TEXT | {"text_wrap": True},
    "sign": _TEXT | {"quote_prefix": True},
    "grey": _TEXT | {"bg_color": "#EEEEEE"},
}
GUIDE_LINES = (
    "一类一张表，一行一条记录；荣誉、图片、展板这些一条里有几个的，另有自己的表，用编号和记录连起来。",
    "改：直接改格子。清空一个格子，就是删去那个字段。没有动的格子，导入时不会动。",
    "加：写在最后一行下面。编号空着，就按标题的拼音取；荣誉、图片表里的编号写它属于哪条记录，第几项空着。",
    "展板写在哪个部分，看“第几项”：2.3 是第二部分的第三块；新的一块写 2。",
    "删：删去整行不会删记录。荣誉、图片这些要删一项，在“删去”一栏写 删去；撤下一条记录，把状态改成 撤下。",
    "一格里几个词，用顿号隔开。灰色的格子是给人看的，改了不算。日期写 2026-11-28，也可以只写年月或年。",
    "图片和这张表格放在同一个文件夹里，格子里写图片的文件名，例如 讲台.jpg，导入时会放到记录那里。嵌在格子里的图片读不出来。",
    "名单：上级发来的表彰名单粘贴在“名单”表里，一行一人。已经有的人加上这项荣誉，没有的按名单新建一条草稿。",
    "填好以后先看：python -m scripts import 文件.xlsx --dry-run；再写：把 --dry-run 换成 --write。",
)


def digest(text: str) -> str:
    return sha256(text.strip().encode()).hexdigest()[:8]


def digests(said: Mapping[str, str]) -> dict[str, str]:
    return {name: digest(text) for name, text in said.items()}


def write_book(content: Content, keys: Sequence[str], path: Path, folders: Container[str] = ()) -> None:
    """Writes records, and empty sheets of the types in ``folders`` without records; the file is written aside and
    renamed. Raises EditError where a record cannot be read."""
    data = BytesIO()  # the library would hide an error of the disk
    values = parallel_map(lambda key: Source.of(content, key).value(), keys, content.settings.jobs)
    with Workbook(data, {"in_memory": True}) as book:
        _Book(content, book).write(dict(zip(keys, values, strict=True)), folders)
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(data.getvalue())
    aside.replace(path)


def select_records(content: Content, folders: Iterable[str], where: Sequence[tuple[str, str]]) -> list[str]:
    """The keys of the records whose fields contain given words, in their cells or in the titles they refer to.

    A type that has none of the fields yields no records. Raises EditError for a field that no type has.
    """
    found, asked = [], [(sheets(folder)[0], folder) for folder in folders]
    for name, _ in where:
        if not any(sheet.column(name) for sheet, _ in asked):
            raise EditError(f"{'、'.join(sheet.name for sheet, _ in asked)}没有“{name}”这一栏")
    for sheet, folder in asked:
        wanted = [(column, words) for name, words in where if (column := sheet.column(name))]
        if len(wanted) < len(where):
            continue
        for record in _of(content, folder):
            value = Source.of(content, record.key).value() if wanted else {}
            if all(
                words in column.text(value) + _titles(content, column, column.text(value)) for column, words in wanted
            ):
                found.append(record.key)
    return found


def place_text(at: At) -> str:
    """(1, 2) → ``2.3``: the third item of the second."""
    return ".".join(str(place + 1) for place in at)


class _Book:
    def __init__(self, content: Content, book: Workbook) -> None:
        self.content, self.book = content, book
        self.formats = {name: book.add_format(said) for name, said in _FORMATS.items()}
        self.lists: dict[tuple[str, ...], str] = {}
        """The words of drop-downs and their cells: a list inside a formula is limited to 255 characters."""
        self.base: list[tuple[str, str, str, str]] = []

    def write(self, values: Mapping[str, dict[str, Any]], folders: Container[str]) -> None:
        """``values`` are the values of the records by key, with parts expanded."""
        guide = self.book.add_worksheet(GUIDE)
        guide.set_column(0, 0, 100)
        for row, line in enumerate(GUIDE_LINES):
            self.text(guide, row, 0, line, "lines")
        for folder in TYPES:
            ours = {key: value for key, value in values.items() if key.startswith(f"{folder}/")}
            for sheet in sheets(folder) if ours or folder in folders else ():
                rows = [(key, at, item) for key, value in ours.items() for at, item in sheet.items(value)]
                if rows or not sheet.common or sheet.path in {("images",), ("sources",)}:
                    self.sheet(sheet, rows)
        self.roll()
        self.hidden(LISTS, zip_longest(*self.lists))
        self.hidden(BASE, self.base)

    def sheet(self, sheet: Sheet, rows: list[tuple[str, At, dict[str, Any]]]) -> None:
        page = self.book.add_worksheet(sheet.name)
        page.freeze_panes(HEAD, 3 if sheet.path else 1)
        page.set_row(1, None, None, {"hidden": True})
        texts = [sheet.texts(item) for _, _, item in rows]
        used = {name for said in texts for name in said}
        heads: list[tuple[str, str, Column | None]] = [(ID, sheet.mark, None)]
        heads += [(TITLE, "", None), (PLACE, "", None)] if sheet.path else []
        for one in sheet.columns:
            star = "*" if one.required and one.path[-1] != "id" else ""  # an empty id is derived from the title
            heads += [(one.label + star, one.name, one)]
            heads += [(TITLE, "", None)] if one.relation is not None else []
        heads += [(REMOVE, REMOVE, None)] if sheet.path else []
        columns = [(number, one) for number, (_, _, one) in enumerate(heads) if one]
        for number, (label, key, column) in enumerate(heads):
            self.head(page, number, label, key, column, hidden=_is_seldom(column, used))
            if column:
                self.choices(page, number, self.offered(column), HEAD + len(rows) + _ROOM, bool(column.codes))
        for row, ((key, at, _), said) in enumerate(zip(rows, texts, strict=True), HEAD):
            self.base.append((sheet.mark, key, place_text(at), json.dumps(digests(said), ensure_ascii=False)))
            self.text(page, row, 0, key.partition("/")[2])
            if sheet.path:
                self.text(page, row, 1, str(self.content.all_records[key].title or ""), "grey")
                self.text(page, row, 2, place_text(at))
            for number, column in columns:
                self.text(page, row, number, text := said.get(column.name, ""))
                if column.relation is not None:
                    self.text(page, row, number + 1, _titles(self.content, column, text), "grey")

    def head(self, page: Worksheet, number: int, label: str, key: str, column: Column | None, *, hidden: bool) -> None:
        self.text(page, 0, number, label, "head")
        page.write_string(1, number, key)
        wide = column is not None and column.path[-1] in RICH
        page.set_column(number, number, 60 if wide else 18, self.formats["text"], {"hidden": hidden})
        if column:
            field = column.field
            example = field.example.strip("[]").replace(", ", "、") if field.many else field.example
            said = f"{field.description}\n例：{example}" if example else field.description
            page.write_comment(0, number, said, {"author": "手册", "x_scale": 2.2, "y_scale": 1.2})

    def text(self, page: Worksheet, row: int, number: int, text: str, form: str = "") -> None:
        """Writes a cell as text: a leading = starts no formula."""
        if text or form:
            plainly = "sign" if text[:1] in {"=", "+", "-", "@"} else "lines" if "\n" in text else "text"
            page.write_string(row, number, text, self.formats[form or plainly])

    def choices(self, page: Worksheet, number: int, words: tuple[str, ...], last: int, strict: bool) -> None:
        """Adds a drop-down; for related records only as a help, since a cell may hold several, or titles."""
        if words:
            letter = xl_col_to_name(len(self.lists))
            source = self.lists.setdefault(words, f"='{LISTS}'!${letter}$1:${letter}${len(words)}")
            told = {"error_title": "不在可选的词里", "error_message": "请从下拉里选一个", "show_error": strict}
            page.data_validation(HEAD, number, last - 1, number, {"validate": "list", "source": source, **told})

    def offered(self, column: Column) -> tuple[str, ...]:
        """The choices of a column: words, or the ids of records."""
        if column.codes or not column.relation or column.field.many:
            return tuple(column.codes.values())
        return tuple(one.id for one in _of(self.content, column.relation))

    def hidden(self, name: str, rows: Iterable[Iterable[str | None]]) -> None:
        page = self.book.add_worksheet(name)
        page.hide()
        for row, texts in enumerate(rows):
            for number, text in enumerate(texts):
                self.text(page, row, number, text or "")

    def roll(self) -> None:
        """Adds the sheet for pasting a list of honours as received."""
        page = self.book.add_worksheet(ROLL)
        page.freeze_panes(1, 0)
        for number, label in enumerate(ROLL_COLUMNS):
            self.text(page, 0, number, label, "head")
            page.set_column(number, number, 18, self.formats["text"])
        words = tuple(word.label for word in HonourStatus)
        self.choices(page, ROLL_COLUMNS.index("进展"), words, 500, True)


def _is_seldom(column: Column | None, used: Container[str]) -> bool:
    """Whether a column of the common fields is hidden while empty."""
    shown = {"summary", "body", "tags", "status", "modified"}
    if column is None or column.required or not column.common:
        return False
    return column.name not in used and column.path[0] not in shown


def _titles(content: Content, column: Column, said: str) -> str:
    """The titles of the records a cell refers to, as a reading aid."""
    folder = f"{column.relation}/" if column.relation else ""
    found = (content.records.get(f"{folder}{one}") for one in said.replace("\n", "、").split("、"))
    return "、".join(record.title for record in found if record)


def _of(content: Content, folder: str) -> Iterable[Record]:
    return (record for record in content.records.values() if record.folder == folder)
