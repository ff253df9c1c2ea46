"""Imports a pasted list of honours (姓名, 单位, 类别): a person who has a page gets the honour, anybody else a draft."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from scripts.editing.merge import Merge
from scripts.editing.sheet_export import ID, ROLL_COLUMNS
from scripts.editing.sheet_heads import Head, Row
from scripts.editing.sheet_read import TOP, Page
from scripts.editing.tables import sheets
from scripts.editing.writer import EditError
from scripts.load.field_names import SYNONYMS
from scripts.load.resolve import RecordNames, safe_name
from scripts.records.dates import PartialDate, Round
from scripts.records.vocabularies import HonourStatus, Virtue
from scripts.settings import today

_ALSO = {
    "姓名": ("名字", "人物", "获奖人", "获奖者", "获奖人姓名", "获奖者姓名", "推荐对象", "候选人", "候选人姓名"),
    "单位": (*SYNONYMS["unit"], "身份"),
    "类别": ("类型", "项目类别", "推荐类别", "奖项类别"),
    "荣誉称号": ("荣誉", "荣誉名称", "称号", "奖项", "奖项名称", "获奖称号", "获得荣誉", "所获荣誉"),
    "届次": ("届", "期次", "批次", "年份", "年度", "获奖年份"),
    "公布年月": ("公布日期", "日期", "获奖时间", "表彰时间"),
    "进展": ("状态", "结果"),
}
"""Further headings such lists use."""
_WITHIN = re.compile(r"(?<=[一-鿿])[\s　]+(?=[一-鿿])")
"""The space that forms put into a name of two characters."""
_LONGEST = 4
"""Characters of a Chinese name; a longer text with a space holds several names."""
_REMARK = re.compile(r"[（(](?:[男女]|[一-鿿]{1,5}族|已故|追[授认]|集体|群体|[，,、\s])+[)）]$")
"""Remarks behind a name: 卢望舒（女，回族）. They are dropped: nobody's business, and they hide who is meant."""
_NO_NAME = re.compile(
    r"[（(]?[一二三四五六七八九十\d]+[)）、.．]|第[一二三四五六七八九十]+[类组]|合计|总计|共\d|备注|注[:：]|.*[*＊]|\d|.*[)）]$"
)
"""Headings inside a list, its last lines and sums, names with a masked part."""
Said = dict[str, str]
"""A row of a list: its values by the names of ``ROLL_COLUMNS``."""


@dataclass(frozen=True)
class Roll:
    """The rows of a list by their numbers, its columns, and the headings nobody knows."""

    rows: dict[int, Said]
    columns: dict[str, int]
    unknown: list[str]


def _roll_of(page: Page, given: Mapping[str, str]) -> Roll:
    """Reads a sheet as a list; ``given`` are values for which it has no column. Raises EditError where it is no list
    with one name a row."""
    words = {word: name for name in ROLL_COLUMNS for word in (name, *_ALSO.get(name, ()))}
    tops = [[re.sub(r"[\s*（）()/、]", "", cell) for cell in cells] for cells in page.rows[:TOP]]
    if given.get("荣誉称号") and not any("姓名" in labels for labels in tops):
        words["名称"] = "姓名"  # of groups; without an award it may be a list of anything
    named = [row for row, labels in enumerate(tops) if any(words.get(label) == "姓名" for label in labels)]
    if not named:
        cure = "表名请写成类别（例如 先进典型），或第一行写 姓名、单位、类别；不是要导入的，删去这张表"
        raise EditError(f"表「{page.name}」：不认识这张表。{cure}")
    top = named[-1] if named == [named[0], named[0] + 1] else named[0]  # of two header rows the lower one
    heads = {words[label]: at for at, label in enumerate(tops[top]) if label in words}
    rows = {row: _row(page, row, heads, given) for row in range(top + 1, len(page.rows))}
    filled = {name for name, at in heads.items() if any(page.cell(row, at) for row in rows)}
    if filled and "姓名" not in filled:
        said = "“姓名”一栏全空着，别的栏里有字。请照表头把每一样贴进它的那一栏"
        raise EditError(f"{page.place(top + 1, heads['姓名'])}：{said}")
    rows = {row: said for row, said in rows.items() if said["姓名"] and words.get(said["姓名"]) != "姓名"}
    twice = [at for at, label in enumerate(tops[top]) if label in words and heads[words[label]] != at]
    if twice:
        told = (f"{page.place(top, at)}：有两栏“{tops[top][at]}”。请排成一行一人，每样只有一栏" for at in twice)
        raise EditError("\n".join(told))
    return Roll(rows, heads, [label for label in tops[top] if label and label not in {*words, "序号", "编号"}])


