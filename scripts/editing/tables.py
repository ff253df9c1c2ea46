"""Records as tables: a sheet for each type with a row for each record; a sheet of its own for each list of parts
(honours, panels).

Derived from the models. A cell holds the text an editor would write in the record; a list of words is one cell.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import zip_longest
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from scripts.editing.writer import normalized
from scripts.load.field_errors import held_in
from scripts.load.field_names import field_named
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.dates import Moment
from scripts.records.fields import Field, fields, fields_by_key, inner_model
from scripts.records.lists import parted
from scripts.records.parts import Occasion
from scripts.render.reference import fields_of

Path = tuple[str, ...]
_NOTE = re.compile(r"[（(](?!自动).*")
"""What a heading says of its cells: 参加人数（人）; not the columns of titles that are for reading."""
At = tuple[int, ...]
"""The position of an item in a list, and in the lists around it, from 0."""


@dataclass(frozen=True)
class Column:
    """One field of a record or part by its path; a field of a part within is (``legal_basis``, ``kind``). Codes
    (``conferred``) are shown as their labels."""

    path: Path
    label: str
    field: Field
    common: bool
    required: bool
    """Never true for fields of an optional part."""

    @property
    def name(self) -> str:
        """The name of the column in the hidden row: ``legal_basis.kind``."""
        return ".".join(self.path)

    @property
    def relation(self) -> str | None:
        """The folder of the related records, empty for any, None when it is not a relation."""
        return self.field.relation.to if self.field.relation else None

    @property
    def dated(self) -> bool:
        """Whether it is a time, which tables may split: 日期 and 时间, 开始时间 and 结束时间."""
        return self.field.part is Occasion or self.field.info.annotation is Moment

    @cached_property
    def codes(self) -> dict[str, str]:
        """Codes of a record by the words shown in cells."""
        return {code: word for word, code, *_ in self.field.choices}

    def text(self, part: Any) -> str:
        """The text of the cell."""
        for name in self.path:
            part = part.get(name) if isinstance(part, dict) else None
        if part is None:
            return ""
        if isinstance(part, list):
            items = (one.values() if isinstance(one, dict) else [self.codes.get(str(one), one)] for one in part)
            return joined([" ".join(map(str, item)) for item in items])
        return self.codes.get(text := joined(part), text)

    def set(self, part: dict[str, Any], text: str) -> None:
        """Sets the field from the text of a cell; an empty text removes the field, and a part without fields."""
        *above, name = self.path
        inner = [part]
        for step in above:
            inner.append(inner[-1].setdefault(step, {}))
        if text:
            inner[-1][name] = text if isinstance(inner[-1].get(name), str) else self.value(text)
        else:
            inner[-1].pop(name, None)
        for holder, step in reversed(list(zip(inner, above, strict=False))):
            if not holder[step]:
                del holder[step]

    def value(self, text: str) -> str | list[str]:
        if not self.field.many or self.field.part:
            return text
        items = parted(text) if self.relation is None else re.split(r"\s*[、；;]\s*", text)  # titles may contain commas
        if any("\n" in item for item in items):  # one item a line: signs do not separate
            items = re.split(r"\s*\n\s*", text)
        return [word for item in items if (word := item.strip("、；;，, "))]


@dataclass(frozen=True)
class Sheet:
    """The records of a type (``path`` empty), or the items of one of their lists."""

    folder: str
    path: Path
    model: type[BaseModel]
    name: str
    columns: tuple[Column, ...]
    depth: int
    """How many lists an item is nested in."""
    common: bool

    @property
    def mark(self) -> str:
        """The name of the sheet in the hidden row: ``#exhibitions:sections.panels``."""
        return f"#{self.folder}:{'.'.join(self.path)}"

    def column(self, name: str) -> Column | None:
        """The column for a heading, which may be any name its field may have in a record.

        A part is found by the name of its first field, 公开依据 being its kind; a list of parts may be one cell in words,
        as a record may have it: 2026-12-21 14:30—16:00.
        """
        exact = next((one for one in self.columns if bare(one.label) == bare(name)), None)
        key = field_named(name, self.model)
        path: Path = (key,)
        field = fields_by_key(self.model).get(key)
        held = None if field else held_in(self.model, name)
        if held and held[2] is Occasion:  # the 日期 or 开始时间 of an event belongs to its times
            path, field = held[:1], fields_by_key(self.model)[held[0]]
        if field and field.part and field.many and not exact:
            return Column(path, field.label, field, common=False, required=False)
        if field and field.part:
            path = (key, _first(field.part))
        elif held:
            path = held[:2]
        found = exact or next((one for one in self.columns if one.path == path or one.name == name), None)
        short = _NOTE.sub("", name)
        return found or (self.column(short) if short != name else None)

    def cure(self, name: str) -> str:
        """The cure for an unknown heading: it belongs to a list of parts, or is misspelt."""
        if held := held_in(self.model, name):
            return f"请写在表「{self.name}·{fields_by_key(self.model)[held[0]].label}」里，一项一行"
        return "请照导出的表头写"

    def texts(self, item: dict[str, Any]) -> dict[str, str]:
        """The texts of an item's cells, by the names of their columns."""
        return {one.name: text for one in self.columns if (text := one.text(item))}

    def exported(self, column: Column, text: str) -> str:
        """A cell's text as an export would have it once it is imported: words joined by 、."""
        item: dict[str, Any] = {}
        column.set(item, text)
        return column.text(expanded(item, self.model))

    def items(self, value: dict[str, Any]) -> Iterator[tuple[At, dict[str, Any]]]:
        """Every item of the list in a record, with its place."""
        return _items(value, self.path)


