"""Harmless texts: not one may raise an alarm. The first hundred were written before the rules."""

from pathlib import Path

import pytest
import yaml

from scripts.checks import check
from scripts.load import load
from scripts.terms import Terms
from tests.hostile.support import TODAY, Hostile

FOLDER = Path(__file__).parent
TEXTS = [
    text
    for path in sorted(FOLDER.glob("*.yml"))
    for text in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_harmless_text_raises_no_alarm(text: str, tmp_path: Path) -> None:
    content = Hostile(name=text, body=text).planted(tmp_path)
    assert [(p.code, p.message) for p in check(load(content, Terms(today=TODAY)))] == []


def test_there_are_two_hundred_and_fifty_of_them() -> None:
    assert len(TEXTS) == len(set(TEXTS)) >= 250
