"""A record as a form and back: opened and saved without changes it is the same, byte for byte."""

import re
from pathlib import Path
from typing import Any

import pytest

from scripts.desk.form import (
    KEPT,
    MANY,
    Control,
    change_parts,
    controls,
    submitted_fields,
    three_way_merge,
    without_empty,
)
from scripts.desk.records import Records
from scripts.editing.writer import normalized
from scripts.problems import Problem
from scripts.records import TYPES
from scripts.render.reference import EXAMPLES
from scripts.settings import Settings
from tests.sample import write_sample


def pairs(found: list[Control]) -> list[tuple[str, str]]:
    """What a browser sends for the controls."""
    sent = []
    for one in found:
        for part in one.parts:
            sent += [(f"{part.path}.", ""), *pairs(list(part.controls))]
        sent += [] if one.kind in {"part", "parts"} else [(one.path, one.value.replace("\n", "\r\n"))]
    return sent


def _files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.yml"))


@pytest.mark.parametrize("name", _files(EXAMPLES))
def test_an_edit_of_any_control_changes_only_the_lines_of_its_field(name: str) -> None:
    records = Records(Settings(content=EXAMPLES))
    text = records.text(name)
    sent = pairs(controls(records.model(name), records.fields(name, text), {}))
    for at, (path, value) in enumerate(sent):
        if value and not path.endswith(KEPT):
            new = records.edited_text(name, text, submitted_fields([*sent[:at], (path, f"{value}改"), *sent[at + 1 :]]))
            field = path.partition(".")[0].removesuffix(MANY)
            assert new != text and _other_lines(new, field) == _other_lines(text, field), path


def _other_lines(text: str, field: str) -> str:
    """A file without one of its fields at the top."""
    return re.sub(rf"(?ms)^{field}:.*?(?=^[a-z]|\Z)", "", text)


@pytest.mark.slow
def test_records_of_every_type_stay_as_they_are(tmp_path: Path) -> None:
    write_sample(tmp_path / "content", 120, seed=5)
    records = Records(Settings(content=tmp_path / "content"))
    for name in _files(records.root):
        text = records.text(name)
        sent = pairs(controls(records.model(name), records.fields(name, text), {}))
        assert records.edited_text(name, text, submitted_fields(sent)) == text, name


@pytest.mark.parametrize("folder", TYPES)
def test_every_field_of_a_type_has_a_control(folder: str) -> None:
    paths = {one.path.partition("[")[0] for one in controls(TYPES[folder], {}, {})}
    assert paths == {info.alias or name for name, info in TYPES[folder].model_fields.items()}


def test_what_no_control_can_hold_is_carried_along() -> None:
    value = {
        "measure": "队伍",
        "counted": {"folder": "volunteer-teams", "where": {"kind": "x"}},
        "unknown": ["a", {"b": "c"}],
    }
    found = controls(TYPES["statistics"], value, {})
    assert normalized(submitted_fields(pairs(found))) == normalized(value)


@pytest.mark.parametrize(
    ("what", "path", "result", "on"),
    [
        ("add", "times", [{"a": "1"}, {"a": "2"}, {}], "times"),
        ("drop", "times.0", [{"a": "2"}], "times"),
        ("up", "times.1", [{"a": "2"}, {"a": "1"}], "times.0"),
        ("down", "times.0", [{"a": "2"}, {"a": "1"}], "times.1"),
    ],
)
def test_parts_are_added_taken_away_and_moved(what: str, path: str, result: list[Any], on: str) -> None:
    value = {"times": [{"a": "1"}, {"a": "2"}]}
    assert change_parts(value, what, path) == on
    assert value["times"] == result


def test_a_part_that_is_one_can_be_begun_and_taken_away() -> None:
    value: dict[str, Any] = {}
    change_parts(value, "part", "contact")
    assert value == {"contact": {}}
    change_parts(value, "drop", "contact")
    assert value == {}


def test_empty_fields_and_parts_are_left_out() -> None:
    assert without_empty({"a": " ", "b": [{"c": ""}, "x"], "d": {"e": {}}}) == {"b": ["x"]}


def test_two_who_change_different_fields_both_have_their_way_and_of_the_same_it_is_told() -> None:
    base, mine, theirs = {"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "3", "c": "4"}
    assert three_way_merge(base, mine, theirs) == ({"a": "2", "b": "3", "c": "4"}, [])
    assert three_way_merge({"a": "1"}, {"a": "2"}, {"a": "3"}) == ({"a": "2"}, ["a"])


def test_what_is_wrong_with_an_item_or_with_a_part_that_is_not_shown_stands_at_its_control() -> None:
    wrong = Problem("x.yml", 1, 1, "R01", "没有这条记录", "请核对")
    at = {"mentions.1": [wrong], "rights.kind": [wrong], "images.0.alt": [wrong]}
    found = controls(TYPES["news"], {"mentions": ["甲", "乙"], "images": [{"file": "a.png"}]}, at)
    assert {one.path for one in found if one.problems} == {"mentions[]", "rights"}
    images = next(one for one in found if one.path == "images")
    assert [one.path for one in images.parts[0].controls if one.problems] == ["images.0.alt"]
