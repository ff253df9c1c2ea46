"""A workbook merged into the records: field by field, three ways, all of it or nothing.

For every cell there are three texts: as it was exported (a digest), as the workbook has it now, as the record has it now.
Whoever changed it wins; if both did, both texts are named and nothing is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from scripts.editing.rename import begun, new_name, proposed_name, with_ids
from scripts.editing.roll import has_honour, honour_of, person_of, rows_of
from scripts.editing.save import Change, new_errors
from scripts.editing.sheet_cells import Cells, told
from scripts.editing.sheet_export import ID, PLACE, REMOVE, digest, place_text
from scripts.editing.sheet_heads import Base, Head, base_of, head_of, is_aside
from scripts.editing.sheet_read import Page
from scripts.editing.sources import Source, file_of
from scripts.editing.tables import At, Column, Sheet, sheets
from scripts.editing.writer import EditError, new_text, plain
from scripts.load.content import Content
from scripts.load.resolve import Names, proposed
from scripts.records import TYPES
from scripts.settings import today

_NOTHING = digest("")


@dataclass
class Plan:
    """What an import would do: the files, what changes in words, what is wrong."""

    changes: list[Change] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def plan(content: Content, book: Sequence[Page], given: Mapping[str, str] = MappingProxyType({})) -> Plan:
    """Merges a workbook in memory. Nothing is written; with an error nothing may be.

    ``given`` says of a list of honours what no column of it says: 荣誉称号, 届次, 进展.
    """
    merge = _Merge(content, base_of(book))
    heads = {at: head for at, page in enumerate(book) if (head := head_of(page, merge.errors))}
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
    errors: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The records touched or named, with the changes so far."""
    new: dict[str, str] = field(default_factory=dict)
    """Records that are not there yet, with the cell they come from."""
    cells: Cells = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    gone: dict[tuple[str, tuple[str, ...]], list[At]] = field(default_factory=dict)

    @property
    def known(self) -> Mapping[str, Any]:
        return self.content.records | self.content.partial

    def page(self, page: Page, head: Head) -> None:
        for row in range(head.first, len(page.rows)):
            said = {number: page.cell(row, number) for number in head.columns}
            if any(said.values()) or page.cell(row, head.places.get(REMOVE, 10_000)):
                self.row(page, head, row, said)
        for (key, path), places in self.gone.items():
            if path == head.sheet.path:
                self.take_out(key, head.sheet, places)
        self.gone.clear()

    def row(self, page: Page, head: Head, row: int, said: dict[int, str]) -> None:
        sheet, at = head.sheet, head.places.get(ID, 0)
        key = self.record(page, head, row, said) if not sheet.path else self.owner(page, sheet, row, at)
        if not key:
            return
        place = page.cell(row, head.places[PLACE]) if PLACE in head.places else ""
        if self.untouched(page, head, row, key, place, said):
            return
        found = self.item(key, sheet, place)
        if isinstance(found, str):
            self.errors.append(f"{page.place(row, head.places.get(PLACE, at))}：{found}")
            return
        where, item, fresh = found
        if (key, sheet.path, where) in self.cells:
            self.errors.append(f"{page.place(row, at)}：这一条在表里有两行，请只留一行")
            return
        self.cells[(key, sheet.path, where)] = (page, row, head)
        if REMOVE in head.places and page.cell(row, head.places[REMOVE]):
            self.gone.setdefault((key, sheet.path), []).append(where)
            return
        self.merge(page, head, row, key, place_text(where), item, said, fresh=fresh)

    def untouched(self, page: Page, head: Head, row: int, key: str, place: str, said: dict[int, str]) -> bool:
        """Whether a row stands as it was exported: its record need not be read then."""
        base = self.base.get((head.sheet.mark, key, place))
        steps = place.split(".") if place else []
        taken = REMOVE in head.places and page.cell(row, head.places[REMOVE])
        if base is None or key in self.new or taken or not all(step.isdecimal() for step in steps):
            return False
        where = (key, head.sheet.path, tuple(int(step) - 1 for step in steps))
        same = all(digest(said[n]) == base.get(".".join(one.path), _NOTHING) for n, one in head.columns.items())
        if same and where not in self.cells:
            self.cells[where] = (page, row, head)
            return True
        return False

    def merge(
        self,
        page: Page,
        head: Head,
        row: int,
        key: str,
        place: str,
        item: dict[str, Any],
        said: dict[int, str],
        *,
        fresh: bool,
    ) -> None:
        """Each cell of a row: unchanged, changed here, changed there, or both."""
        base = None if fresh else self.base.get((head.sheet.mark, key, place))
        for number, column in head.columns.items():
            mine, theirs = said[number], column.text(item)
            was = digest(theirs) if base is None else base.get(".".join(column.path), _NOTHING)
            if digest(mine) == was or digest(mine) == digest(theirs) or (fresh and not mine):
                continue
            if digest(theirs) != was:
                both = f"表里改成了“{_short(mine)}”，记录里已经改成“{_short(theirs)}”"
                self.errors.append(f"{page.place(row, number)}：{both}。请和改记录的人商量，把格子改成要的那个")
                continue
            column.set(item, mine)
            self.touched.add(key)
            self.tell(key, head.sheet, place, column, theirs, mine)

    def tell(self, key: str, sheet: Sheet, place: str, column: Column, before: str, after: str) -> None:
        part = f"{sheet.name.rpartition('·')[2]}{place} " if sheet.path else ""
        change = (
            f"“{_short(before)}” → “{_short(after)}”"
            if before and after
            else f"加上“{_short(after)}”"
            if after
            else f"删去“{_short(before)}”"
        )
        self.lines.append(f"{key}　{part}{column.label}：{change}")

    def record(self, page: Page, head: Head, row: int, said: dict[int, str]) -> str:
        """The key of a row of records; a new one is begun. Empty when it cannot be told."""
        folder, at = head.sheet.folder, head.places.get(ID, 0)
        given = page.cell(row, at) if ID in head.places else ""
        title = next(
            (said[number] for number, column in head.columns.items() if column.path == (TYPES[folder].title_key(),)), ""
        )
        key = f"{folder}/{given.removesuffix('.yml')}" if given else ""
        if not given:
            if not title:
                self.errors.append(f"{page.place(row, at)}：没有编号，也没有标题。请至少写标题")
                return ""
            key = f"{folder}/{proposed_name(folder, title)}"
        if key in self.known and given:
            return key
        try:
            new_name(self.content.root, folder, key.partition("/")[2])
        except EditError as error:
            self.errors.append(f"{page.place(row, at)}：{error}")
            return ""
        if (head.sheet.mark, key, "") in self.base:
            self.errors.append(f"{page.place(row, at)}：{key} 已经改了名或不在了。请重新导出，或删去这一行")
            return ""
        if key in self.new:
            self.errors.append(f"{page.place(row, at)}：编号和 {self.new[key]} 一样，请在编号一栏另写一个")
            return ""
        self.new[key] = page.place(row, at)
        self.values[key] = begun(TYPES[folder])
        self.touched.add(key)
        self.lines.append(f"{key}　新建")
        return key

    def owner(self, page: Page, sheet: Sheet, row: int, at: int) -> str:
        """The record an item belongs to, by its id or its title."""
        said = page.cell(row, at)
        key = f"{sheet.folder}/{said}"
        if key in self.known or key in self.new:
            return key
        titled = [
            one
            for one in self.new
            if one.startswith(f"{sheet.folder}/") and self.values[one].get(TYPES[sheet.folder].title_key()) == said
        ]
        meant = titled or Names.of(self.known).meant(sheet.folder, said) if said else []
        if len(meant) == 1:
            return meant[0]
        why = f"有 {len(meant)} 条叫“{said}”，请写编号：{'、'.join(one.partition('/')[2] for one in meant)}"
        self.errors.append(f"{page.place(row, at)}：{why if meant else f'没有“{said}”这条记录，请写它的编号'}")
        return ""

    def value(self, key: str) -> dict[str, Any]:
        if key not in self.values:
            self.sources[key] = Source.of(self.content, key)
            self.values[key] = deepcopy(self.sources[key].value())
        return self.values[key]

    def item(self, key: str, sheet: Sheet, place: str) -> tuple[At, dict[str, Any], bool] | str:
        """The part a row is about, its place, and whether it is new; or why there is none."""
        value = self.value(key)
        if not sheet.path:
            return (), value, key in self.new
        items = dict(sheet.items(value))
        steps = [step for step in place.split(".") if step]
        if not all(step.isdecimal() and int(step) for step in steps):
            return f"“{place}”不是第几项，请写数字，例如 1 或 2.3"
        at = tuple(int(step) - 1 for step in steps)
        deep = sheet.depth
        if at in items and len(at) == deep:
            return at, items[at], False
        if (sheet.mark, key, place) in self.base:
            return f"第 {place} 项已经不在了，请重新导出"
        if len(at) < deep - 1:
            return f"请写它属于哪一项，例如 1.{'1.' * (deep - 2)} 表示第一项里新的一项"
        return self.add(value, sheet, at[: deep - 1])

    def add(self, value: dict[str, Any], sheet: Sheet, above: At) -> tuple[At, dict[str, Any], bool] | str:
        """A new item at the end of its list."""
        holder: Any = value
        left = list(above)
        for step in sheet.path[:-1]:
            holder = holder.setdefault(step, {}) if isinstance(holder, dict) else {}
            if isinstance(holder, list):
                place = left.pop(0)
                if place >= len(holder):
                    return f"没有第 {place + 1} 项，请先在上一级的表里加上"
                holder = holder[place]
        items = holder.setdefault(sheet.path[-1], [])
        items.append({})
        return (*above, len(items) - 1), items[-1], True

    def take_out(self, key: str, sheet: Sheet, places: list[At]) -> None:
        """Takes items out of a list, unless somebody has changed them since."""
        value = self.value(key)
        items = dict(sheet.items(value))
        for at in sorted(places, reverse=True):
            page, row, head = self.cells[(key, sheet.path, at)]
            base = self.base.get((sheet.mark, key, place_text(at)), {})
            now = {".".join(one.path): digest(text) for one in sheet.columns if (text := one.text(items[at]))}
            if base != now:
                self.errors.append(f"{page.place(row, head.places[REMOVE])}：这一项导出以后有人改过，请重新导出再删")
                continue
            holder: Any = value
            left = list(at)
            for step in sheet.path[:-1]:
                holder = holder[step]
                holder = holder[left.pop(0)] if isinstance(holder, list) else holder
            del holder[sheet.path[-1]][left[0]]
            if not holder[sheet.path[-1]]:
                del holder[sheet.path[-1]]
            self.touched.add(key)
            self.lines.append(f"{key}　删去{sheet.name.rpartition('·')[2]}第 {place_text(at)} 项")

    def roll(self, page: Page, given: Mapping[str, str]) -> None:
        """A list of honours: one row a person."""
        rows, heads = rows_of(page, given)
        if not heads:
            self.errors.append(
                f"表「{page.name}」：不认识这张表。表名请写成类别（例如 先进典型），或第一行写 姓名、单位、类别"
            )
        names = Names.of(self.known)
        for row, said in rows.items():
            place = page.place(row, heads["姓名"])
            if missing := [name for name in ("荣誉称号", "进展") if not said.get(name)]:
                self.errors.append(f"{place}：没有写{'、'.join(missing)}。请加这一栏，或在命令里写 --award、--status")
                return
            titled = [
                key
                for key in self.new
                if key.startswith("role-models/") and self.values[key].get("name") == said["姓名"]
            ]
            meant = titled or names.meant("role-models", said["姓名"])
            if len(meant) > 1:
                self.errors.append(
                    f"{place}：有 {len(meant)} 位“{said['姓名']}”（{'、'.join(meant)}），请在姓名一格写编号"
                )
                continue
            key = meant[0] if meant else f"role-models/{proposed(said['姓名'])}"
            if not meant and (key in self.known or key in self.new):
                self.errors.append(f"{place}：编号 {key} 已经是别人的，请先在“先进典型”表里写这个人，编号另取")
                continue
            self.cells[(key, (), ())] = (page, row, Head(sheets("role-models")[0], row, {}, {ID: heads["姓名"]}))
            self.honour(key, said, names, place)

    def honour(self, key: str, said: dict[str, str], names: Names, place: str) -> None:
        """Gives a person the honour of a row, unless it is there."""
        if key not in self.known and key not in self.new:
            self.new[key], self.values[key] = place, person_of(said, str(today()))
            self.touched.add(key)
            self.lines.append(
                f"{key}　新建草稿：{said['姓名']}，{said['荣誉称号']}{said.get('届次', '')}{said['进展']}"
            )
            return
        value, honour = self.value(key), honour_of(said)
        if status := has_honour(value, honour, names):
            self.lines.append(f"{key}　已经有{said['荣誉称号']}{said.get('届次', '')}（{status}），没有动")
            return
        value.setdefault("honours", []).append(honour)
        self.touched.add(key)
        self.lines.append(f"{key}　加上荣誉：{said['荣誉称号']}{said.get('届次', '')}{said['进展']}")

    def plan(self) -> Plan:
        made = (change for key in sorted(self.touched) for change in self.changes(key))
        changes = [change for change in made if change.before != change.after]
        if changes and not self.errors:
            problems = new_errors(self.content.root, changes, self.content.settings)
            texts = {change.path: (change.after or b"").decode() for change in changes}
            self.errors += dict.fromkeys(told(self.content.root, one, texts, self.cells) for one in problems)
        return Plan(changes, self.lines, self.errors)

    def changes(self, key: str) -> Iterator[Change]:
        root, model = self.content.root, TYPES[key.partition("/")[0]]
        self.values[key] = with_ids(self.values[key], model)
        try:
            if key in self.new:
                text = new_text(plain(self.values[key]), model)
                yield Change(file_of(root, key), None, text.encode())
            else:
                texts = dict(self.sources[key].changed(self.values[key]))
                yield from (Change.of(root / file, text) for file, text in texts.items())
        except EditError as error:
            page, row, _ = self.cells.get((key, (), ())) or next(one for at, one in self.cells.items() if at[0] == key)
            self.errors.append(f"{page.place(row, 0)}：{error}")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}……"
