"""A workbook merged into the records: field by field, three ways, all of it or nothing.

For every cell there are three texts: as it was exported (a digest), as the workbook has it now, as the record has it now.
Whoever changed it wins; if both did, both texts are named and nothing is written.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scripts.editing.added_files import stored
from scripts.editing.rename import begun, new_name, proposed_name, with_ids
from scripts.editing.roll import honour_of, lacks, other_unit, person_of, roll_of, same_honour, status_of
from scripts.editing.save import Change, new_problems
from scripts.editing.sheet_cells import Cells, told
from scripts.editing.sheet_export import ID, PLACE, REMOVE, digest, place_text
from scripts.editing.sheet_heads import Base, Head, Row, base_of, head_of, is_aside
from scripts.editing.sheet_read import Page
from scripts.editing.sources import Source
from scripts.editing.tables import At, Sheet, sheets
from scripts.editing.writer import EditError, new_text, plain
from scripts.load.content import Content
from scripts.load.resolve import RecordNames, proposed
from scripts.problems import Severity
from scripts.records import TYPES
from scripts.records.names import name_key
from scripts.settings import today
from scripts.workers import spread

_NOTHING = digest("")
_REMOVED = {REMOVE, "删除", "删"}
_COUNTED = re.compile(r"[第项块个条]")
_NO_RECORD = re.compile(
    r"(?:编号|合计|总计|小计|共计|共[\d一二三四五六七八九十]+[条人项]|填表|制表|备注|说明|注)(?=$|[\s\d:：，。（(人单日])"
)
"""How the rows below a table begin that sum up or sign it."""


@dataclass
class Plan:
    """What an import would do: the files, what changes in words, what is wrong."""

    changes: list[Change] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def plan(
    content: Content, book: Sequence[Page], given: Mapping[str, str] = MappingProxyType({}), beside: Path | None = None
) -> Plan:
    """Merges a workbook in memory. Nothing is written; with an error nothing may be.

    ``given`` says of a list of honours what no column of it says: 荣誉称号, 届次, 进展. Pictures and sounds that the workbook
    names may lie in the folder ``beside``.
    """
    merge = _Merge(content, base_of(book), beside)
    heads = {at: head for at, page in enumerate(book) if (head := head_of(page, merge.errors))}
    for at, head in list(heads.items()):
        if first := next((one for one in heads if one < at and heads[one].sheet is head.sheet), None):
            why = f"和表「{book[first].name}」是同一类。请把行并到一张表里，删去另一张"
            merge.wrong(f"表「{book[at].name}」", why)
            heads[at] = replace(head, first=len(book[at].rows))
        if wrong := book[at].merged_from(head.first):
            merge.errors += wrong
            heads[at] = replace(head, first=len(book[at].rows))
    for at, head in sorted(heads.items(), key=lambda one: len(one[1].sheet.path)):
        merge.page(book[at], head)
    for at, page in enumerate(book):
        if at not in heads and not is_aside(page):
            merge.roll(page, given)
    return merge.plan()


@dataclass
class _Merge:
    content: Content
    base: Base
    beside: Path | None = None
    errors: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The records touched or named, with the changes so far."""
    new: dict[str, str] = field(default_factory=dict)
    """Records that are not there yet, with the cell they come from."""
    cells: Cells = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    files: list[Change] = field(default_factory=list)
    """Pictures and sounds that are brought in."""
    named: set[str] = field(default_factory=set)
    """The keys of the rows of the sheet at hand."""
    gone: dict[tuple[str, tuple[str, ...]], dict[At, At]] = field(default_factory=dict)
    """The items of a list to take out: where they stand now, and where they stood when they were exported."""

    @property
    def known(self) -> Mapping[str, Any]:
        return self.content.every

    def page(self, page: Page, head: Head) -> None:
        rows = [Row(page, head, number) for number in range(head.first, len(page.rows)) if page.rows[number]]
        self.named = {f"{head.sheet.folder}/{row.of(ID)}" for row in rows}
        for row in rows:
            if any(row.said.values()) or row.of(REMOVE):
                self.row(row)
        for (key, path), places in self.gone.items():
            if path == head.sheet.path:
                self.take_out(key, head.sheet, places)
        self.gone.clear()

    def wrong(self, place: str, why: str) -> str:
        """Notes what is wrong at a cell; empty, for who was to say what stands there."""
        self.errors.append(f"{place}：{why}")
        return ""

    def row(self, row: Row) -> None:
        sheet = row.head.sheet
        named = row.of(ID) or row.field(TYPES[sheet.folder].title_key())
        if sums := _NO_RECORD.match("".join(named.split())):
            self.wrong(row.at(), f"“{sums[0]}”这一行不是记录。请删去这一行")
            return
        key = self.owner(row) if sheet.path else self.record(row)
        at = _steps(row.of(PLACE))
        if key and at is None:
            self.wrong(row.at(PLACE), f"“{row.of(PLACE)}”不是第几项，请写数字，例如 1 或 2.3")
        if not key or at is None or self.untouched(row, key, at):
            return
        found = self.item(row, key, at)
        if isinstance(found, str):
            self.wrong(row.at(PLACE), found)
            return
        where, item, fresh = found
        if (key, sheet.path, where) in self.cells:
            above = place_text(where[:-1])
            added = f"，“第几项”{f'只写 {above}' if above else '空着'}" if where else "一条，“编号”空着"
            self.wrong(row.at(), f"这一{'项' if where else '条'}在表里有两行，请只留一行；新加的{added}")
            return
        self.cells[(key, sheet.path, where)] = row
        if not (sign := row.of(REMOVE)):
            self.merge(row, key, place_text(where if fresh else at), item, fresh=fresh)
        elif sign in _REMOVED:
            self.gone.setdefault((key, sheet.path), {})[where] = at
        else:
            self.wrong(row.at(REMOVE), f"“{sign}”看不懂：要删这一项写 {REMOVE}，不删就空着")

    def untouched(self, row: Row, key: str, at: At) -> bool:
        """Whether a row stands as it was exported: its record need not be read then."""
        base = self.base.get((row.head.sheet.mark, key, place_text(at)))
        if base is None or key in self.new or row.of(REMOVE):
            return False
        where, said = (key, row.head.sheet.path, at), row.said
        same = all(digest(said[at]) == base.get(".".join(one.path), _NOTHING) for at, one in row.head.columns.items())
        if same and where not in self.cells:
            self.cells[where] = row
            return True
        return False

    def merge(self, row: Row, key: str, place: str, item: dict[str, Any], *, fresh: bool) -> None:
        """Each cell of a row: unchanged, changed here, changed there, or both."""
        sheet, said = row.head.sheet, row.said
        base = None if fresh else self.base.get((sheet.mark, key, place))
        for at, column in row.head.columns.items():
            mine, theirs = said[at], column.text(item)
            was = digest(theirs) if base is None else base.get(".".join(column.path), _NOTHING)
            if digest(mine) == was or digest(mine) == digest(theirs) or (fresh and not mine):
                continue
            if digest(theirs) != was:
                both = f"表里{_made(mine)}，记录里已经{_made(theirs)}"
                self.wrong(row.at(at), f"{both}。请和改记录的人商量，把格子改成要的那个")
                continue
            column.set(item, self.brought(row, at, key) if column.path[-1] == "file" else mine)
            self.touched.add(key)
            part = f"{sheet.name.rpartition('·')[2]}{place} " if sheet.path else ""
            self.lines.append(f"{key}　{part}{column.label}：{_change('' if fresh else theirs, mine)}")

    def brought(self, row: Row, at: int, key: str) -> str:
        """What the record calls the file of a cell: one that lies beside the workbook is put into the record's folder."""
        said, root = row.said[at], self.content.root
        file = self.beside / Path(said).name if self.beside and said else root
        if ((root / key).parent / said).is_file() or not file.is_file():
            return said
        try:
            called, change = stored(root, f"{key}.yml", file.name, file.read_bytes(), self.files)
        except EditError as error:
            return self.wrong(row.at(at), str(error))
        self.files.append(change)
        return called

    def record(self, row: Row) -> str:
        """The key of a row of records; a new one is begun. Empty when it cannot be told."""
        folder = row.head.sheet.folder
        given, title = row.of(ID).removesuffix(".yml"), row.field(TYPES[folder].title_key())
        if not given and not title:
            return self.wrong(row.at(), "没有编号，也没有标题。请至少写标题")
        key = f"{folder}/{given}"
        if key in self.known and given:
            return key
        if (row.head.sheet.mark, key, "") not in self.base:
            key = f"{folder}/{proposed_name(folder, title, row.field('published'), given)}"
        if (row.head.sheet.mark, key, "") in self.base and given:
            return self.wrong(row.at(), f"{key} 已经改了名或不在了。请重新导出，或删去这一行")
        if old := self.renamed(row, title):
            return self.wrong(row.at(), f"这一行的编号原来是 {old}，请写回去。编号是网页地址，要改用编辑台的“改名”")
        if key in self.known:
            own = key.partition("/")[2]
            return self.wrong(row.at(), f"已经有“{title}”：是同一条，编号写 {own}；是另一条，编号另写一个")
        if key in self.new:
            return self.wrong(row.at(), f"编号和 {self.new[key]} 一样，请在编号一栏另写一个")
        if given.isdecimal():
            return self.wrong(row.at(), f"编号“{given}”像是序号，它要做网页地址。请空着，会照标题的拼音取")
        try:
            new_name(self.content.root, folder, key.partition("/")[2])
        except EditError as error:
            return self.wrong(row.at(), str(error))
        self.new[key] = row.at()
        self.values[key] = begun(TYPES[folder])
        self.touched.add(key)
        self.lines.append(f"{key}　新建")
        return key

    def renamed(self, row: Row, title: str) -> str:
        """The id that a row was exported with, when another or none stands there now and no row bears it."""
        sheet = row.head.sheet
        field = TYPES[sheet.folder].title_key()
        rows = (
            key for (mark, key, _), said in self.base.items() if mark == sheet.mark and said.get(field) == digest(title)
        )
        return next((key.partition("/")[2] for key in rows if key in self.known and key not in self.named), "")

    def owner(self, row: Row) -> str:
        """The record an item belongs to, by its id or its title."""
        folder, said = row.head.sheet.folder, row.of(ID)
        key = f"{folder}/{said}"
        if key in self.known or key in self.new:
            return key
        meant = self.titled(folder, said) or (self.content.names.meant(folder, said) if said else [])
        if len(meant) == 1:
            return meant[0]
        if meant:
            ids = "、".join(one.partition("/")[2] for one in meant)
            return self.wrong(row.at(), f"有 {len(meant)} 条叫“{said}”，请写编号：{ids}")
        if len(re.split(r"[、，,；;\n]", said)) > 1:
            return self.wrong(row.at(), f"“{_short(said)}”是几条记录。一行只写一条的，请分成几行")
        titles = [str(one.title) for one in self.known.values() if one.folder == folder and one.title]
        guess = "".join(f"是不是 {one}？" for one in get_close_matches(said, titles, 1))
        if not said:
            return self.wrong(row.at(), "这一格空着，不知道这一行是哪条记录的。请写它的编号或标题")
        return self.wrong(row.at(), f"没有“{said}”这条记录，{guess}请写它的编号或标题")

    def titled(self, folder: str, title: str) -> list[str]:
        """The records of this import that are called so."""
        name, title = TYPES[folder].title_key(), name_key(title)
        new = (key for key in self.new if key.startswith(f"{folder}/"))
        return [key for key in new if name_key(self.values[key].get(name, "")) == title]

    def value(self, key: str) -> dict[str, Any]:
        if key not in self.values:
            self.sources[key] = Source.of(self.content, key)
            self.values[key] = deepcopy(self.sources[key].value())
        return self.values[key]

    def item(self, row: Row, key: str, at: At) -> tuple[At, dict[str, Any], bool] | str:
        """The part a row is about, its place, and whether it is new; or why there is none.

        An item of a list is known by all that it said when it was exported: one that others have moved is found, one that
        they have changed might be another in its place.
        """
        sheet, value = row.head.sheet, self.value(key)
        if not sheet.path:
            return (), value, key in self.new
        items, deep = dict(sheet.items(value)), sheet.depth
        base = self.base.get((sheet.mark, key, place_text(at)))
        mine = {".".join(one.path): digest(row.said[number]) for number, one in row.head.columns.items()}
        mine = {path: said for path, said in mine.items() if said != _NOTHING}
        if base and (at not in items or _now(sheet, items[at]) not in (base, mine)):
            same = (one for one, item in items.items() if base == _now(sheet, item))
            found = next((one for one in same if (key, sheet.path, one) not in self.cells), None)
            if found is None:
                return f"第 {place_text(at)} 项导出以后别人改过或挪过，怕改错一项。请重新导出，在新的表里改"
            at = found
        if at in items and len(at) == deep:
            return at, items[at], False
        if len(at) < deep - 1:
            return f"请写它属于哪一项，例如 1.{'1.' * (deep - 2)} 表示第一项里新的一项"
        return self.add(value, sheet, at[: deep - 1])

    def add(self, value: dict[str, Any], sheet: Sheet, above: At) -> tuple[At, dict[str, Any], bool] | str:
        """A new item at the end of its list."""
        try:
            items = _holder(value, sheet, above).setdefault(sheet.path[-1], [])
        except (AttributeError, IndexError):
            return f"没有第 {place_text(above)} 项，请先在上一级的表里加上"
        items.append({})
        return (*above, len(items) - 1), items[-1], True

    def take_out(self, key: str, sheet: Sheet, places: Mapping[At, At]) -> None:
        """Takes items out of a list, unless somebody has changed them since."""
        value = self.value(key)
        items = dict(sheet.items(value))
        for at in sorted(places, reverse=True):
            if self.base.get((sheet.mark, key, place_text(places[at])), {}) != _now(sheet, items[at]):
                row = self.cells[(key, sheet.path, at)]
                self.wrong(row.at(REMOVE), "这一项导出以后有人改过，请重新导出再删")
                continue
            holder = _holder(value, sheet, at)
            del holder[sheet.path[-1]][at[-1]]
            if not holder[sheet.path[-1]]:
                del holder[sheet.path[-1]]
            self.touched.add(key)
            self.lines.append(f"{key}　删去{sheet.name.rpartition('·')[2]}第 {place_text(places[at])} 项")

    def roll(self, page: Page, given: Mapping[str, str]) -> None:
        """A list of honours: one row a person."""
        roll = roll_of(page, given)
        if roll is None:
            why = "不认识这张表。表名请写成类别（例如 先进典型），或第一行写 姓名、单位、类别；不是要导入的，删去这张表"
            self.wrong(f"表「{page.name}」", why)
            return
        if wrong := [*roll.double, *page.merged_from(min(roll.rows, default=0))]:
            self.errors += wrong
            return
        if roll.unknown:
            self.lines.append(f"提醒　表「{page.name}」里没有用到的栏：{'、'.join(roll.unknown)}")
        blank = [row for row, said in roll.rows.items() if not said.get("类别")]
        if "类别" in roll.columns and 0 < len(blank) < len(roll.rows):
            place = page.place(blank[0], roll.columns["类别"])
            self.lines.append(f"提醒　{place}：有 {len(blank)} 行的“类别”空着，不会照上面一行补。要补的，每一行都填上")
        head = Head(sheets("role-models")[0], 0, {}, {ID: roll.columns["姓名"]})
        lacking: dict[str, str] = {}
        for number, said in roll.rows.items():
            row, name = Row(page, head, number), said["姓名"]
            if why := lacks(said):
                lacking.setdefault(why, row.at())
                continue
            meant = self.titled("role-models", name) or self.content.names.meant("role-models", name)
            key = meant[0] if meant else f"role-models/{proposed(name)}"
            if len(meant) > 1:
                self.wrong(row.at(), f"有 {len(meant)} 位“{name}”（{'、'.join(meant)}），请在姓名一格写编号")
            elif not meant and (key in self.known or key in self.new):
                self.wrong(row.at(), f"编号 {key} 已经是别人的，请先在“先进典型”表里写这个人，编号另取")
            else:
                self.cells[(key, (), ())] = row
                self.honour(key, said, self.content.names, row.at())
        for why, place in lacking.items():
            self.wrong(place, why)

    def honour(self, key: str, said: dict[str, str], names: RecordNames, place: str) -> None:
        """Gives a person the honour of a row, unless it is there."""
        what = f"{said['荣誉称号']}{said.get('届次', '')}"
        if key not in self.known and key not in self.new:
            self.new[key], self.values[key] = place, person_of(said, str(today()))
            self.touched.add(key)
            self.lines.append(f"{key}　新建草稿：{said['姓名']}，{what}{said['进展']}")
            return
        value, honour = self.value(key), honour_of(said)
        if unit := other_unit(value, said):
            both = f"{'前面一行' if key in self.new else '记录里'}的单位是“{unit}”，名单里是“{said['单位']}”"
            if key in self.new:
                cure = "是同一个人，只留一行；是两个人，先在“先进典型”表里分开写"
                self.wrong(place, f"名单里有两个“{said['姓名']}”，{both}。{cure}")
                return
            self.lines.append(f"提醒　{place}：{said['姓名']}，{both}，请核对是不是同一个人")
        if has := same_honour(value, honour, names):
            now, then = status_of(has), status_of(honour)
            other = f"名单里是“{then}”，要改请在“先进典型·荣誉”表里改" if now != then else ""
            self.lines.append(f"{key}　已经有{what}（{now}），没有动{'；' if other else ''}{other}")
            return
        value.setdefault("honours", []).append(honour)
        self.touched.add(key)
        self.lines.append(f"{key}　加上荣誉：{what}{said['进展']}")

    def plan(self) -> Plan:
        keys, changes = sorted(self.touched), list[Change]()
        for key, made in zip(keys, spread(self.changes, keys, self.content.settings.jobs), strict=True):
            if isinstance(made, str):
                row = self.cells.get((key, (), ())) or next(one for at, one in self.cells.items() if at[0] == key)
                self.wrong(row.at(0), made)
            else:
                changes += [change for change in made if change.before != change.after]
        if changes and not self.errors:
            texts = {change.path: (change.after or b"").decode() for change in changes}
            changes += [one for one in self.files if one.before != one.after]
            for one in new_problems(self.content.root, changes, self.content.settings):
                said = told(self.content.root, one, texts, self.cells)
                lines = self.errors if one.severity is Severity.ERROR else self.lines
                lines += [] if said in lines else [said if lines is self.errors else f"提醒　{said}"]
        return Plan(changes, self.lines, self.errors)

    def changes(self, key: str) -> list[Change] | str:
        """What is to be written of a record, or why it cannot be."""
        root, model = self.content.root, TYPES[key.partition("/")[0]]
        value = with_ids(self.values[key], model)
        try:
            if key in self.new:
                return [Change(root / f"{key}.yml", None, new_text(plain(value), model).encode())]
            return [Change.of(root / file, text) for file, text in self.sources[key].changed(value)]
        except EditError as error:
            return str(error)


def _steps(place: str) -> At | None:
    """The item that is meant by 2.3 or 第2项; None when it cannot be told."""
    steps = [step for step in _COUNTED.sub("", place).split(".") if step]
    return tuple(int(step) - 1 for step in steps) if all(step.isdecimal() and int(step) for step in steps) else None


def _now(sheet: Sheet, item: dict[str, Any]) -> dict[str, str]:
    """An item as the hidden baseline would have it."""
    return {".".join(one.path): digest(text) for one in sheet.columns if (text := one.text(item))}


def _holder(value: Any, sheet: Sheet, at: At) -> Any:
    """The record or part that holds the list in which an item stands, or would. Raises IndexError, AttributeError."""
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
