"""A problem of a record, told at the cell of the sheet that its words come from."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from scripts.editing.form_words import worded
from scripts.editing.places import located
from scripts.editing.sheet_heads import Row
from scripts.editing.tables import At
from scripts.load.field_names import read_fields
from scripts.problems import Loc, Problem
from scripts.records import TYPES

Cells = dict[tuple[str, tuple[str, ...], At], Row]
"""Where each record (by its key) and each item of its lists stands in the workbook."""


def told(root: Path, problem: Problem, texts: Mapping[Path, str], cells: Cells) -> str:
    """A problem of a record that the import would make, at its cell."""
    path = root.parent / problem.file
    key = path.relative_to(root).as_posix().removesuffix(".yml") if path in texts else ""
    if not any(one[0] == key for one in cells):
        return f"{problem.file}:{problem.line}：{problem.message}。{problem.hint}"
    model = TYPES[key.partition("/")[0]]
    document = read_fields(texts[path], model)
    locs = located(document, problem, model) or [()]
    said = worded(problem, model, locs[0])
    if problem.hint.startswith("请把文件放到"):
        said = replace(said, hint="请把这个文件和表格放在同一个文件夹里，再导入一次")
    return f"{_cell(cells, key, *locs)}：{said.message}。{said.hint}"


def _cell(cells: Cells, key: str, *locs: Loc) -> str:
    """The cell that a place in a record comes from: of several places the first that has one, else the row's first."""
    found = [_near(cells, key, loc) for loc in locs]
    exact = next((one for one in found if one and one[1] is not None), None) or next(filter(None, found), None)
    return exact[0].at(exact[1] or 0) if exact else key


def _near(cells: Cells, key: str, loc: Loc) -> tuple[Row, int | None] | None:
    """Row and column of a place in a record; of a place deeper or higher than a cell the nearest."""
    names = tuple(str(step) for step in loc if not isinstance(step, int))
    at = tuple(step for step in loc if isinstance(step, int))
    for cut in range(len(names), -1, -1):
        for deep in range(len(at), -1, -1):
            if row := cells.get((key, names[:cut], at[:deep])):
                rest = names[cut:]
                columns = (
                    number
                    for number, one in row.head.columns.items()
                    if (one.path[: len(rest)] == rest or rest[: len(one.path)] == one.path)
                    and (rest or one.field.required)
                )
                return row, next(columns, None)
    return None
