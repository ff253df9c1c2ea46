"""Harmless texts: not one may raise an alarm. The first hundred were written before the rules."""

from pathlib import Path

import pytest
import yaml

from scripts.checks import check
from scripts.load.content import load
from scripts.settings import Terms
from tests.hostile.support import PERSON, TODAY, Hostile, terms

FOLDER = Path(__file__).parent
TEXTS = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    for path in sorted(FOLDER.glob("*.yml"))
}
ALL = [text for texts in TEXTS.values() for text in texts]


@pytest.mark.parametrize("text", ALL)
def test_a_harmless_text_raises_no_alarm(text: str, tmp_path: Path) -> None:
    content = Hostile(name=text, body=text).planted(tmp_path)
    assert [(p.code, p.message) for p in check(load(content, Terms(today=TODAY)))] == []


@pytest.mark.parametrize("text", ALL)
def test_nor_on_the_page_of_somebody_who_consented_to_nothing_sensitive(text: str, tmp_path: Path) -> None:
    content = Hostile(name=text, told=text).planted(tmp_path)
    assert [(p.code, p.message) for p in check(load(content, terms(tmp_path)))] == []


@pytest.mark.parametrize("text", TEXTS["deeds"])
def test_nor_behind_a_sentence_that_names_them(text: str, tmp_path: Path) -> None:
    page = Hostile(name=text, told="他修鞋。").text()
    news = Hostile(name=text, body=f"申屠怀是志愿者。{text}", files={PERSON: str(page)})
    assert [(p.code, p.message) for p in check(load(news.planted(tmp_path), terms(tmp_path)))] == []


def test_there_are_three_hundred_and_eighty_of_them() -> None:
    assert len(ALL) == len(set(ALL)) >= 380
