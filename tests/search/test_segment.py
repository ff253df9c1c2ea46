"""The one rule of segmentation, in Python. ``test_browser.py`` holds the browser's to the same table."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.search.segment import edges, fold, segment
from scripts.search.sounds import readings, written

CASES = json.loads((Path(__file__).parent / "segment-cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "empty")
def test_segment(case: dict[str, Any]) -> None:
    assert [list(piece) for piece in segment(case["text"])] == case["pieces"]


@given(st.text())
def test_pieces_come_in_order_and_are_folded(text: str) -> None:
    pieces = segment(text)
    assert [place for place, _ in pieces] == sorted({place for place, _ in pieces})
    assert all(fold(piece) == piece for _, piece in pieces)


def test_a_lone_character_of_a_query_is_found_beside_a_number() -> None:
    assert list(edges("2026年春天")) == [(1, "年")]
    assert list(edges("今年2026")) == [(1, "年")]
    assert list(edges("今年 2026")) == []


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


def test_pinyin_is_cut_by_spaces_signs_and_capitals() -> None:
    assert written("Xī'ān JiǔQuán-lù") == ("xi", "an", "jiu", "quan", "lu")
