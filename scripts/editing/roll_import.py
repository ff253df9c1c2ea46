"""A list of honours merged into the records: one row gives one person an honour."""

from collections.abc import Mapping

from scripts.editing.merge import Merge
from scripts.editing.roll import LONGEST, Roll, honour_of, lacks, other_unit, person_of, roll_of, same_honour, status_of
from scripts.editing.sheet_export import ID
from scripts.editing.sheet_heads import Head, Row
from scripts.editing.sheet_read import Page
from scripts.editing.tables import sheets
from scripts.load.resolve import proposed
from scripts.settings import today


def add_roll(merge: Merge, page: Page, given: Mapping[str, str]) -> None:
    """Adds a list to what an import makes; ``given`` says what no column says."""
    roll = roll_of(page, given)
    if roll is None:
        why = "不认识这张表。表名请写成类别（例如 先进典型），或第一行写 姓名、单位、类别；不是要导入的，删去这张表"
        merge.wrong(f"表「{page.name}」", why)
        return
    if wrong := [*roll.double, *page.merged_from(min(roll.rows, default=0))]:
        merge.errors += wrong
        return
    _remind(merge, page, roll)
    head = Head(sheets("role-models")[0], 0, {}, {ID: roll.columns["姓名"]})
    lacking: dict[str, str] = {}
    for number, said in roll.rows.items():
        row = Row(page, head, number)
        if why := lacks(said):
            lacking.setdefault(why, row.at())
        elif key := _person(merge, said["姓名"], row.at()):
            merge.cells[(key, (), ())] = row
            _give(merge, key, said, row.at())
    for why, place in lacking.items():
        merge.wrong(place, why)


def _remind(merge: Merge, page: Page, roll: Roll) -> None:
    """Says what of the list is left unused, and where a category may be meant for the rows below too."""
    if roll.unknown:
        merge.lines.append(f"提醒　表「{page.name}」里没有用到的栏：{'、'.join(roll.unknown)}")
    blank = [row for row, said in roll.rows.items() if not said.get("类别")]
    if "类别" in roll.columns and 0 < len(blank) < len(roll.rows):
        place = page.place(blank[0], roll.columns["类别"])
        merge.lines.append(f"提醒　{place}：有 {len(blank)} 行的“类别”空着，不会照上面一行补。要补的，每一行都填上")


def _person(merge: Merge, name: str, place: str) -> str:
    """The key of the person who is called so, or of a new one; empty when it cannot be told."""
    meant = merge.called("role-models", name)
    if len(meant) > 1:
        return merge.wrong(place, f"有 {len(meant)} 位“{name}”（{'、'.join(meant)}），请在姓名一格写编号")
    key = meant[0] if meant else f"role-models/{proposed(name)}"
    if not meant and (key in merge.known or key in merge.new):
        return merge.wrong(place, f"编号 {key} 已经是别人的，请先在“先进典型”表里写这个人，编号另取")
    return key


def _give(merge: Merge, key: str, said: dict[str, str], place: str) -> None:
    """Gives a person the honour of a row, unless it is there."""
    what = f"{said['荣誉称号']}{said.get('届次', '')}"
    if key not in merge.known and key not in merge.new:
        name = said["姓名"]
        merge.begin(key, place, person_of(said, str(today())), f"新建草稿：{name}，{what}{said['进展']}")
        if (
            len(name) >= LONGEST
        ):  # 红石志愿服务队, 卢望舒夫妇: a word list would not end, and somebody looks at the draft
            merge.lines.append(f"提醒　{place}：“{name}”按一个人建了草稿，是两人或群体的，请改“个人还是群体”")
        return
    value, honour = merge.value(key), honour_of(said)
    if unit := other_unit(value, said):
        both = f"{'前面一行' if key in merge.new else '记录里'}的单位是“{unit}”，名单里是“{said['单位']}”"
        if key in merge.new:
            cure = "是同一个人，只留一行；是两个人，先在“先进典型”表里分开写"
            merge.wrong(place, f"名单里有两个“{said['姓名']}”，{both}。{cure}")
            return
        merge.lines.append(f"提醒　{place}：{said['姓名']}，{both}，请核对是不是同一个人")
    if has := same_honour(value, honour, merge.content.names):
        now, then = status_of(has), status_of(honour)
        other = f"名单里是“{then}”，要改请在“先进典型·荣誉”表里改" if now != then else ""
        merge.lines.append(f"{key}　已经有{what}（{now}），没有动{'；' if other else ''}{other}")
        return
    value.setdefault("honours", []).append(honour)
    merge.changed(key, f"加上荣誉：{what}{said['进展']}")
