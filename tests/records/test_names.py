"""Normalized keys of names, and finding names in texts in any spelling."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.catalogue import Site
from scripts.load.content import load
from scripts.records.names import INTERPUNCTS, NameFinder, name_key
from scripts.search.documents import documents
from tests.support import plant

UNSEEN = [*INTERPUNCTS, " ", "　", "\u00a0", "\u200b", "\u2060", "\ufeff", "\ufe00", "\U000e0100", "**", "_", "\n  "]
OWNERS = {"柯　松": "a", "古丽·买买提": "b", "Ann Lee": "c", "李明": "d", "李明亮": ""}


@pytest.mark.parametrize(
    "other",
    [
        "古丽买买提",
        "古丽•买买提",
        "古丽 ‧ 买买提",
        "古麗・買買提",
        "古丽．买买提",
        "古丽-买买提",
        "古\ufe00丽·买买提",
        "古丽\u200b买买提",
    ],
)
def test_every_way_of_typing_a_name_has_one_key(other: str) -> None:
    assert name_key(other) == name_key("古丽·买买提")


def test_other_names_have_other_keys() -> None:
    names = ["柯松", "柯松柏", "松柯", "古丽·买买", "Ann Lee", "Ann Li"]
    assert len({name_key(name) for name in names}) == len(names)
    assert name_key("ＡＮＮ　Ｌｅｅ") == name_key("Ann Lee") and name_key("⼦") == name_key("子")


@given(st.lists(st.sampled_from(UNSEEN), min_size=4, max_size=4), st.text(max_size=20), st.text(max_size=20))
def test_a_name_is_found_whatever_unseen_stands_in_it(between: list[str], before: str, after: str) -> None:
    typed = "".join(char + gap for char, gap in zip("古丽买买提", [*between, ""], strict=True))
    text = f"{before}\n\n{typed}\n\n{after}"
    found = [one for one in NameFinder(OWNERS).find(text) if one.owner == "b"]
    assert typed in {one.written for one in found}
    assert all(text[one.start : one.end] == one.written for one in found)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("柯松和柯　松", "aa"),
        ("柯\n\n松", ""),
        ("- 柯\n- 松", ""),
        ("柯，松；古丽、买买提", ""),
        ("李明亮来了，李明没来", "d"),
        ("Ann  LEE", "c"),
        ("Joann Lee, Ann Leeds", ""),
        ("古丽•买买提，也写作古丽买买提", "bb"),
    ],
)
def test_names_are_found_in_one_pass(text: str, owners: str) -> None:
    assert "".join(found.owner for found in NameFinder(OWNERS).find(text)) == owners


@pytest.mark.parametrize(
    ("text", "otherwise"), [("古丽·买买提", False), ("古丽·\n  买**买**提", False), ("古丽•买买提", True)]
)
def test_line_ends_and_marks_make_no_other_spelling(text: str, otherwise: bool) -> None:
    (found,) = NameFinder(OWNERS).find(text)
    assert found.otherwise is otherwise


def test_no_names_are_found_nowhere() -> None:
    assert list(NameFinder({}).find("柯松")) == list(NameFinder({"松": "a"}).find("柯松")) == []


def test_search_knows_a_padded_name_without_its_space(tmp_path: Path) -> None:
    person = "name: 柯　松\nlegal_basis: {kind: 历史人物, died: 1949}\npublished: 2026\n"
    content = load(plant(tmp_path, {"role-models/a.yml": person}))
    (document,) = (one for one in documents(Site(content), tmp_path / "none") if one.kind == "role-models")
    assert (document.title, document.names) == ("柯　松", ("柯松",))
