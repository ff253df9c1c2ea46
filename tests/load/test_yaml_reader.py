"""Multi-line values: no blank is inserted between Chinese characters."""

import pytest

from scripts.load.field_names import read_fields
from scripts.load.typos import BODY
from scripts.load.yaml_reader import read
from scripts.records import TYPES

LONG = "河边一条街，街上槐树成荫，夏天最凉快"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"{LONG}\n  {LONG}", LONG * 2),
        (f'"{LONG}\n  {LONG}"', LONG * 2),
        (f"'{LONG}\n  {LONG}'", LONG * 2),
        (">\n  河边一条街\n  槐树成荫\n", "河边一条街槐树成荫\n"),
        (">-\n  河边一条街\n  槐树成荫\n\n  另一段", "河边一条街槐树成荫\n另一段"),
        ("夜课\n  用火", "夜课用火"),
        (f"{LONG} 共 3\n  处", f"{LONG} 共 3 处"),
        ("第一段\n\n  第二段", "第一段\n第二段"),
        ('"河边\\\n  一条街\\t槐"', "河边一条街\t槐"),
        (">\n  一行\n    缩进的一行\n", "一行\n  缩进的一行\n"),
        ("|\n  一行\n  又一行\n", "一行\n又一行\n"),
    ],
)
def test_lines_of_one_value_are_joined_as_chinese_is_written(value: str, expected: str) -> None:
    assert read(f"summary: {value}").value == {"summary": expected}


def test_short_lines_of_what_may_be_a_list_stay_apart() -> None:
    assert read("tags: 夜课\n  用火").value == {"tags": "夜课 用火"}


@pytest.mark.parametrize("sign", ["'", '"'])
def test_the_lines_of_a_text_in_quotes_stay_lines(sign: str) -> None:
    typed = f"body: {sign}一、先报到。\n  二、再领书。\n\n  三、回家。{sign}\n"
    assert read(typed).value == {"body": "一、先报到。\n二、再领书。\n三、回家。"}


def test_a_text_may_begin_with_an_empty_cell() -> None:
    text = "body: |\n  \t周五\t周六\n  上午\t夜课\t停\nsections:\n  - id: a\n    text:\n      \t甲\n"
    found = read(text)
    assert found.problems == []
    assert found.value == {"body": "\t周五\t周六\n上午\t夜课\t停\n", "sections": [{"id": "a", "text": "\t甲\n"}]}


def test_signs_for_radicals_are_read_as_the_characters_they_look_like() -> None:
    """As they come out of a PDF: nobody sees the difference, yet no search would find them."""
    assert read("title: ⻘年⻋站在⼭上\n").value == {"title": "青年车站在山上"}


@pytest.mark.parametrize("name", ["body", "正文", *BODY])
def test_every_name_of_the_text_keeps_its_lines(name: str) -> None:
    document = read_fields(f"title: 甲\n{name}:\n  一行\n  - 二行\n", TYPES["news"])
    assert document.value == {"title": "甲", "body": "一行\n- 二行\n"} and not document.problems
