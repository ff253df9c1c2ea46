"""Harmless texts: not one is refused, and few are asked about. The first hundred were written before the rules."""

from pathlib import Path

import pytest
import yaml

from scripts.checks import check
from scripts.load.content import load
from scripts.settings import Settings
from tests.hostile.support import TODAY, Hostile, terms

FOLDER = Path(__file__).parent
TEXTS = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    for path in sorted(FOLDER.glob("*.yml"))
}
ALL = [text for texts in TEXTS.values() for text in texts]
ASKED = "D14"
"""The code of a sentence somebody has to look at."""


@pytest.mark.parametrize("text", ALL)
def test_a_harmless_text_raises_no_alarm(text: str, tmp_path: Path) -> None:
    content = Hostile(name=text, body=text).planted(tmp_path)
    assert [(p.code, p.message) for p in check(load(content, Settings(today=TODAY))) if p.code != ASKED] == []


@pytest.mark.parametrize("text", ALL)
def test_nor_on_the_page_of_somebody_who_consented_to_nothing_sensitive(text: str, tmp_path: Path) -> None:
    content = Hostile(name=text, told=text).planted(tmp_path)
    assert [(p.code, p.message) for p in check(load(content, terms(tmp_path))) if p.code != ASKED] == []


def test_of_five_harmless_texts_at_most_one_is_asked_about(tmp_path: Path) -> None:
    """Not counting those that are all of doors and days of birth, which are looked at."""
    ordinary = [text for name, texts in TEXTS.items() if name != "offices" for text in texts]
    (tmp_path / "content" / "streets").mkdir(parents=True)
    for number, text in enumerate(ordinary):
        record = Hostile(name=text, title=f"甲街道{chr(0x4E00 + number)}", body=text).text(number)
        (tmp_path / "content" / "streets" / f"t-{number}.yml").write_bytes(str(record).encode())
    asked = {p.file for p in check(load(tmp_path / "content", Settings(today=TODAY))) if p.code == ASKED}
    assert len(asked) * 5 <= len(ordinary)


def test_there_are_a_hundred_and_fifty_of_them() -> None:
    assert len(ALL) == len(set(ALL)) >= 150
