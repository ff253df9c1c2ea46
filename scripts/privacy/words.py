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
from scripts.records.names import WORDS
from scripts.records.surnames import COMMON, COMPOUND

_FILE = Path(__file__).with_name("words.yml")
_SPACE = re.compile(r"(?<=[一-鿿])[ \t　]+(?=[一-鿿])")
_LONGEST_WORD = 4
_OF_GROUPS = ("facts", "forms", "topics", "topic_forms")
_TITLE = (
    "[婶嫂哥姐叔伯爷姨妈娘总工某氏家]|师傅|老师|医生|大夫|主任|书记|经理|支书|[队站校所厂馆]长|老板|掌柜|老[太汉头人]|大[爷妈叔娘]|奶奶"
    "|阿姨|女士|先生|同[学志]"
)
_FOLLOWS = (
    "称在的和与也就把被将从为对向给患因自家等有介告同老先女师书主大奶爷阿叔某这那他她去来又已没不还才刚曾现常拿开吃做住信坐靠用出进过得属姓男独近便竟却欠借离年"
    "二三一两每生是要能会今昨前后上下到只都偷打获捐考说讲送办申请领买卖修洗剪帮助照聊谈写唱跑走站躺睡醒哭笑病瘫残聋哑穷挣赚花存攒还嫁娶养带抱背推扶搬喝穿戴念读教学当退参加"
)
_WORDLIKE = "余向常方关施毛周康史单高白文万段安金石江于成夏陶齐温尚解辛明武严钱季顾连曲纪应党水田林花路项师"
"""Surnames that are parts of so many words that they count only where a phrase begins, or behind a word for a person."""
_SURE = f"[{''.join(sorted(set(COMMON) - set(_WORDLIKE)))}]"
_BEGINS = r"(?:(?<![一-鿿])|(?<=[者员长师生友任民人户叫名女男童孩是给陪找替]))"
_GIVEN = rf"(?![一-鿿]{{1,3}}[路街道区县市镇乡村巷沟站院校局馆])[一-鿿]{{1,2}}?(?=[^一-鿿]|$|[{_FOLLOWS}])"
_NAME = re.compile(
    rf"(?P<sure>(?:{_BEGINS}|(?<=[的是和找]))[小老阿][{COMMON}](?![路街城镇])|[{COMMON}](?:{_TITLE})|(?:{'|'.join(sorted(COMPOUND))})[一-鿿])"
    rf"|{_SURE}{_GIVEN}|{_BEGINS}[{COMMON}]{_GIVEN}"
)
"""A name: 小王, 王师傅; a surname and one or two characters before what follows a name. Zhangye Road (张掖路) is nobody."""
_ROLE = re.compile(
    r"(?:书记|主任|民警|警官|医生|大夫|护士|律师|法官|教师|老师|教授|专家|[校站队所局科院会组班]长|经理|干部|记者|主持人|负责人|[讲解宣管理网格工作协调调解指导志愿]{2}员|志愿者)\Z"
)
_SAYS = re.compile(r"[一-鿿]{0,4}?(?:说|表示|介绍|讲[道解述]|告诉|提醒|认为|建议|强调|指出|坦言|感慨|主持)")
"""Who stands behind a role or before one of these words speaks or acts for others, and is not told of."""


class Words(NamedTuple):
    """Patterns of plain words and of short forms, found in one pass each; compiled when a text is first looked through."""

    words: str
    forms: str

    def find(self, text: str) -> str:
        """The first of them in a text; empty when there is none."""
        found = _compiled(self.words).search(text) or _compiled(self.forms).search(text)
        return found[0] if found else ""


class Group(NamedTuple):
    """Words of one kind, with the clause that protects what they tell; ``facts`` and ``topics`` as in the file."""

    name: str
    clause: str
    facts: Words
    topics: Words


class Lists(NamedTuple):
    """The whole file; ``facts`` and ``topics`` are those of all groups, so that most sentences are looked at only once or twice."""

    facts: Words
    topics: Words
    family: Words
    anybody: Words
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
        Group(item["name"], item["clause"], made(item, "facts"), made(item, "topics", "topic_forms")) for item in items
    )
    every = {name: [word for item in items for word in item.get(name, ())] for name in _OF_GROUPS}
    facts, topics = made(every, "facts"), made(every, "topics", "topic_forms")
    return Lists(facts, topics, made(data["family"]), made(data["anybody"]), made(data["many"]), tuple(groups))


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


def asked_about(text: str, *, of_one: bool) -> list[tuple[Group, str]]:
    """The groups of which a sentence (``as_read``) tells something of one person, with the first word that does.

    ``of_one`` says that it speaks of one person only. Facts are asked about wherever they stand; topics where family or a
    name is, or anybody in a sentence that is not of many. The file says more.
    """
    lists = _lists()
    close = of_one or bool(lists.family.find(text)) or any(_is_told_of(text, name) for name in _NAME.finditer(text))
    single = close or (lists.anybody.find(text) and not lists.many.find(text))
    if not single and not lists.facts.find(text):
        return []  # before the patterns of each group are compiled
    told = [(group, group.facts.find(text), group.topics.find(text)) for group in lists.groups]
    return [(group, fact or topic) for group, fact, topic in told if fact or (topic and single)]


def _is_told_of(text: str, found: re.Match[str]) -> bool:
    """Whether it is a name, no everyday word and no part of one (提高, 高血压), and of somebody who is told of."""
    start, end = found.span()
    if _SAYS.match(text, end) or _ROLE.search(text, max(0, start - 4), start):
        return False
    spans = [(start, start + size) for size in range(2, _LONGEST_WORD + 1)]
    spans += [(start - before, start + size) for before in (1, 2) for size in (1, 2) if before <= start]
    return bool(found["sure"]) or all(text[first:last] not in WORDS for first, last in spans)
