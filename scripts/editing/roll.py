"""A list of an award's round as offices get it (姓名, 单位, 类别): who has a page already gets the honour, the rest a draft."""

import re
from collections.abc import Mapping
from typing import Any

from scripts.editing.sheet_read import TOP, Page
from scripts.load.resolve import Names

COLUMNS = ("荣誉称号", "届次", "公布年月", "进展", "姓名", "单位", "类别", "来源", "原文标题", "原文网址")
_ALSO = {
    "姓名": ("名字", "人物", "获奖人", "推荐对象", "候选人"),
    "单位": ("工作单位", "单位及职务", "身份", "所在单位"),
    "类别": ("类型", "项目类别", "推荐类别"),
    "荣誉称号": ("荣誉", "称号", "奖项"),
    "届次": ("届", "期次", "批次"),
    "公布年月": ("公布日期", "日期"),
    "进展": ("状态",),
}
"""What such lists call a column besides."""
_WITHIN = re.compile(r"(?<=[一-鿿])[\s　]+(?=[一-鿿])")
"""The space that forms put into a name of two characters."""
Row = dict[str, str]


def rows_of(page: Page, given: Mapping[str, str]) -> tuple[dict[int, Row], dict[str, int]]:
    """The rows of the list by their places, and where its columns stand; nothing when the sheet is no such list."""
    words = {word: name for name in COLUMNS for word in (name, *_ALSO.get(name, ()))}
    for top, cells in enumerate(page.rows[:TOP]):
        heads = {words[label]: at for at, cell in enumerate(cells) if (label := re.sub(r"\s", "", cell)) in words}
        if "姓名" in heads:
            found = {}
            for row in range(top + 1, len(page.rows)):
                said = dict(given) | {name: text for name, at in heads.items() if (text := page.cell(row, at))}
                said["姓名"] = _WITHIN.sub("", page.cell(row, heads["姓名"]))
                if said["姓名"]:
                    found[row] = said
            return found, heads
    return {}, {}


def honour_of(said: Row) -> dict[str, Any]:
    """The honour as a record has it."""
    names = {"award": "荣誉称号", "round": "届次", "date": "公布年月", "category": "类别", "status": "进展"}
    honour: dict[str, Any] = {key: said[name] for key, name in names.items() if said.get(name)}
    return honour | ({"evidence": evidence} if (evidence := evidence_of(said)) else {})


def evidence_of(said: Row) -> dict[str, str]:
    names = {"source": "来源", "title": "原文标题", "url": "原文网址"}
    return {key: said[name] for key, name in names.items() if said.get(name)}


def person_of(said: Row, day: str) -> dict[str, Any]:
    """A new person, as a draft: somebody looks at it before it is shown. What it rests on is said once."""
    basis: dict[str, Any] = {"kind": "官方荣誉名单"}
    basis |= {"evidence": evidence} if (evidence := evidence_of(said)) else {}
    honour = {key: item for key, item in honour_of(said).items() if key != "evidence"}
    person = {"name": said["姓名"], "unit": said.get("单位", ""), "category": said.get("类别", "")}
    return person | {"honours": [honour], "legal_basis": basis, "status": "草稿", "published": day}


def has_honour(value: Mapping[str, Any], honour: Mapping[str, Any], names: Names) -> str:
    """How far a person has come with the same honour of the same round already; empty when not."""

    def award(said: str) -> str:
        meant = names.meant("awards", said)
        return meant[0] if len(meant) == 1 else said

    for one in value.get("honours", []):
        same = award(one.get("award", "")) == award(honour.get("award", ""))
        when = (honour.get("round"), honour.get("date"))
        if same and (one.get("round"), one.get("date")) in {when, (honour.get("round"), one.get("date"))}:
            return str(one.get("status", ""))
    return ""
