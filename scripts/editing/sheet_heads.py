"""What stands above the rows of a sheet: which records it holds, and in which column each field is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.editing.sheet_export import BASE, GUIDE, HEAD, ID, LISTS, PLACE, REMOVE, TITLE
from scripts.editing.sheet_read import Page
from scripts.editing.tables import Column, Sheet, sheets
from scripts.records import TYPES

Base = dict[tuple[str, str, str], dict[str, str]]
"""Digests of cells as exported, by sheet, record, place and field."""


@dataclass(frozen=True)
class Head:
    """What stands above a table: where which column is; ``first`` is the first row of records."""

    sheet: Sheet
    first: int
    columns: dict[int, Column]
    places: dict[str, int]
    """Where the id, the place in a list and the sign for taking away stand."""


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


def is_aside(page: Page) -> bool:
    """Whether a sheet holds no records: those of the export, WPS's store of pictures, an empty one."""
    ours = page.name in {GUIDE, LISTS, BASE} or page.name.startswith("WpsReserved")
    return ours or not any(any(row) for row in page.rows)


def head_of(page: Page, errors: list[str]) -> Head | None:
    """How to read a sheet, None when it holds no records; columns that nobody knows are added to ``errors``."""
    if is_aside(page):
        return None
    mark = page.cell(1, 0)
    found = next((one for folder in TYPES for one in sheets(folder) if one.mark == mark), None)
    named = next((one for folder in TYPES for one in sheets(folder) if one.name == page.name.strip()), None)
    sheet = found or named
    if sheet is None:
        return None
    labels = [label.strip().rstrip("*") for label in page.rows[0]]
    columns, places = {}, {}
    for number, label in enumerate(labels):
        key = page.cell(1, number) if found else ""
        column = next(
            (one for one in sheet.columns if key == ".".join(one.path) or (not key and label == one.label)), None
        )
        if label in {ID, PLACE, REMOVE} and column is None:
            places[label] = number
        elif column is not None:
            columns[number] = column
        elif label != TITLE and any(page.cell(row, number) for row in range(HEAD if found else 1, len(page.rows))):
            errors.append(
                f"{page.place(0, number)}：不认识“{label or '没有标题的'}”这一栏。请照导出的表头写，或删去这一栏"
            )
    return Head(sheet, HEAD if found else 1, columns, places)
