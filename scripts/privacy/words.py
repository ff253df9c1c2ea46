"""The word list: what may tell of somebody what the law protects, and whether a sentence could tell of one person."""

import re
from collections import defaultdict
from collections.abc import Iterable
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
_WHOLE = re.compile(r"[。！？!?；;…][^\w]*\Z")
_SURNAME = rf"(?:{'|'.join(sorted(COMPOUND))}|[{COMMON}])(?![一-鿿]{{1,3}}[路街道区县市镇乡村巷沟站院校局馆])"
_TITLE = (
    "[婶嫂哥姐叔伯爷姨妈娘总工某氏家]|师傅|老师|医生|大夫|主任|书记|经理|支书|[队站校所厂馆]长|老板|掌柜|老[太汉头人]|大[爷妈叔娘]|奶奶"
    "|阿姨|女士|先生|同[学志]"
)
_BEHIND = r"(?:(?<![一-鿿])|(?<=[者员长师生友记任士兵民人工匠户医学叫名表女男童孩某])|(?<=岁的))"
_NAME = re.compile(
    rf"(?P<sure>{_BEHIND}[小老阿][{COMMON}](?![路街城镇])|[{COMMON}](?:{_TITLE}))|{_BEHIND}{_SURNAME}[一-鿿]{{1,2}}"
    rf"|(?<=[和与及给为向对被让请由的同是陪找帮劝送接问望访听见替跟]){_SURNAME}[一-鿿]{{1,2}}"
    r"(?=[^一-鿿]|$|[说称在的和与也就把被将从为对向给患因自家等有介告同老先女师书主大奶爷阿叔某这那他她去来又已没不还才刚曾现常拿开吃做住信坐靠用出进过得属姓男独近便竟却欠借离])"
)
"""A name: 小王 or 王师傅; a surname and one or two characters, at the beginning of a phrase or behind a word for people;
behind other words only where what follows a name follows. Zhangye Road (张掖路) is nobody."""


class Words(NamedTuple):
    """Plain words and short patterns, found in one pass each."""

    words: re.Pattern[str]
    forms: re.Pattern[str]

    def find(self, text: str) -> str:
        """The first of them in a text; empty when there is none."""
        found = self.words.search(text) or self.forms.search(text)
        return found[0] if found else ""


class Group(NamedTuple):
    """Words of one kind, with the clause that protects what they tell; ``tells``, ``facts`` and ``topics`` as in the file."""

    name: str
    clause: str
    tells: str
    facts: Words
    topics: Words


class Lists(NamedTuple):
    """The whole file."""

    family: Words
    anybody: Words
    many: Words
    groups: tuple[Group, ...]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some words, joined by their first characters: the search skips all other characters."""
    starts: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=len, reverse=True):
        starts[word[0]].append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in starts.items()) or "(?!)")


@cache
def _lists() -> Lists:
    data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)

    def made(item: dict[str, list[str]], words: str = "words", forms: str = "forms") -> Words:
        pattern = _whole("|".join(item.get(forms, [])), data["parts"]) or "(?!)"
        return Words(_any_of(item.get(words, [])), re.compile(pattern))

    groups = (
        Group(item["name"], item["clause"], item.get("tells", ""), made(item, "facts"), made(item, "topics", ""))
        for item in data["groups"]
    )
    return Lists(made(data["family"]), made(data["anybody"]), made(data["many"]), tuple(groups))


def _whole(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with what its names in capitals stand for."""
    for name, part in {**parts, "SURNAME": f"(?:{'|'.join(sorted(COMPOUND))}|[{COMMON}])"}.items():
        pattern = pattern.replace(name, part)
    return pattern


def as_read(text: str) -> str:
    """The text as it is read: without marks and spaces between characters, in simplified characters and ASCII digits."""
    return _SPACE.sub("", Plain(text).figures).translate(simplified())


def asked_about(text: str, *, of_one: bool) -> list[tuple[Group, str]]:
    """The groups of which a sentence (``as_read``) tells something of one person, with the first word that does.

    ``of_one`` says that it speaks of one person only. Facts are asked about where anybody is spoken of (family, a title,
    一位, a name); facts and topics where family is, or in a whole sentence that is not of many. The file says more.
    """
    lists = _lists()
    told = [(group, group.facts.find(text), group.topics.find(text)) for group in lists.groups]
    if not any(fact or topic for _, fact, topic in told):
        return []
    close = of_one or bool(lists.family.find(text))
    named = close or bool(lists.anybody.find(text)) or any(_is_name(text, name) for name in _NAME.finditer(text))
    single = close or (not lists.many.find(text) and (named or _WHOLE.search(text) is not None))
    return [
        (group, fact or topic)
        for group, fact, topic in told
        if (fact and (group.tells == "alone" or named or (single and not group.tells))) or (topic and single)
    ]


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether no everyday word begins where the name does: 高血压, 方便, 万里; 小王 is one and a name all the same."""
    start = found.start()
    return bool(found["sure"]) or all(text[start : start + size] not in WORDS for size in range(2, _LONGEST_WORD + 1))
