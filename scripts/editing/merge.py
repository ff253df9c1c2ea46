"""The changes an import makes to the records, collected before anything is written: new values, a log, and problems at
the cells they come from."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from operator import eq
from pathlib import Path
from typing import Any

from scripts.editing.form_problems import candidate_places, labels, reworded
from scripts.editing.new_records import with_ids
from scripts.editing.save import Change
from scripts.editing.sheet_heads import Row
from scripts.editing.sources import Source
from scripts.editing.tables import At
from scripts.editing.trial import new_problems
from scripts.editing.writer import EditError, new_text, normalized
from scripts.load.content import Content
from scripts.load.field_names import read_fields
from scripts.problems import Loc, Problem, Severity
from scripts.records import TYPES
from scripts.records.fields import inner_model
from scripts.records.names import name_key
from scripts.speed.workers import parallel_map

Cells = dict[tuple[str, tuple[str, ...], At], Row]
"""The cell of each record (by key) and of each item of its lists."""


@dataclass
class Merge:
    """The records an import changes or refers to, the log of changes, and the errors."""

    content: Content
    errors: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    """The files to write, set by ``finish``."""
    sources: dict[str, Source] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    """Keys of new records, with the cell each comes from."""
    cells: Cells = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    files: list[Change] = field(default_factory=list)
    """Pictures and sounds to be stored."""

    def add_error(self, place: str, why: str) -> None:
        self.errors.append(f"{place}：{why}")

    def note_change(self, key: str, said: str) -> None:
        """Notes that a record has changed."""
        self.touched.add(key)
        self.lines.append(f"{key}　{said}")

    def begin(self, key: str, place: str, value: dict[str, Any], said: str) -> None:
        self.new[key], self.values[key] = place, value
        self.note_change(key, said)

    def keys_titled(self, folder: str, title: str) -> list[str]:
        """The keys of the records with a title: those of this import first."""
        name = TYPES[folder].title_key()
        begun = (key for key in self.new if key.startswith(f"{folder}/"))
        own = [key for key in begun if name_key(self.values[key].get(name, "")) == name_key(title)]
        return own or self.content.names.matching(folder, title)

    def value(self, key: str) -> dict[str, Any]:
        if key not in self.values:
            self.sources[key] = Source.of(self.content, key)
            self.values[key] = deepcopy(self.sources[key].value())
        return self.values[key]

    def finish(self) -> None:
        """Turns the changed records into files to write, and adds the problems the check will find in them."""
        keys, changes = sorted(self.touched), self.changes
        for key, made in zip(keys, parallel_map(self._edits, keys, self.content.settings.jobs), strict=True):
            if isinstance(made, str):
                row = self.cells.get((key, (), ())) or next(one for at, one in self.cells.items() if at[0] == key)
                self.add_error(row.cell_name(0), made)
            else:
                changes += [change for change in made if change.before != change.after]
        if changes and not self.errors:
            texts = {change.path: (change.after or b"").decode() for change in changes}
            changes += [one for one in dict.fromkeys(self.files) if one.before != one.after]
            for one in new_problems(self.content.root, changes, self.content.settings):
                said = _cell_problem(self.content.root, one, texts, self.cells)
                lines = self.errors if one.severity is Severity.ERROR else self.lines
                lines += [] if said in lines else [said if lines is self.errors else f"提醒　{said}"]

    def _edits(self, key: str) -> list[Change] | str:
        """The changed files of a record, or the error that prevents them."""
        root, model = self.content.root, TYPES[key.partition("/")[0]]
        value = with_ids(self.values[key], model)
        try:
            if key in self.new:
                return [Change(root / f"{key}.yml", None, new_text(normalized(value), model).encode())]
            return [Change.of(root / file, text) for file, text in self.sources[key].edited_texts(value)]
        except EditError as error:
            return str(error)


def _cell_problem(root: Path, problem: Problem, texts: Mapping[Path, str], cells: Cells) -> str:
    """A problem of a record after the import, worded for its cell."""
    path = root.parent / problem.file
    key = path.relative_to(root).as_posix().removesuffix(".yml") if path in texts else ""
    if not any(one[0] == key for one in cells):
        return f"{problem.file}:{problem.line}：{problem.message}。{problem.hint}"
    model = TYPES[key.partition("/")[0]]
    document = read_fields(texts[path], model)
    locs = candidate_places(document, problem, model) or [()]
    said = reworded(problem, model, locs[0])
    if problem.code == "F03" and locs[0] and inner_model(model, str(locs[0][0])):
        sheet = f"{TYPES[model.folder].label}·{labels(model)[str(locs[0][0])]}"
        said = replace(said, message="不写在这一格里", hint=f"请写在表「{sheet}」里，一项一行")
    row, names = cells.get((key, (), ())), tuple(step for step in locs[0] if isinstance(step, str))
    absent = [one for one in row.head.sheet.columns if one not in row.head.columns.values()] if row else []
    if problem.code == "F02" and (column := next((one for one in absent if one.path == names), None)):
        said = replace(said, hint=f"请加上“{column.label}”这一栏。{said.hint}")
    if problem.code == "P01" and problem.hint.startswith("请把"):
        said = replace(said, hint="请把这个文件和表格放在同一个文件夹里，再导入一次")
    return f"{_cell(cells, key, *locs)}：{said.message}。{said.hint}"


def _cell(cells: Cells, key: str, *locs: Loc) -> str:
    """The cell of the first of several places that has one, else the first cell of the row."""
    found = [_near(cells, key, loc) for loc in locs]
    exact = next((one for one in found if one and one[1] is not None), None) or next(filter(None, found), None)
    return exact[0].cell_name(exact[1] or 0) if exact else key


def _near(cells: Cells, key: str, loc: Loc) -> tuple[Row, int | None] | None:
    """The row and column of a place in a record; for a place deeper or higher than a cell, of the nearest cell."""
    names = tuple(str(step) for step in loc if not isinstance(step, int))
    at = tuple(step for step in loc if isinstance(step, int))
    for cut in range(len(names), -1, -1):
        for deep in range(len(at), -1, -1):
            if row := cells.get((key, names[:cut], at[:deep])):
                rest = names[cut:]
                fit = ((number, one) for number, one in row.head.columns.items() if all(map(eq, one.path, rest)))
                return row, next((number for number, one in fit if rest or one.field.required), None)
    return None
