"""The word list: what may tell of somebody what the law protects, and whether a sentence could tell of one person."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain
from operator import add
from pathlib import Path
from typing import NamedTuple

import yaml

from scripts.privacy.detectors.plain import Plain
from scripts.records.han import simplified
from scripts.records.surnames import COMMON, COMPOUND

_FILE = Path(__file__).with_name("words.yml")
GONE = "〓"
"""Stands for each character of a figure of speech, so that nothing is read across it."""
_SPACE = re.compile(r"(?<=[一-鿿])[ \t　]+(?=[一-鿿])")


class Group(NamedTuple):
    """Words of one kind, with the clause that protects what they tell; ``offices`` as in the file. ``facts`` and ``topics`` are
    the patterns of its short forms."""

    name: str
    clause: str
    offices: bool
    facts: str
    topics: str


Told = tuple[int, bool]
"""The number of a group, and whether it is one of its facts."""
First = dict[str, list[tuple[str, Told]]]
"""Plain words by their first two characters, long ones first: a pattern of thousands is slower."""


class Lists(NamedTuple):
    """The whole file; ``facts`` and ``topics`` are the forms of all groups, so that most sentences are looked at once."""

    figures: str
    groups: tuple[Group, ...]
    words: First
    facts: str
    topics: str
    family: str
    many: str
    somebody: str


_compiled = cache(re.compile)


@cache
def _lists() -> Lists:
    data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)

    def forms(items: Iterable[dict[str, list[str]]], name: str = "forms") -> str:
        return whole("|".join(form for item in items for form in item.get(name, ())), data["parts"]) or "(?!)"

    def either(item: dict[str, list[str]]) -> str:
        return "|".join([*map(re.escape, item["words"]), forms([item])])

    items, words = data["groups"], defaultdict[str, list[tuple[str, Told]]](list)
    for number, item in enumerate(items):
        for name, fact in (("facts", True), ("topics", False)):
            for word in item.get(name, ()):
                words[word[:2]].append((word, (number, fact)))
    for one in words.values():
        one.sort(key=lambda pair: -len(pair[0]))
    groups = tuple(
        Group(one["name"], one["clause"], one.get("offices", False), forms([one]), forms([one], "topic_forms"))
        for one in items
    )
    both = forms(items), forms(items, "topic_forms")
    figures = "|".join(map(re.escape, sorted(data["figures"], key=len, reverse=True)))
    family, many, somebody = map(either, (data["family"], data["many"], data["somebody"]))
    return Lists(figures, groups, words, *both, family, many, f"{family}|{somebody}")


def whole(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with what its names in capitals stand for."""
    for name, part in (parts | {"COMPOUND": "|".join(sorted(COMPOUND)), "COMMON": COMMON}).items():
        pattern = pattern.replace(name, part)
    return pattern


@lru_cache(maxsize=1 << 14)
def as_read(text: str) -> str:
    """The text as it is read: without marks and spaces between characters, in simplified characters and ASCII digits."""
    return _SPACE.sub("", Plain(text).figures).translate(simplified())


@lru_cache(maxsize=1 << 14)
def _told(text: str) -> dict[Told, str]:
    """What a sentence holds of each group, the first of its words or else of its forms."""
    lists, found = _lists(), dict[Told, str]()
    text = _compiled(lists.figures).sub(lambda figure: GONE * len(figure[0]), text)
    starts = chain(enumerate(map(add, text, text[1:])), enumerate(text))
    for place, start in starts:
        for word, told in lists.words.get(start, ()):
            if text.startswith(word, place):
                found.setdefault(told, word)
    for fact, every in ((True, lists.facts), (False, lists.topics)):
        if _compiled(every).search(text):
            for number, group in enumerate(lists.groups):
                if match := _compiled(group.facts if fact else group.topics).search(text):
                    found.setdefault((number, fact), match[0])
    return found


def holds_a_word(text: str) -> bool:
    """Whether a sentence (``as_read``) holds any word of the groups."""
    return bool(_told(text))


def asked_about(
    text: str, around: str = "", *, of_one: bool = False, of_nobody: bool = False
) -> list[tuple[Group, str]]:
    """The groups of which a sentence (``as_read``) tells something of one person, with the first word that does.

    ``around`` is what else stands near it. ``of_one`` says that it stands where one person is spoken of, ``of_nobody`` where
    mostly none is. Facts are asked about wherever they stand; topics where family is, or where somebody is pointed at and
    nothing stands for many people. Names are only guessed at: a program misses the rare ones, and takes words for others.
    """
    lists, told = _lists(), _told(text)
    if not told:
        return []
    close = of_one or _compiled(lists.family).search(text) is not None
    crowd = of_nobody or _compiled(lists.many).search(text)
    single = close or (not crowd and _compiled(lists.somebody).search(f"{around}\n{text}"))
    asked = []
    for number, group in enumerate(lists.groups):
        fact, topic = told.get((number, True)), told.get((number, False))
        if word := fact or (topic if (close if group.offices else single) else None):
            asked.append((group, word))
    return asked
