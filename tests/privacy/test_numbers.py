"""The arithmetic of identity and card numbers, and no false matches in combined numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.privacy.detectors import find
from scripts.privacy.detectors.identities import is_identity
from scripts.privacy.detectors.numbers import is_card
from scripts.problems.excerpts import masked

STANDARD = ["11010519491231002X", "440524188001010014"]
"""The examples of GB 11643-1999 itself."""


def test_the_examples_of_the_standard_are_valid_and_no_neighbour_of_them_is() -> None:
    for number in STANDARD:
        assert is_identity(number)
        for place, digit in enumerate(number[:17]):
            changed = number[:place] + str((int(digit) + 1) % 10) + number[place + 1 :]
            assert not is_identity(changed)


def test_an_impossible_day_or_province_is_no_identity() -> None:
    assert not any(is_identity("110105194913310" + end) for end in (f"{n:03}" for n in range(1000)))
    assert not any(is_identity("000105194912310" + end) for end in (f"{n:03}" for n in range(1000)))


def test_luhn() -> None:
    assert is_card("4111111111111111")
    assert not is_card("4111111111111112")
    assert not is_card("0000000000000000")


@given(
    st.sampled_from(STANDARD), st.text("，。 好人，一二三（）", max_size=12), st.sampled_from(["", " ", "-", "·", "　"])
)
def test_a_number_is_found_whatever_stands_around_it_and_between(number: str, around: str, gap: str) -> None:
    shown = gap.join([number[:6], number[6:14], number[14:]])
    text = f"字{around}字{shown}字{around}"
    assert "D01" in {one.code for one in find(text)}


@pytest.mark.slow
@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_every_mobile_is_found_and_allowed_when_declared(digits: str) -> None:
    assert [one.code for one in find(f"拨{digits}。")] == ["D03"]
    assert list(find(f"拨{digits}。", frozenset({digits}))) == []


@given(st.dates(date(1950, 1, 1), date(2026, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_a_date_and_time_is_nobodys_number(day: date, hour: int, minute: int) -> None:
    for text in (f"{day}", f"{day:%Y年%m月%d日} {hour:02}:{minute:02}", f"{day} {hour:02}:{minute:02}—{hour:02}:59"):
        assert list(find(f"活动{text}开始")) == []


@pytest.mark.slow
@given(st.text(max_size=200))
def test_searching_never_fails_and_points_inside_the_text(text: str) -> None:
    for one in find(text):
        assert 0 <= one.start < one.end <= len(text)


def test_messages_do_not_repeat_the_number() -> None:
    for number in STANDARD:
        assert number not in masked(number)
        assert all(number not in one.message for one in find(number))
