"""Merges a workbook into the records: a three-way merge field by field, all of it or nothing.

Each cell has three texts: as exported (a digest), in the workbook now, in the record now. A change on one side wins;
changes on both are reported with both texts and nothing is written.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from scripts.editing.added_files import store
from scripts.editing.merge import Merge
from scripts.editing.new_records import initial_values, new_name, proposed_name
from scripts.editing.roll import add_roll
from scripts.editing.sheet_export import ID, PLACE, REMOVE, digest, digests, place_text
from scripts.editing.sheet_heads import Base, Head, Row, base_of, has_no_records, head_of
from scripts.editing.sheet_read import Page
from scripts.editing.tables import At, Sheet
from scripts.editing.writer import EditError
from scripts.load import characters
from scripts.load.content import Content
from scripts.records import TYPES

_NOTHING = digest("")
_REMOVED = {REMOVE, "删除", "删"}
_COUNTED = re.compile(r"[第项块个条]")
_NO_RECORD = re.compile(
    r"(?:编号|合计|总计|小计|共计|共[\d一二三四五六七八九十]+[条人项]|填表|制表|备注|说明|注)(?=$|[\s\d:：，。（(人单日])"
)
"""Beginnings of the rows below a table that sum it up or sign it."""
_REMARK = re.compile(r".{2,8}[：:]|[（(]|[0-9]{4}年")
"""The same, for rows with a single cell: 审核人：某某, （盖章）, 2026年11月30日."""


def plan(content: Content, book: Sequence[Page], given: Mapping[str, str], beside: Path) -> Merge:
    """Merges a workbook in memory; nothing is written. The caller must not write a result with errors.

    ``given`` are values for which a list of honours has no column: 荣誉称号, 届次, 进展. Pictures and sounds named in the
    workbook are looked for in the folder ``beside``.
    """
    merge = _Sheets(content, base=base_of(book), beside=beside)
    heads = {at: head for at, page in enumerate(book) if (head := head_of(page, merge.errors))}
    for at, head in list(heads.items()):
        page, said = book[at], list[str]()
        if (first := next(one for one in heads if heads[one].sheet is head.sheet)) != at:
            said.append(f"和表「{book[first].name}」是同一类。请把行并到一张表里，删去另一张")
        lost = [name for name in (ID, PLACE)[: 1 + bool(head.sheet.path)] if name not in head.places]
        if lost and head.columns and any(mark == head.sheet.mark for mark, _, _ in merge.base):
            which = "项" if head.sheet.path else "条"
            said.append(f"少了“{lost[0]}”一栏，不知道哪一行是哪一{which}。请从导出的表格里复制回来")
        for why in said:
            merge.add_error(f"表「{page.name}」", why)
        merge.errors += (merged := page.merged_from(head.first))
        if said or merged:
            heads[at] = replace(head, first=len(page.rows))
        merge.lines += page.reminders(head.first)
    for at, head in sorted(heads.items(), key=lambda one: len(one[1].sheet.path)):
        merge.page(book[at], head)
    for at, page in enumerate(book):
        if at not in heads and not has_no_records(page):
            add_roll(merge, page, given)
    if all(map(has_no_records, book)):
        merge.errors.append("这个文件里的表都是空的，没有要导入的。请看看是不是选错了文件")
    merge.finish()
    return merge


class CellError(EditError):
    """Why a row is refused, reported at one of its cells, by column or heading."""

    def __init__(self, column: int | str, why: str) -> None:
        super().__init__(why)
        self.column = column


@dataclass
class _Sheets(Merge):
    """The sheets of records and of their lists, merged row by row."""

    base: Base = field(default_factory=dict)
    beside: Path = Path()
    named: set[str] = field(default_factory=set)
    """The keys of the rows of the current sheet."""
    gone: dict[tuple[str, tuple[str, ...]], dict[At, At]] = field(default_factory=dict)
    """Items to delete: their places now, and when they were exported."""

    def page(self, page: Page, head: Head) -> None:
        numbers: dict[tuple[str, ...], int] = {}  # of equal rows the first: a copy of the table may stand below it
        for number, cells in enumerate(page.rows):
            numbers.setdefault(tuple(cells), number)
        rows = [Row(page, head, number) for cells, number in numbers.items() if cells and number >= head.first]
        self.named = {f"{head.sheet.folder}/{row.of(ID)}" for row in rows}
        for row in rows:
            try:
                if any(row.values_by_column.values()) or row.of(REMOVE):
                    self.row(row)
            except CellError as error:
                self.add_error(row.cell_name(error.column), str(error))
            except EditError as error:
                self.add_error(row.cell_name(), str(error))
        for (key, path), places in self.gone.items():
            if path == head.sheet.path:
                self.take_out(key, head.sheet, places)
        self.gone.clear()

    def row(self, row: Row) -> None:
        sheet = row.head.sheet
        named = row.of(ID) or row.field(TYPES[sheet.folder].title_key())
        begins = named or next(filter(None, row.page.rows[row.number]), "")
        if sums := _NO_RECORD.match("".join(begins.split())):
            raise EditError(f"“{sums[0]}”这一行不是记录。请删去这一行")
        if [*filter(None, row.values_by_column.values())] == [named] and _REMARK.match(named) and not row.of(ID):
            cure = "是说明或签字的，请删去这一行；是记录的，请把别的格子也填上"
            raise EditError(f"这一行只写了“{_short(named)}”，不像一条记录。{cure}")
        key = self.owner(row) if sheet.path else self.record(row)
        at = _steps(row.of(PLACE))
        if self.untouched(row, key, at):
            return
        self.store_files(row, key)
        where, item, fresh = self.item(row, key, at)
        if (key, sheet.path, where) in self.cells:
            above = place_text(where[:-1])
            added = f"，“第几项”{f'只写 {above}' if above else '空着'}" if where else "一条，“编号”空着"
            raise EditError(f"这一{'项' if where else '条'}在表里有两行，请只留一行；新加的{added}")
        self.cells[(key, sheet.path, where)] = row
        if not (sign := row.of(REMOVE)):
            self.merge(row, key, place_text(where if fresh else at), item, fresh=fresh)
        elif sign in _REMOVED:
            self.gone.setdefault((key, sheet.path), {})[where] = at
        else:
            raise CellError(REMOVE, f"“{sign}”看不懂：要删这一项写 {REMOVE}，不删就空着")

    def untouched(self, row: Row, key: str, at: At) -> bool:
        """Whether a row is as exported, so that its record need not be read."""
        base = self.base.get((row.head.sheet.mark, key, place_text(at)))
        if base is None or key in self.new or row.of(REMOVE):
            return False
        where, said = (key, row.head.sheet.path, at), row.values_by_column
        same = all(digest(said[at]) == base.get(one.name, _NOTHING) for at, one in row.head.columns.items())
        if same and where not in self.cells:
            self.cells[where] = row
            return True
        return False

    def merge(self, row: Row, key: str, place: str, item: dict[str, Any], *, fresh: bool) -> None:
        """Merges each cell of a row."""
        sheet, said = row.head.sheet, row.values_by_column
        base = None if fresh else self.base.get((sheet.mark, key, place))
        for at, column in row.head.columns.items():
            mine, theirs = said[at], column.text(item)
            was = digest(theirs) if base is None else base.get(column.name, _NOTHING)
            same = digest(mine) in {was, digest(theirs)} or sheet.exported(column, mine) == theirs
            if same or (not mine and (fresh or column.path[-1] == "id")):
                continue
            if digest(theirs) != was:
                both = f"表里{_made(mine)}，记录里已经{_made(theirs)}"
                cure = "请和改记录的人商量：用记录里的，把格子改成它；用表里的，重新导出一张表再改"
                self.add_error(row.cell_name(at), f"{both}。{cure}")
                continue
            if unreadable := next(characters.forbidden_in(mine), None):
                self.add_error(row.cell_name(at), f"{unreadable[1]}。{characters.HINT}")
                continue
            column.set(item, mine)
            part = f"{sheet.name.rpartition('·')[2]}{place} " if sheet.path else ""
            self.note_change(key, f"{part}{column.label}：{_change('' if fresh else theirs, mine)}")

    def store_files(self, row: Row, key: str) -> None:
        """Stores the files beside the workbook that a row names in the record's folder; the row then has their paths."""
        root, said = self.content.root, row.values_by_column
        for at in (at for at, column in row.head.columns.items() if column.path[-1] == "file"):
            file = self.beside / Path(said[at]).name
            if ((root / key).parent / said[at]).is_file() or not file.is_file():
                continue
            try:
                said[at], change = store(root, f"{key}.yml", file.name, file.read_bytes(), self.files)
                self.files.append(change)
            except EditError as error:
                self.add_error(row.cell_name(at), str(error))

    def record(self, row: Row) -> str:
        """The key of the record of a row, created if new. Raises EditError."""
        folder = row.head.sheet.folder
        given, title = row.of(ID).removesuffix(".yml"), row.field(TYPES[folder].title_key())
        if not given and not title:
            raise EditError("没有编号，也没有标题。请至少写标题")
        key = f"{folder}/{given}"
        if key in self.content.all_records and given:
            return key
        if (row.head.sheet.mark, key, "") not in self.base:
            key = f"{folder}/{proposed_name(folder, title, row.field('published'), given)}"
        if (row.head.sheet.mark, key, "") in self.base and given:
            raise EditError(f"{key} 已经改了名或不在了。请重新导出，或删去这一行")
        if old := self.renamed(row, title):
            raise EditError(f"这一行的编号原来是 {old}，请写回去。编号是网页地址，要改用编辑台的“改名”")
        if key in self.content.all_records:
            self.store_files(row, key)
            if row.exported() == {one.name: one.text(self.value(key)) for one in row.head.columns.values()}:
                return key  # of a table imported before
            own = key.partition("/")[2]
            raise EditError(f"已经有“{title}”：是同一条，编号写 {own}；是另一条，编号另写一个")
        if key in self.new:
            raise EditError(f"编号和 {self.new[key]} 一样，请在编号一栏另写一个")
        if given.isdecimal():
            raise EditError(f"编号“{given}”像是序号，它要做网页地址。请空着，会照标题的拼音取")
        new_name(self.content.root, folder, key.partition("/")[2])
        self.begin(key, row.cell_name(), initial_values(TYPES[folder]), "新建")
        return key

    def renamed(self, row: Row, title: str) -> str:
        """The id a row was exported with, when it has another or none now and no other row has it."""
        sheet = row.head.sheet
        field = TYPES[sheet.folder].title_key()
        rows = (
            key for (mark, key, _), said in self.base.items() if mark == sheet.mark and said.get(field) == digest(title)
        )
        return next(
            (key.partition("/")[2] for key in rows if key in self.content.all_records and key not in self.named), ""
        )

    def owner(self, row: Row) -> str:
        """The record an item belongs to, by its id or title. Raises EditError."""
        folder, said = row.head.sheet.folder, row.of(ID)
        key = f"{folder}/{said}"
        if key in self.content.all_records or key in self.new:
            return key
        meant = self.keys_titled(folder, said) if said else []
        if len(meant) == 1:
            return meant[0]
        if meant:
            ids = "、".join(one.partition("/")[2] for one in meant)
            raise EditError(f"有 {len(meant)} 条叫“{said}”，请写编号：{ids}")
        if len(re.split(r"[、，,；;\n]", said)) > 1:
            raise EditError(f"“{_short(said)}”是几条记录。一行只写一条的，请分成几行")
        titles = [str(one.title) for one in self.content.all_records.values() if one.folder == folder and one.title]
        guess = "".join(f"是不是 {one}？" for one in get_close_matches(said, titles, 1))
        if not said:
            raise EditError("这一格空着，不知道这一行是哪条记录的。请写它的编号或标题")
        raise EditError(f"没有“{said}”这条记录，{guess}请写它的编号或标题")

    def item(self, row: Row, key: str, at: At) -> tuple[At, dict[str, Any], bool]:
        """The part a row is about, its place, and whether it is new. Raises CellError.

        An item is identified by all its values as exported: one moved by somebody is found; one changed by somebody
        cannot be told from another item in its place.
        """
        sheet, value = row.head.sheet, self.value(key)
        if not sheet.path:
            return (), value, key in self.new
        items, deep = dict(sheet.items(value)), sheet.depth
        base = self.base.get((sheet.mark, key, place_text(at)))
        mine = digests({name: text for name, text in row.exported().items() if text})
        if base and (at not in items or digests(sheet.texts(items[at])) not in (base, mine)):
            same = (one for one, item in items.items() if base == digests(sheet.texts(item)))
            found = next((one for one in same if (key, sheet.path, one) not in self.cells), None)
            if found is None:
                raise CellError(
                    PLACE, f"第 {place_text(at)} 项导出以后别人改过或挪过，怕改错一项。请重新导出，在新的表里改"
                )
            at = found
        if len(at) < deep or at not in items:  # no such place: only an identical item is taken for it
            unsaid, above = {"id"} - mine.keys(), at[: deep - 1]  # an empty id is made from the title
            near = {one: sheet.texts(item) for one, item in items.items() if one[: len(above)] == above}
            same = (one for one, said in near.items() if digests({k: said[k] for k in said.keys() - unsaid}) == mine)
            at = next((one for one in same if (key, sheet.path, one) not in self.cells), at)
        if at in items and len(at) == deep:
            return at, items[at], False
        if len(at) < deep - 1:
            raise CellError(PLACE, f"请写它属于哪一项，例如 1.{'1.' * (deep - 2)} 表示第一项里新的一项")
        return self.add(value, sheet, at[: deep - 1])

    def add(self, value: dict[str, Any], sheet: Sheet, above: At) -> tuple[At, dict[str, Any], bool]:
        """Adds an item at the end of its list."""
        try:
            items = _holder(value, sheet, above).setdefault(sheet.path[-1], [])
        except (AttributeError, IndexError):
            raise CellError(PLACE, f"没有第 {place_text(above)} 项，请先在上一级的表里加上") from None
        if isinstance(items, str):
            raise CellError(PLACE, f"记录的那一行里已经写了“{_short(items)}”，请只写一处")
        items.append({})
        return (*above, len(items) - 1), items[-1], True

    def take_out(self, key: str, sheet: Sheet, places: Mapping[At, At]) -> None:
        """Deletes items, unless somebody has changed them since the export."""
        value = self.value(key)
        items = dict(sheet.items(value))
        for at in sorted(places, reverse=True):
            if self.base.get((sheet.mark, key, place_text(places[at])), {}) != digests(sheet.texts(items[at])):
                row = self.cells[(key, sheet.path, at)]
                self.add_error(row.cell_name(REMOVE), "这一项导出以后有人改过，请重新导出再删")
                continue
            holder = _holder(value, sheet, at)
            del holder[sheet.path[-1]][at[-1]]
            if not holder[sheet.path[-1]]:
                del holder[sheet.path[-1]]
            self.note_change(key, f"删去{sheet.name.rpartition('·')[2]}第 {place_text(places[at])} 项")


def _steps(place: str) -> At:
    """The item named by 2.3 or 第2项. Raises CellError."""
    steps = [step for step in _COUNTED.sub("", place).split(".") if step]
    if all(step.isdecimal() and int(step) for step in steps):
        return tuple(int(step) - 1 for step in steps)
    cure = "请写数字，例如 1 或 2.3；变成了日期的，先把这一栏的格式设成“文本”"
    raise CellError(PLACE, f"“{place}”不是第几项，{cure}")


def _holder(value: Any, sheet: Sheet, at: At) -> Any:
    """The record or part that holds, or would hold, the list of an item. Raises IndexError, AttributeError."""
    left = list(at)
    for step in sheet.path[:-1]:
        value = value.setdefault(step, {})
        value = value[left.pop(0)] if isinstance(value, list) else value
    return value


def _change(before: str, after: str) -> str:
    if before and after:
        return f"“{_short(before)}” → “{_short(after)}”"
    return f"加上“{_short(after)}”" if after else f"删去“{_short(before)}”"


def _made(text: str) -> str:
    return f"改成了“{_short(text)}”" if text else "删去了"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}……"
