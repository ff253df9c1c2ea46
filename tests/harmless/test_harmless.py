"""Harmless texts: none is refused, few need a review. The first hundred were written before the rules."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml

from scripts.checks import check
from scripts.load.content import load
from scripts.problems import Problem
from tests.hostile.support import Hostile, terms
from tests.support import plant

FOLDER = Path(__file__).parent
TEXTS = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    for path in sorted(FOLDER.glob("*.yml"))
}
ALL = [text for texts in TEXTS.values() for text in texts]
ASKED = "D14"
"""The code of a sentence somebody has to look at."""
CHARACTERS = "安白长东方高国海红江金口林马南平青人山石天文西小云水"


def street(number: int) -> str:
    """A street's record with one of the texts as its body; no two titles are alike."""
    return str(Hostile(name="", title=f"甲街道{number}", body=ALL[number]).text(number))


def person(number: int) -> str:
    """The text told of somebody who has consented to be named and told of, yet to nothing sensitive."""
    name = CHARACTERS[number % len(CHARACTERS)] + CHARACTERS[number // len(CHARACTERS)]
    record = str(Hostile(name="", told=ALL[number]).text())
    return record.replace("申屠怀", f"申屠{name}").replace("TY-2026-0001", f"TY-2026-{number:04}")


CONSENT = "  - {{reference: TY-2026-{:04}, given: 2026-01-01, scope: [姓名, 事迹, 单位, 肖像], expires: 2028}}\n"


@cache
def problems(kind: str) -> list[tuple[str, Problem]]:
    """What is said of all texts in one tree, each problem with its text."""
    folder, record = {"street": ("streets", street), "person": ("role-models", person)}[kind]
    files = {f"{folder}/{number}.yml": record(number) for number in range(len(ALL))}
    with TemporaryDirectory() as home:
        registry = "consents:\n" + "".join(map(CONSENT.format, range(len(ALL))))
        content = plant(Path(home), {**files, "../private/consents.yml": registry})
        found = check(load(content, terms(Path(home))))
    return [(ALL[int(Path(one.file).stem)], one) for one in found]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["street", "person"])
def test_no_harmless_text_raises_an_alarm(kind: str) -> None:
    assert [(text, one) for text, one in problems(kind) if one.code != ASKED] == []


@pytest.mark.slow
def test_of_five_harmless_texts_at_most_one_is_asked_about() -> None:
    """Not counting those that are all of doors and days of birth, which are looked at."""
    ordinary = [text for name, texts in TEXTS.items() if name != "offices" for text in texts]
    asked = {text for text, one in problems("street") if one.code == ASKED}
    assert len(asked & set(ordinary)) * 5 <= len(ordinary)


def test_there_are_a_hundred_and_fifty_of_them() -> None:
    assert len(ALL) == len(set(ALL)) >= 150