@lru_cache(maxsize=1 << 12)  # each heading is compared with those of all sheets
def bare(label: str) -> str:
    """A heading without line breaks, blanks and the mark of required fields."""
    return re.sub(r"[\s*＊※：:]|[（(【\[](?:必填|选填)[)）】\]]", "", label)


@cache
def sheets(folder: str) -> tuple[Sheet, ...]:
    """The sheets of a type: its records first, then their lists, outer lists before inner ones."""
    kind = TYPES[folder]
    return tuple(_sheets(kind, folder, (), kind.label, set(Record.model_fields) - {"title"}))


def _sheets(
    model: type[BaseModel], folder: str, path: Path, name: str, common: set[str], depth: int = 0
) -> Iterator[Sheet]:
    found = list(_columns(model, common))
    cells = [one for one in found if not one.field.part]
    labels = Counter(one.label for one in cells)
    columns = (replace(one, label=f"{one.label}（{one.path[-1]}）") if labels[one.label] > 1 else one for one in cells)
    yield Sheet(folder, path, model, name, tuple(columns), depth, bool(path) and path[0] in common)
    for one in found:
        if part := one.field.part:
            title = f"{name}·{one.field.label}"[:31]
            yield from _sheets(part, folder, (*path, *one.path), title, set() if path else common, depth + 1)


def _columns(
    model: type[BaseModel], common: set[str], path: Path = (), label: str = "", *, required: bool = True
) -> Iterator[Column]:
    """The fields of a model, those of a part one by one; a list of parts as one cell."""
    for field in fields_of(model):
        here, said, needed = (*path, field.key), label + field.label, required and field.required
        if field.part and not field.many:
            yield from _columns(field.part, common, here, f"{said}·", required=needed)
        else:
            yield Column(here, said, field, here[0] in common, needed)


def joined(value: Any) -> str:
    """A value as the text of a cell: list items joined by 、, or one a line when an item contains such a sign."""
    if isinstance(value, list):
        words = [str(item).strip() for item in value]
        return ("\n" if any(len(parted(word)) > 1 for word in words) else "、").join(words)
    return "" if value is None or isinstance(value, Mapping) else str(normalized(value) or "")


def _items(value: Any, path: Path, at: At = ()) -> Iterator[tuple[At, dict[str, Any]]]:
    if not path:
        yield at, value
        return
    inner = value.get(path[0]) if isinstance(value, dict) else None
    if isinstance(inner, list):
        for place, item in enumerate(inner):
            yield from _items(item, path[1:], (*at, place))
    elif inner is not None:
        yield from _items(inner, path[1:], at)


def expanded(value: Any, model: type[BaseModel]) -> Any:
    """A value with every part expanded: ``rights: original`` becomes ``{kind: original}``, a time on one line its
    start."""
    if isinstance(value, str):
        return _in_line(value, model)
    if not isinstance(value, Mapping):
        return value
    return {name: _opened_field(inner, model, name) for name, inner in value.items()}


def _opened_field(value: Any, model: type[BaseModel], name: str) -> Any:
    field = fields_by_key(model).get(name)
    if field is None or field.part is None:
        return list(value) if isinstance(value, list) else value
    if field.many:
        return [expanded(item, field.part) for item in (value if isinstance(value, list) else [value])]
    return expanded(value, field.part)


def compacted(new: Any, old: Any, model: type[BaseModel] | None) -> Any:
    """The value of a table as the record writes it: unchanged parts as written before, others in short form where
    possible."""
    if model is None or not isinstance(new, dict):
        return new
    if expanded(old, model) == new:
        return old
    if isinstance(old, str) and new.keys() == {_first(model)}:
        return new[_first(model)]
    before = old if isinstance(old, Mapping) else {}
    return {name: _closed_field(inner, before.get(name), model, name) for name, inner in new.items()}


def _closed_field(new: Any, old: Any, model: type[BaseModel], name: str) -> Any:
    inner = inner_model(model, name)
    if old is not None and _opened_field(old, model, name) == new:
        return old
    if inner is None or not isinstance(new, list):
        return compacted(new, old, inner)
    before = old if isinstance(old, list) else [old]
    return [
        next((one for one in before if expanded(one, inner) == item), None) or compacted(item, place, inner)
        for item, place in zip_longest(new, before[: len(new)])
    ]


def _in_line(line: str, model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a part written on one line: 第一届 2024 is a round and its year."""
    try:
        said = getattr(model, "_line", str)(line)
    except PydanticCustomError:
        said = line
    return {key: one for key, one in said.items() if one} if isinstance(said, dict) else {_first(model): line}


@cache
def _first(model: type[BaseModel]) -> str:
    """The field meant by a part written as one word."""
    return next((field.key for field in fields(model) if field.required), fields(model)[0].key)
