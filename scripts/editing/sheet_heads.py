"""Recognizes the header rows of a sheet: which records it holds, and which column holds which field."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scripts.editing.sheet_export import BASE, GUIDE, ID, LISTS, PLACE, REMOVE, TITLE
from scripts.editing.sheet_read import TOP, Page
from scripts.editing.tables import Column, Sheet, bare, sheets
from scripts.load.field_names import field_named, time_in_one_line
from scripts.records import TYPES

Base = dict[tuple[str, str, str], dict[str, str]]
"""Digests of cells as exported, by sheet, record, place and field."""


_FEWEST = 2
"""How many known headings make a row the header row."""
_NEEDLESS = {TITLE, "序号"}


@dataclass(frozen=True)
class Head:
    """The header of a table: its columns; ``first`` is the first row of records."""

    sheet: Sheet
    first: int
    columns: dict[int, Column]
    places: dict[str, int]
    """The columns of the id, the place in a list and the deletion mark."""
    times: dict[int, dict[str, int]] = field(default_factory=dict)
    """Columns that together hold a time, by heading: 日期, 开始时间, 结束时间."""


@dataclass(frozen=True)
class Row:
    """One row below a header; ``number`` counts from 0."""

    page: Page
    head: Head
    number: int

    @cached_property
    def values_by_column(self) -> dict[int, str]:
        """The texts of the row's fields by the number of their column."""

        def text(at: int) -> str:
            return self.page.cell(self.number, at)

        times = {at: {name: text(one) for name, one in parts.items()} for at, parts in self.head.times.items()}
        return {at: time_in_one_line(times[at]) if at in times else text(at) for at in self.head.columns}

    def exported(self) -> dict[str, str]:
        """The texts of the row's fields, by name, as an export would have them once the row is imported."""
        columns, said = self.head.columns, self.values_by_column
        return {one.name: self.head.sheet.exported(one, said[at]) for at, one in columns.items()}

    def of(self, name: str) -> str:
        """The text under 编号, 第几项 or 删去; empty where there is no such column."""
        at = self.head.places.get(name)
        return "" if at is None else self.page.cell(self.number, at)

    def field(self, name: str) -> str:
        """The text of a top-level field."""
        return next((self.values_by_column[at] for at, one in self.head.columns.items() if one.path == (name,)), "")

    def cell_name(self, column: int | str = ID) -> str:
        """A cell as people name it, by its column or heading."""
        number = self.head.places.get(column, 0) if isinstance(column, str) else column
        return self.page.place(self.number, number)


def base_of(book: Sequence[Page]) -> Base:
    page = next((page for page in book if page.name == BASE), None)
    found: Base = {}
    for row in page.rows if page else ():
        try:
            mark, key, place, said = row[:4]
            found[(mark, key, place)] = dict(json.loads(said))
        except (ValueError, TypeError):
            continue
    return found


def has_no_records(page: Page) -> bool:
    """Whether a sheet holds no records: a helper sheet of the export, WPS's picture store, an empty sheet."""
    ours = page.name in {GUIDE, LISTS, BASE} or page.name.startswith("WpsReserved")
    return ours or not any(any(row) for row in page.rows)


def head_of(page: Page, errors: list[str]) -> Head | None:
    """The header of a sheet, None when it holds no records; unknown headings are added to ``errors``."""
    if has_no_records(page):
        return None
    marks = {one.mark: one for folder in TYPES for one in sheets(folder)}
    marked = ((row, one) for row, cells in enumerate(page.rows[:TOP]) for cell in cells if (one := marks.get(cell)))
    at, sheet = next(marked, None) or (0, _called(page, marks.values()))
    if sheet is None:
        return None
    labels = [[_owner(bare(cell), sheet, cells) for cell in cells] for cells in page.rows[:TOP]]
    heads = [sum(label in {ID, PLACE} or sheet.column(label) is not None for label in row) for row in labels]
    top = at - 1 if at else heads.index(max(heads))
    first = at + 1 if at else top + 1
    if heads[top] < _FEWEST or sheet.mark in page.rows[0]:
        errors.append(f"表「{page.name}」没有表头，不知道哪一栏是什么。请从导出的表格里把前两行复制回来")
        return Head(sheet, len(page.rows), {}, {})
    columns, places, times = dict[int, Column](), dict[str, int](), dict[int, dict[str, int]]()
    for number, label in enumerate(labels[top]):
        named = next((one for one in sheet.columns if at and page.cell(at, number) == one.name), None)
        column = named or sheet.column(label)
        if named and any(label == bare(one.label) for one in sheet.columns if one is not named):
            why = f"表头是“{label}”，藏着的第 {at + 1} 行说这一栏是“{named.label}”"
            errors.append(f"{page.place(top, number)}：{why}。表头改回“{named.label}”；挪过栏的，整栏一起挪")
        elif label in {ID, PLACE, REMOVE} and column is None and label not in places:
            places[label] = number
        elif column and column.dated and label not in labels[top][:number] and column in columns.values():
            first_at = next(one for one in columns if columns[one] == column)
            times.setdefault(first_at, {labels[top][first_at]: first_at})[label] = number
        elif label in places or column in columns.values():
            errors.append(f"{page.place(top, number)}：有两栏“{label}”。请只留一栏")
        elif column is not None:
            columns[number] = column
        elif label not in _NEEDLESS and any(page.cell(row, number) for row in range(first, len(page.rows))):
            why = f"不认识“{label or '没有标题的'}”这一栏。{sheet.cure(label)}，或删去这一栏"
            errors.append(f"{page.place(top, number)}：{why}")
    return Head(sheet, first, columns, places, times)


def _called(page: Page, known: Collection[Sheet]) -> Sheet | None:
    """The table for a sheet name; part of the name of a type is enough (阵地, 11月活动安排). A list of people may be a list of
    honours."""
    name, heads = page.name.strip(), {bare(cell) for cells in page.rows[:TOP] for cell in cells}
    like = (one for one in known if not one.path and len(name) > 1 and (name in one.name or one.name in name))
    fit = [one for one in like if sum(one.column(head) is not None for head in heads) >= _FEWEST]
    found = [one for one in known if one.name == name] or (fit if "姓名" not in heads else [])
    return found[0] if len(found) == 1 else None


def _owner(label: str, sheet: Sheet, heads: Sequence[str]) -> str:
    """编号 for the heading that names the record of a part (姓名, 队名, 展览); any other heading unchanged."""
    owner = sheet.path and ID not in heads and all(label != bare(one.label) for one in sheet.columns)
    kind = TYPES[sheet.folder]
    return ID if owner and (label == kind.label or field_named(label, kind) == kind.title_key()) else label
