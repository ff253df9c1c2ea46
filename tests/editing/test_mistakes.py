"""Mistakes of office staff in a sheet are explained at their cell, or understood as meant."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension

from scripts.editing.writer import EditError
from tests.editing.test_sheets import HONOURED, TREE, edit, export, merged, put, texts
from tests.support import TESTS, plant

pytestmark = pytest.mark.slow
CASES = yaml.load((TESTS / "editing/mistakes.yml").read_bytes(), yaml.CSafeLoader)
PERSON = "先进典型"
HONOURS = "先进典型·荣誉"


def _renamed(book: Workbook) -> None:
    next(cell for cell in book[PERSON][1] if cell.value == "一句话事迹").value = "先进事迹"


def _remark(book: Workbook) -> None:
    book[PERSON]["CL1"], book[PERSON]["CL3"] = "备注", "转正后再登"


def _turned(book: Workbook) -> None:
    page = book["新闻"]
    page.move_range("A3:CZ3", rows=5)


def _numbered(book: Workbook) -> None:
    book[PERSON].insert_cols(1)
    book[PERSON]["A1"], book[PERSON]["A3"] = "序号", 1


def _embedded(book: Workbook) -> None:
    cell = book[PERSON]["B3"]
    cell.value, cell.data_type = '=DISPIMG("ID_1",1)', "s"


def _percent(book: Workbook) -> None:
    cell = book[PERSON]["B3"]
    cell.value, cell.number_format = 0.85, "0.0%"


def _doubled(book: Workbook) -> None:
    page = book[PERSON]
    column = next(cell.column for cell in page[2] if cell.value == "deed")
    page["CL1"], page["CL2"], page["CL3"] = page.cell(1, column).value, "deed", "另一句。"


def _grouped(book: Workbook) -> None:
    page = book[PERSON]
    page.insert_rows(1)
    for column in ("A", "B"):
        page[f"{column}1"], page[f"{column}2"] = page[f"{column}2"].value, None
        page.merge_cells(f"{column}1:{column}2")
    page["C1"] = "基本情况"
    page.merge_cells("C1:F1")


def _unhidden(book: Workbook) -> None:
    book[PERSON].delete_rows(2)
    book[PERSON].row_dimensions[2].hidden = False  # a spreadsheet's program takes the row's state with it


def _other_words(book: Workbook) -> None:
    page = book[PERSON]
    _unhidden(book)
    words = {"姓名*": "【必填】姓 名：", "单位或身份": "工作单位", "一句话事迹": "deed", "标签": "关键词＊"}
    for cell in page[1]:
        cell.value = words.get(str(cell.value), cell.value)
        if cell.value == "deed":
            page.cell(2, cell.column).value = "守摊三十年。"


def _exchanged(book: Workbook) -> None:
    next(cell for cell in book[PERSON][1] if cell.value == "单位或身份").value = "一句话事迹"


def _ids_twice(book: Workbook) -> None:
    book[PERSON]["CL1"], book[PERSON]["CL3"] = "编号", "mu-qing-he"


def _months(book: Workbook) -> None:
    for sheet, field, day, form in (
        (HONOURS, "date", "2026-09-01", 'yyyy"年"m"月"'),
        (PERSON, "published", "2026-01-01", "yyyy"),
    ):
        cell = book[sheet].cell(3, next(one.column for one in book[sheet][2] if one.value == field))
        cell.value, cell.number_format = datetime.date.fromisoformat(day), form
        book[sheet].cell(900, 90).number_format = form  # beyond all others, styled only


EDITS: dict[str, Callable[[Workbook], object]] = {
    "merged": lambda book: book[PERSON].merge_cells("B3:B5"),
    "turned": _turned,
    "renamed": _renamed,
    "remark": _remark,
    "shorter": lambda book: book[PERSON].delete_cols(4),
    "sheet_renamed": lambda book: setattr(book[HONOURS], "title", "奖"),
    "titled": lambda book: (book[PERSON].insert_rows(1), book[PERSON].cell(1, 1, "先进典型统计表")),
    "unhidden": _unhidden,
    "hidden": lambda book: book[PERSON].row_dimensions.update({3: RowDimension(book[PERSON], 3, hidden=True)}),
    "meanwhile": lambda book: None,
    "headless": lambda book: book[PERSON].delete_rows(1, 2),
    "labelless": lambda book: book[PERSON].delete_rows(1),
    "numbered": _numbered,
    "copied": lambda book: book.copy_worksheet(book[PERSON]),
    "noted": lambda book: book.create_sheet("填报要求").append(["请于周五前交回"]),
    "empty": lambda book: book.create_sheet("Sheet1"),
    "merged_across": lambda book: book[PERSON].merge_cells("D3:E3"),
    "cleared": lambda book: [setattr(cell, "value", None) for cell in book[PERSON][3]],
    "embedded": _embedded,
    "percent": _percent,
    "doubled": _doubled,
    "grouped": _grouped,
    "other_words": _other_words,
    "exchanged": _exchanged,
    "ids_twice": _ids_twice,
    "months": _months,
    "placeless": lambda book: book[HONOURS].delete_cols(3),
    "idless": lambda book: book[PERSON].delete_cols(1),
    "baseless": lambda book: book.remove(book["~基线"]),
}


def _own(pages: dict[str, list[list[str]]], path: Path) -> None:
    """A book that was not exported: somebody has read the handbook, and knows what offices call things."""
    book = Workbook()
    del book["Sheet"]
    for name, rows in pages.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)


def _made(case: dict[str, Any], path: Path) -> dict[str, str]:
    """Fills the sheet. Returns the letters of the columns by ``<field>``."""
    letters: dict[str, str] = {}
    if "own" in case:
        _own(case["own"], path)
        return letters

    def change(book: Workbook) -> None:
        EDITS[case.get("do", "meanwhile")](book)
        for sheet, rows in case.get("put", {}).items():
            heads = [(cell.column, str(cell.value)) for row in (2, 1) for cell in book[sheet][row] if cell.value]
            letters.update({f"<{key}>": get_column_letter(column) for column, key in heads})
            letters["<remove>"] = letters.get("<删去>", "")
            for row, cells in rows.items():
                put(book, sheet, row, **cells)

    edit(path, change)
    return letters


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_mistake_is_told_at_its_cell(case: dict[str, Any], tmp_path: Path) -> None:
    content = plant(tmp_path, TREE)
    used = {"events": "活动", "news": "新闻", "exhibitions": "展览"}
    said = f"{case.get('put')} {case.get('do') == 'turned' and '新闻'}"
    path = export(content, "role-models", *(folder for folder, word in used.items() if word in said))
    letters = _made(case, path)
    if case.get("do") == "meanwhile":
        (content / "role-models/mu-qing-he.yml").write_text(HONOURED.replace("守着修鞋摊。", "别人写的。"))
    try:
        found = merged(content, path)
        errors, lines = found.errors, found.lines
    except EditError as error:
        errors, lines = str(error).split("\n"), []
    said = re.sub(r"<[\w.]+>", lambda match: letters[match[0]], case.get("says", ""))
    assert errors == ([said] if said else [])
    if not said:
        warned = re.sub(r"<[\w.]+>", lambda match: letters[match[0]], case.get("warns", ""))
        told = [line for line in lines if line.startswith("提醒") or not warned]
        lines = case.get("lines", [])
        assert told == ([warned] if warned else []) + (lines if isinstance(lines, list) else [lines])
        assert case.get("writes", "") in "".join(texts(found).values())
