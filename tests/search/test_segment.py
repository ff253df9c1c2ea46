"""Segmentation in Python; ``test_browser.py`` compares the browser's with the same table."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.catalogue.sorting import initial
from scripts.records.han import fold
from scripts.records.lecture_teams import LectureTeam
from scripts.records.readings import other_sounds, readings, written
from scripts.records.role_models import RoleModel
from scripts.search.segment import Places, add_pieces, segment

CASES = json.loads((Path(__file__).parent / "segment-cases.json").read_text(encoding="utf-8"))


def placed(found: Places) -> list[tuple[int, str]]:
    """Pieces in the order of their places."""
    return sorted((place, piece) for piece, places in found.items() for place in places)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "empty")
def test_segment(case: dict[str, Any]) -> None:
    assert placed(segment(case["text"])) == [tuple(piece) for piece in case["pieces"]]


@given(st.text())
def test_pieces_come_in_order_and_are_folded(text: str) -> None:
    pieces = placed(segment(text))
    assert [place for place, _ in pieces] == sorted({place for place, _ in pieces})
    assert all(fold(piece) == piece for _, piece in pieces)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("2026年春天", [(1, "年")]),
        ("今年2026", [(1, "年")]),
        ("今年 2026", []),
        ("2026年3月", []),
        ("古丽·买买提", [(1, "丽买")]),
    ],
)
def test_a_lone_character_of_a_query_is_found_beside_a_number_and_a_name_without_its_dot(
    text: str, more: list[tuple[int, str]]
) -> None:
    found: Places = {}
    add_pieces(found, fold(text), 0)
    assert sorted({*placed(found)} - {*placed(segment(text))}) == more
    assert all(places == sorted(set(places)) for places in found.values())


@pytest.mark.parametrize(
    ("name", "given_pinyin", "expected"),
    [
        ("苗云辉", None, ["miao yun hui"]),
        ("单明远", "Shàn Míngyuǎn", ["shan ming yuan"]),
        ("单明远", "Shan Mingyuan", ["shan ming yuan"]),
        ("仇英", None, ["qiu ying", "chou ying"]),
        ("解砚书", None, ["xie yan shu", "jie yan shu"]),
        ("吕绿", "Lǚ Lǜ", ["lv lv"]),
        ("", None, []),
        ("2026年", None, ["2026 nian"]),
    ],
)
def test_readings(name: str, given_pinyin: str | None, expected: list[str]) -> None:
    assert [" ".join(reading) for reading in readings(name, given_pinyin)] == expected


@pytest.mark.parametrize(
    ("name", "given_pinyin", "others"),
    [
        ("单明远", "Shàn Míngyuǎn", {(0, "dan"), (0, "chan")}),
        ("尉迟渡", None, {(0, "wei"), (0, "yun")}),
        ("苗云辉", "Miáo Yúnhuī", set()),
        ("2026", None, set()),
        ("", None, set()),
    ],
)
def test_other_readings(name: str, given_pinyin: str | None, others: set[tuple[int, str]]) -> None:
    found = list(other_sounds(name, given_pinyin))
    assert {(place, sound) for place, sound, _ in found} >= others
    assert not {sound for place, sound, _ in found} & {reading[0] for reading in readings(name, given_pinyin)}
    assert all(length == len(name) for *_, length in found)


def test_pinyin_is_cut_by_spaces_signs_and_capitals() -> None:
    assert written("Xī'ān JiǔQuán-lù") == ("xi", "an", "jiu", "quan", "lu")


@pytest.mark.parametrize(
    "said",
    [
        "单晓梅 S",
        "仇大河 Q",
        "曾小河 Z",
        "查海平 Z",
        "解放山 X",
        "区卫国 O",
        "覃阳 Q",
        "翟木林 Z",
        "乐山川 Y",
        "尉迟敬 Y",
    ]
    + ["颉大河 X", "蔚小河 Y", "冯河 F", "萬俟明 M", "單于光 C"]
    + ["长孙平 Z", "万俟明 M", "单于光 C", "“朴一” P"],
)
def test_people_stand_under_the_letter_of_their_surname(said: str) -> None:
    name, letter = said.split()
    basis = {"kind": "历史人物", "died": "1949"}
    assert initial(RoleModel.model_validate({"name": name, "legal_basis": basis, "published": "2026"})) == letter


def test_groups_and_things_stand_under_the_everyday_reading() -> None:
    group = {"name": "曾经的邻居们", "kind": "群体", "legal_basis": {"kind": "历史人物"}, "published": "2026"}
    team = {"title": "单位宣讲队", "members": [{"name": "单晓梅"}], "published": "2026"}
    assert initial(RoleModel.model_validate(group)) == "C"
    assert initial(LectureTeam.model_validate(team)) == "D"
    assert initial(LectureTeam.model_validate({**team, "title": "单晓梅"})) == "S"