def _row(page: Page, row: int, heads: Mapping[str, int], given: Mapping[str, str]) -> Said:
    said = dict(given) | {name: text for name, at in heads.items() if (text := page.cell(row, at))}
    name = _REMARK.sub("", page.cell(row, heads["姓名"]))
    several = len(_WITHIN.sub("", name)) > _LONGEST
    said["姓名"] = _WITHIN.sub("、" if several else "", name)
    return said | {"类别": said["类别"].removesuffix("类")} if "类别" in said else said


def _why_incomplete(said: Said) -> str:
    """Why a row names nobody to honour; empty when it does."""
    if missing := [name for name in ("荣誉称号", "进展") if not said.get(name)]:
        return f"没有写{'、'.join(missing)}。请加这一栏，或在命令里写 --award、--status"
    if _NO_NAME.match(said["姓名"]):
        return f"“{said['姓名']}”不像姓名。是人名的，请只写姓名；不是的，请删去这一行，分类写在“类别”一栏，每一行都填上"
    return ""


def _honour_of(said: Said) -> dict[str, Any]:
    """The honour as a record writes it."""
    honour = _filled(said, award="荣誉称号", round="届次", date="公布年月", category="类别", status="进展")
    evidence = _filled(said, source="来源", title="原文标题", url="原文网址")
    return honour | ({"evidence": evidence} if evidence else {})


def _filled(said: Said, **columns: str) -> dict[str, Any]:
    """The values of a row in some columns, by field."""
    return {key: said[name] for key, name in columns.items() if said.get(name)}


def _person_of(said: Said, day: str) -> dict[str, Any]:
    """A new person as a draft to be checked before publication, with the legal basis stated once."""
    honour = _honour_of(said)
    basis = {"kind": "官方荣誉名单", "evidence": honour.pop("evidence", None)}
    virtue = said.get("类别", "") if said.get("类别") in {word.label for word in Virtue} else ""
    person = {"name": said["姓名"], "unit": said.get("单位", ""), "category": virtue, "honours": [honour]}
    return person | {"legal_basis": basis, "status": "草稿", "published": day}


def _same_honour(value: Mapping[str, Any], honour: Mapping[str, Any], names: RecordNames) -> Mapping[str, Any] | None:
    """The same award and round among a person's honours, however these are written."""

    def award(said: str) -> str:
        meant = names.matching("awards", said)
        return meant[0] if len(meant) == 1 else said

    wanted = award(honour.get("award", ""))
    known = (one for one in value.get("honours", []) if award(one.get("award", "")) == wanted)
    return next((one for one in known if _same_round(one, honour)), None)


