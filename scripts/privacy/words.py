"""The word list: what may tell of somebody what the law protects, and whether a sentence could tell of one person."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from scripts.privacy.detectors.plain import Plain
from scripts.records.han import simplified
from scripts.records.surnames import COMMON, COMPOUND

_FILE = Path(__file__).with_name("words.yml")
_SPACE = re.compile(r"(?<=[一-鿿])[ \t　]+(?=[一-鿿])")
_OF_GROUPS = ("facts", "forms", "topics", "topic_forms")


class Words(NamedTuple):
    """Patterns of plain words and of short forms, found in one pass each; compiled when a text is first looked through."""

    words: str
    forms: str

    def find(self, text: str) -> str:
        """The first of them in a text; empty when there is none."""
        found = _compiled(self.words).search(text) or _compiled(self.forms).search(text)
        return found[0] if found else ""


class Group(NamedTuple):
    """Words of one kind, with the clause that protects what they tell; ``facts``, ``topics`` and ``offices`` as in the file."""

    name: str
    clause: str
    facts: Words
    topics: Words
    offices: bool


class Lists(NamedTuple):
    """The whole file; ``facts`` and ``topics`` are those of all groups, so that most sentences are looked at only once or twice."""

    facts: Words
    topics: Words
    family: Words
    many: Words
    groups: tuple[Group, ...]


_compiled = cache(re.compile)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, joined by their first characters: the search skips all other characters."""
    starts: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=len, reverse=True):
        starts[word[0]].append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in starts.items()) or "(?!)"


@cache
def _lists() -> Lists:
    data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)

    def made(item: dict[str, list[str]], words: str = "words", forms: str = "forms") -> Words:
        return Words(_any_of(item.get(words, [])), _whole("|".join(item.get(forms, [])), data["parts"]) or "(?!)")

    items = data["groups"]
    groups = (
        Group(
            item["name"],
            item["clause"],
            made(item, "facts"),
            made(item, "topics", "topic_forms"),
            item.get("offices", False),
        )
        for item in items
    )
    every = {name: [word for item in items for word in item.get(name, ())] for name in _OF_GROUPS}
    facts, topics = made(every, "facts"), made(every, "topics", "topic_forms")
    return Lists(facts, topics, made(data["family"]), made(data["many"]), tuple(groups))


def _whole(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with what its names in capitals stand for."""
    for name, part in {**parts, "SURNAME": f"(?:{'|'.join(sorted(COMPOUND))}|[{COMMON}])"}.items():
        pattern = pattern.replace(name, part)
    return pattern


@lru_cache(maxsize=1 << 14)
def as_read(text: str) -> str:
    """The text as it is read: without marks and spaces between characters, in simplified characters and ASCII digits."""
    return _SPACE.sub("", Plain(text).figures).translate(simplified())


@lru_cache(maxsize=1 << 14)
def holds_a_word(text: str) -> bool:
    """Whether a sentence (``as_read``) holds any word of the groups."""
    return bool(_lists().facts.find(text) or _lists().topics.find(text))


def asked_about(text: str, *, of_one: bool = False, of_nobody: bool = False) -> list[tuple[Group, str]]:
    """The groups of which a sentence (``as_read``) tells something of one person, with the first word that does.

    ``of_one`` says that it stands where one person is spoken of, ``of_nobody`` where mostly none is. Facts are asked about
    wherever they stand; topics where family is, or nothing that stands for many people. Names are not looked for: a
    program misses the rare ones, and takes words for others.
    """
    lists = _lists()
    close = of_one or bool(lists.family.find(text))
    single = close or not (of_nobody or lists.many.find(text))
    if not single and not lists.facts.find(text):
        return []  # before the patterns of each group are compiled
    told = [(group, group.facts.find(text), group.topics.find(text)) for group in lists.groups]
    return [
        (group, fact or topic)
        for group, fact, topic in told
        if fact or (topic and (close if group.offices else single))
    ]
