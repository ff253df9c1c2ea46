"""The writer: after any change in a file of any layout the loader reads the wanted values, and the rest is unchanged."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scripts.editing.emit import record_text
from scripts.editing.writer import EditError, edit_text, normalized
from scripts.load.field_names import read_fields
from scripts.records.role_models import RoleModel

LAYOUTS = {
    one["name"]: one["text"] for one in yaml.safe_load((Path(__file__).parent / "layouts.yml").read_text("utf-8"))
}
NASTY = [
    "9:30",
    "09:30",
    "no",
    "on",
    "007",
    "1_000",
    "1e3",
    "0x1F",
    "2021-09-01",
    "2021",
    "null",
    "~",
    "=",
    "<<",
    "y",
    "@某人",
    "*星",
    "&和",
    "!叹",
    "%百分",
    "|",
    ">",
    "`点`",
    "'单'",
]
NASTY += [
    "[方括号]",
    "{花括号}",
    "通知: 夜课停一次",
    "尾巴:",
    "井号 # 后面",
    "#号开头",
    "- 短横",
    "? 问",
    '"英文引号"',
    "it's",
    "C:\\路径\\新",
    "逗,号",
]
NASTY += ["第一行\n\n第二行", "## 小标题\n\n- 一\n- 二 # 三"]
texts = st.sampled_from(NASTY) | st.text(alphabet="手艺修鞋ab 12,:#'\"-[]{}、。\n", min_size=1, max_size=12).filter(
    lambda text: text.strip()
)
honours = st.fixed_dictionaries({"award": texts, "status": texts}, optional={"round": texts, "evidence": st.just({})})


def value_of(text: str) -> Any:
    return normalized(read_fields(text, RoleModel).value)


@st.composite
def changed(draw: st.DrawFn, value: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record after up to three changes somewhere in it."""
    value = deepcopy(value)
    for _ in range(draw(st.integers(1, 3))):
        at: Any = draw(st.sampled_from([value, value["legal_basis"], *value.get("honours", [])]))
        kind = draw(st.sampled_from(["set", "set", "remove", "add", "list"]))
        if kind == "set" and at:
            at[draw(st.sampled_from(sorted(key for key in at if key not in {"honours", "legal_basis"}) or ["x"]))] = (
                draw(texts)
            )
        elif kind == "remove" and len(at) > 1:
            at.pop(draw(st.sampled_from(sorted(key for key in at if key != "legal_basis"))))
        elif kind == "add":
            at[draw(st.sampled_from(["quote", "unit", "category", "modified", "related"]))] = draw(
                texts | st.lists(texts, min_size=1, max_size=3)
            )
        elif kind == "list" and "honours" in value:
            items = value["honours"]
            items.insert(draw(st.integers(0, len(items))), draw(honours))
            if draw(st.booleans()):
                items.append(items.pop(0))
            if draw(st.booleans()):
                items.pop(draw(st.integers(0, len(items) - 1)))
    return value


@pytest.mark.parametrize("name", LAYOUTS)
@given(data=st.data())
def test_what_was_wanted_is_read_and_other_fields_keep_every_byte(name: str, data: st.DataObject) -> None:
    text = LAYOUTS[name]
    old = value_of(text)
    new = data.draw(changed(old))
    try:
        after = edit_text(text, new, RoleModel)
    except EditError as error:
        assert "不能保存" in str(error)  # a text that nobody may type in a file either
        return
    assert value_of(after) == normalized(new)
    if "\n" in text.strip():
        kept = [field for field in old if normalized(old[field]) == normalized(new.get(field))]
        assert [field for field in kept if lines_of(text, field) not in after] == []
    assert value_of(edit_text(after, old, RoleModel)) == old


def lines_of(text: str, field: str) -> str:
    """The text of a field at the top, from its name to its last line; a new one may stand before the next one's remark."""
    document = read_fields(text, RoleModel)
    starts = sorted(place.line for loc, place in document.keys.items() if len(loc) == 1)
    first = document.keys[(field,)].line
    last = next((line for line in starts if line > first), 10_000)
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)[first - 1 : last - 1]
    while len(lines) > 1 and (lines[-1].startswith("#") or not lines[-1].strip()):
        lines.pop()
    return "".join(lines).rstrip()


@pytest.mark.parametrize("name", LAYOUTS)
def test_without_a_change_not_a_byte_changes(name: str) -> None:
    assert edit_text(LAYOUTS[name], value_of(LAYOUTS[name]), RoleModel) == LAYOUTS[name]


@pytest.mark.parametrize("name", [name for name in LAYOUTS if "one line" not in name])
def test_a_value_of_one_line_changes_its_line_only(name: str) -> None:
    text = LAYOUTS[name]
    new = value_of(text)
    new["honours"][1]["status"] = "获评"
    before, after = text.split("\n"), edit_text(text, new, RoleModel).split("\n")
    differ = [number for number, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert [before[number].strip() for number in differ] == ["status: 入围"]


def test_remarks_stay_where_a_neighbour_changes() -> None:
    text = LAYOUTS["as the handbook teaches"]
    new = value_of(text)
    new["honours"].reverse()
    new["deed"], new["modified"], new["name"] = "一行\n\n两行", "2026-11-28", "穆: 清河"
    after = edit_text(text, new, RoleModel)
    assert [line for line in text.split("\n") if "# " in line and "不是" not in line and line not in after] == [
        "name: 穆清河   # 写身份证上的名字"
    ]
    assert 'name: "穆: 清河"   # 写身份证上的名字' in after
    assert 'published: 2026-09-18   # 不要改\nmodified: "2026-11-28"\n' in after


def test_a_text_below_its_name_stays_there_though_it_has_one_line() -> None:
    text = "name: 甲\nbody: |\n    一行。\n\nunit: 乙\n"
    after = edit_text(text, {"name": "甲", "body": "另一行: 丙。", "unit": "乙"}, RoleModel)
    assert after == text.replace("一行。", "另一行: 丙。")


def test_a_file_with_a_slip_is_left_alone_and_the_line_is_told() -> None:
    with pytest.raises(EditError, match="第 2 行"):
        edit_text("name: 甲\npublished：2026\n", {"name": "乙"}, RoleModel)


@pytest.mark.parametrize("text", ["一\u200b二", "一\t二\u0007"])
def test_what_no_file_may_hold_is_refused_in_the_words_of_the_check(text: str) -> None:
    with pytest.raises(EditError, match="不能保存"):
        edit_text("name: 甲\n", {"name": "甲", "deed": text}, RoleModel)


@pytest.mark.parametrize("text", NASTY)
def test_every_reader_of_yaml_takes_what_is_written_for_the_same_text(text: str) -> None:
    value = {"name": text, "tags": [text, "乙"], "honours": [{"award": text}]}
    assert normalized(yaml.safe_load(record_text(value))) == normalized(value)


def test_what_cannot_be_written_is_told_with_its_field() -> None:
    with pytest.raises(EditError, match="“一句话事迹”里的“.*”这样写不能保存：这里有私用区字符"):
        edit_text("name: 甲\nunit: 乙\n", {"name": "甲", "unit": "乙", "deed": "一\ue000二"}, RoleModel)