def _same_round(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Compares the rounds where both have one, else the dates; two honours without either are the same."""
    for name, kind in (("round", Round), ("date", PartialDate)):
        if one.get(name) and other.get(name):
            return _read(kind, one[name]) == _read(kind, other[name])
    return not any(said.get(name) for said in (one, other) for name in ("round", "date"))


def _read(kind: type[Round] | type[PartialDate], said: str) -> object:
    try:
        return kind.parse(said)
    except PydanticCustomError:
        return said


def _status_of(honour: Mapping[str, Any]) -> str:
    """The status of an honour in Chinese."""
    said = str(honour.get("status", ""))
    return next((word.label for word in HonourStatus if said in word.words), said)


def _other_unit(value: Mapping[str, Any], said: Said) -> str:
    """The row's unit, where it differs from the person's and neither contains the other."""
    here, there = str(value.get("unit", "")), said.get("单位", "")
    return here if here and there and here not in there and there not in here else ""


def add_roll(merge: Merge, page: Page, given: Mapping[str, str]) -> None:
    """Adds a list to an import; ``given`` are values for which it has no column."""
    try:
        roll = _roll_of(page, given)
    except EditError as error:
        merge.errors += str(error).splitlines()
        return
    _remind(merge, page, roll)
    head = Head(sheets("role-models")[0], 0, {}, {ID: roll.columns["姓名"]})
    lacking: dict[str, str] = {}
    for number, said in roll.rows.items():
        row = Row(page, head, number)
        if why := _why_incomplete(said):
            lacking.setdefault(why, row.cell_name())
            continue
        try:
            key = _person(merge, said["姓名"])
            merge.cells[(key, (), ())] = row
            _add_honour(merge, key, said, row.cell_name())
        except EditError as error:
            merge.add_error(row.cell_name(), str(error))
    for why, place in lacking.items():
        merge.add_error(place, why)


def _remind(merge: Merge, page: Page, roll: Roll) -> None:
    """Reports what is left unused of the list, and where a category may be meant for the rows below too."""
    merge.lines += page.reminders(min(roll.rows, default=0))
    if roll.unknown:
        merge.lines.append(f"提醒　表「{page.name}」里没有用到的栏：{'、'.join(roll.unknown)}")
    blank = [row for row, said in roll.rows.items() if not said.get("类别")]
    if "类别" in roll.columns and 0 < len(blank) < len(roll.rows):
        place = page.place(blank[0], roll.columns["类别"])
        merge.lines.append(f"提醒　{place}：有 {len(blank)} 行的“类别”空着，不会照上面一行补。要补的，每一行都填上")


def _person(merge: Merge, name: str) -> str:
    """The key of the person with a name, or of a new draft. Raises EditError."""
    meant = merge.keys_titled("role-models", name)
    if len(meant) > 1:
        raise EditError(f"有 {len(meant)} 位“{name}”（{'、'.join(meant)}），请在姓名一格写编号")
    key = meant[0] if meant else f"role-models/{safe_name(name)}"
    if not meant and (key in merge.content.all_records or key in merge.new):
        raise EditError(f"编号 {key} 已经是别人的，请先在“先进典型”表里写这个人，编号另取")
    return key


def _add_honour(merge: Merge, key: str, said: Said, place: str) -> None:
    """Gives a person the honour of a row, unless it is there already. Raises EditError."""
    what = f"{said['荣誉称号']}{said.get('届次', '')}"
    if key not in merge.content.all_records and key not in merge.new:
        name = said["姓名"]
        merge.begin(key, place, _person_of(said, str(today())), f"新建草稿：{name}，{what}{said['进展']}")
        # 红石志愿服务队, 卢望舒夫妇: a word list would not end, and somebody looks at the draft.
        if len(name) >= _LONGEST:
            merge.lines.append(f"提醒　{place}：“{name}”按一个人建了草稿，是两人或群体的，请改“个人还是群体”")
        return
    value, honour = merge.value(key), _honour_of(said)
    if unit := _other_unit(value, said):
        both = f"{'前面一行' if key in merge.new else '记录里'}的单位是“{unit}”，名单里是“{said['单位']}”"
        if key in merge.new:
            cure = "是同一个人，只留一行；是两个人，先在“先进典型”表里分开写"
            raise EditError(f"名单里有两个“{said['姓名']}”，{both}。{cure}")
        merge.lines.append(f"提醒　{place}：{said['姓名']}，{both}，请核对是不是同一个人")
    if has := _same_honour(value, honour, merge.content.names):
        now, then = _status_of(has), _status_of(honour)
        other = f"名单里是“{then}”，要改请在“先进典型·荣誉”表里改" if now != then else ""
        merge.lines.append(f"{key}　已经有{what}（{now}），没有动{'；' if other else ''}{other}")
        return
    value.setdefault("honours", []).append(honour)
    merge.note_change(key, f"加上荣誉：{what}{said['进展']}")
