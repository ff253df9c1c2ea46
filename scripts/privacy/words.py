"""The word list: words for legally protected facts about a person, and whether a sentence may mean one person."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain
from operator import add
from pathlib import Path
from typing import NamedTuple

import yaml

from scripts.privacy.detectors.labelled import PROVINCE
from scripts.privacy.detectors.plain import Plain
from scripts.records.han import simplified
from scripts.records.surnames import COMMON, COMPOUND

_FILE = Path(__file__).with_name("words.yml")
GONE = "〓"
"""Replaces each character of a figure of speech, so that no word matches across it."""
_SPACE = re.compile(r"(?<=[一-鿿])[ \t　]+(?=[一-鿿])")


class Group(NamedTuple):
    """Words of one kind and the clause protecting such facts; ``facts`` and ``topics`` are patterns of its short forms."""

    name: str
    clause: str
    offices: bool
    facts: str
    topics: str


Told = tuple[int, bool]
"""(number of a group, whether it is a fact)."""
First = dict[str, list[tuple[str, Told]]]
"""First two characters → words, longest first; faster than a pattern of thousands."""


class Lists(NamedTuple):
    """The whole file; ``facts`` and ``topics`` are the patterns of all groups together, to skip most sentences quickly."""

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
        return expand_parts("|".join(form for item in items for form in item.get(name, ())), data["parts"]) or "(?!)"

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


def expand_parts(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with the capitalized names of parts replaced."""
    own = {"PROVINCE": PROVINCE, "COMPOUND": "|".join(sorted(COMPOUND)), "COMMON": COMMON}
    for name, part in (parts | own).items():
        pattern = pattern.replace(name, part)
    return pattern


@lru_cache(maxsize=1 << 14)
def normalized(text: str) -> str:
    """The text without marks and spaces between characters, in simplified characters and ASCII digits."""
    return _SPACE.sub("", Plain(text).figures).translate(simplified())


@lru_cache(maxsize=1 << 14)
def _words_found(text: str) -> dict[Told, str]:
    """(group, is fact) → the first word or else form found in a sentence."""
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


def has_listed_word(text: str) -> bool:
    """Whether a sentence (``normalized``) contains any listed word."""
    return bool(_words_found(text))


def groups_to_review(
    text: str, around: str = "", *, of_one: bool = False, of_nobody: bool = False
) -> list[tuple[Group, str]]:
    """The groups that require a review of a sentence (``normalized``), each with its first word.

    ``around`` is the text near it. ``of_one``: its context is about one person; ``of_nobody``: mostly about none. Facts always
    require a review; topics do near words for family, or if a person but no crowd is mentioned. Names are only guessed: rare
    ones are missed, and some words match.
    """
    lists, told = _lists(), _words_found(text)
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
