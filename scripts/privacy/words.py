"""The word list: what may tell of somebody what the law protects, and whether a sentence could tell of one person."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from scripts.privacy.detectors.plain import Plain
from scripts.records.han import simplified
from scripts.records.names import WORDS
from scripts.records.surnames import COMMON, COMPOUND

_FILE = Path(__file__).with_name("words.yml")
_SPACE = re.compile(r"(?<=[一-鿿])[ \t　]+(?=[一-鿿])")
_LONGEST_WORD = 4
_SURNAME = rf"(?:{'|'.join(sorted(COMPOUND))}|[{COMMON}])(?![一-鿿]{{1,3}}[路街道区县市镇乡村巷沟站院校局馆])"
_BEHIND = r"(?:(?<![一-鿿])|(?<=[者员长师生友记任士兵民人工匠户医学叫名表女男童孩某])|(?<=岁的))"
_NAME = re.compile(
    rf"{_BEHIND}(?P<small>[小老阿][{COMMON}](?![路街城镇]))|{_BEHIND}{_SURNAME}[一-鿿]{{1,2}}"
    rf"|(?<=[和与及给为向对被让请由的同是]){_SURNAME}[一-鿿]{{1,2}}"
    r"(?=[^一-鿿]|$|[说称在的和与也就把被将从为对向给患因自家等有介告同老先女师书主大奶爷阿叔某])"
)
"""A surname and one or two characters, or 小王: at the beginning of a phrase or behind a word for people; behind other words
only where what follows a name follows. Zhangye Road (张掖路) is nobody."""


class Group(NamedTuple):
    """Words of one kind, with the clause that protects what they tell; ``alone``: they can tell of nobody but one person."""

    name: str
    clause: str
    words: re.Pattern[str]
    forms: re.Pattern[str]
    alone: bool

    def find(self, text: str) -> str:
        """The first word of the group in a text; empty when there is none."""
        found = self.words.search(text) or self.forms.search(text)
        return found[0] if found else ""


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some words, joined by their first characters: the search skips all other characters."""
    starts: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=len, reverse=True):
        starts[word[0]].append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in starts.items()) or "(?!)")


@cache
def _lists() -> tuple[Group, tuple[Group, ...]]:
    """What a sentence says of somebody, and the groups of words."""
    data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    somebody, *groups = (
        Group(
            item.get("name", ""),
            item.get("clause", ""),
            _any_of(item["words"]),
            re.compile(_whole("|".join(item.get("forms", [])), data["parts"]) or "(?!)"),
            item.get("alone", False),
        )
        for item in [data["somebody"], *data["groups"]]
    )
    return somebody, tuple(groups)


def _whole(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with what its names in capitals stand for."""
    for name, part in {**parts, "SURNAME": f"[{COMMON}]"}.items():
        pattern = pattern.replace(name, part)
    return pattern


def as_read(text: str) -> str:
    """The text as it is read: without marks and spaces between characters, in simplified characters and ASCII digits."""
    return _SPACE.sub("", Plain(text).figures).translate(simplified())


def sensitive(text: str) -> Iterator[tuple[Group, str]]:
    """The groups of which a text (``as_read``) holds a word, with the first such word."""
    _, groups = _lists()
    return ((group, word) for group in groups if (word := group.find(text)))


def tells_of_somebody(text: str) -> bool:
    """Whether a text (``as_read``) speaks of one person: by a word for kin, a pronoun, 一位, a title, or a name."""
    somebody, _ = _lists()
    return bool(somebody.find(text)) or any(_is_name(text, found) for found in _NAME.finditer(text))


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether no everyday word begins where the name does: 高血压, 方便, 万里; 小王 is one and a name all the same."""
    start = found.start()
    return bool(found["small"]) or all(text[start : start + size] not in WORDS for size in range(2, _LONGEST_WORD + 1))
