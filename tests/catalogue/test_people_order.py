"""The orders of lists of people, with invented names."""

import pytest

from scripts.catalogue.sorting import by_strokes
from scripts.records.role_models import RoleModel
from scripts.records.surnames import UNKNOWN, in_table, strokes, surname, surname_key


def person(name: str, order: int | None = None) -> RoleModel:
    return RoleModel.model_construct(title=name, order=order, pinyin=None)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "names",
    [
        ["丁小河", "于小河", "王小河", "叶小河", "安怀秋", "龚小河"],  # by how many
        [
            "王小河",
            "韦小河",
            "尤小河",
            "毛小河",
            "方小河",
        ],  # four each: 一一丨一, 一一𠃍丨, 一丿乚丶, 丿一一乚, 丶一𠃌丿
        [
            "王一",
            "王刚",
            "王丁一",
            "王二一",
        ],  # of one surname: short names first, then by the given name, then by sound
        ["欧小河", "欧阳小河"],
    ],
    ids=lambda names: names[0],
)
def test_by_strokes(names: list[str]) -> None:
    assert [one.title for one in sorted(map(person, reversed(names)), key=by_strokes)] == names


def test_a_tie_is_decided_by_order() -> None:
    assert surname_key("叶") == surname_key("申")
    people = [person("叶满枝", 2), person("申小河", 1)]
    assert [one.title for one in sorted(people, key=by_strokes)] == ["申小河", "叶满枝"]


def test_a_compound_surname_in_traditional_characters_is_whole() -> None:
    assert [surname(name) for name in ("萬俟明", "單于光", "單明", "万俟")] == ["萬俟", "單于", "單", "万"]


def test_a_character_the_table_has_not_stands_last() -> None:
    assert strokes("𰻝") == UNKNOWN
    assert sorted(map(person, ["𰻝小河", "龚小河"]), key=by_strokes)[0].title == "龚小河"


RARE = (
    "麴仉郄呙禚亢爨丌妫逮庹幺忻翦綦蹇郧郐郓郯鄄鄞雒赧昝佘厍璩逯胥訾笪覃逄亓乜佴郜仝贠鄢隗缪阚郗晁敖揭暴麻牟揭宓蓬郤仰仲宫栾"
    "甘厉戎祖景束幸司韶黎蓟薄印宿怀蒲邰鄂索咸赖卓蔺屠池阴苍莘党翟贡劳姬扶堵冉宰雍桑桂濮寿边扈燕冀浦"
)
"""Surnames that few bear, with whom a table of the usual ones ends."""


def test_rare_surnames_are_placed() -> None:
    missing = [sign for sign in RARE if not in_table(f"{sign}小河")]
    assert len(set(RARE)) >= 100 and missing == []
