"""Texts that say an award was conferred, and on whom."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scripts.records.vocabularies import HonourStatus

SAID = re.compile(
    r"荣获|喜获|获评|获颁|获得|获封|获授|获(?=[“《第全省市区首\d])|荣膺|斩获|摘[得取]|夺[得取]|捧[得回]|赢得|拿下|问鼎|折桂|蝉联|当选|入选|授予|评[为上]|评选为|认定为|命名为"
)
"""Words for an award conferred."""
_NOT = re.compile(
    r"(?:未能?|没有?|不等于|不是|并非|不算|无缘|争取|力争|争创|有望|希望|盼|是否|能否|如果|若|一旦|冲击|角逐|竞逐|申报|参评|推荐|提名|即将|等待|不得写成?|不能写成?|误写成?)[^，。]{0,8}$"
)
_SHORT_OF = re.compile(r"候选|入围|提名|公示|初评|初选|复评|复审|推荐|资格|名额")
_NO_LONGER = re.compile(r"撤销|取消|收回|不再")
_TITLE = re.compile(r"[了过]?[^，。]{0,4}(?:称号|荣誉|殊荣|桂冠|奖牌|奖杯)?[”》]?")

_SENTENCE = re.compile(r"[^。！？；\n]{1,400}")
"""No sentence is longer: each word for a conferred award is compared with the whole of its sentence."""


@dataclass(frozen=True)
class Roll:
    """One award: what it is called, who is on its lists and how they are called, and who does not hold it (by key)."""

    title: str
    names: tuple[str, ...]
    holders: Mapping[str, tuple[str, ...]]
    pending: Mapping[str, HonourStatus]


def called(names: Iterable[str]) -> tuple[str, ...]:
    """Names as texts have them: whole, without their quotation marks, or only what stands in these."""
    found = [piece for name in names for piece in (name, re.sub("[“”]", "", name), *re.findall(r"“([^”]+)”", name))]
    return tuple(dict.fromkeys(piece for piece in found if len(piece) > 1))


def claims(text: str, roll: Roll, own: str) -> Iterator[tuple[str, str]]:
    """Where a text says the award was conferred on one who does not hold it: the words, and the key of that one.

    ``own`` is the key of the record the text stands in, of which it speaks where it names nobody.
    """
    for written in _SENTENCE.findall(text):
        sentence = re.sub(r"(?<=[一-鿿])\s+(?=[一-鿿“])", "", written)
        for said in SAID.finditer(sentence):
            if not _is_conferred(sentence, said, roll.names):
                continue
            who = _who(sentence, said, roll) or own
            gone = roll.pending.get(who) is HonourStatus.REVOKED and _NO_LONGER.search(sentence)
            if who in roll.pending and not gone:
                yield said[0], who


def _is_conferred(sentence: str, said: re.Match[str], names: tuple[str, ...]) -> bool:
    """Whether the word has the award for its object, or closes the clause that names it, and nothing takes it back."""
    left = re.split("[，：]", sentence[: said.start()])[-1]
    right = re.split("[，：]", sentence[said.end() :])[0]
    if _NOT.search(left):
        return False
    for name in names:
        if name in right:
            between, _, after = right.partition(name)
            return not _SHORT_OF.search(between) and not _SHORT_OF.search(after[:8])
    behind = any(name in left for name in names) or (any(name in sentence for name in names) and "称号" in right)
    return behind and bool(_TITLE.fullmatch(right)) and not _SHORT_OF.search(right)


def _who(sentence: str, said: re.Match[str], roll: Roll) -> str:
    """The holder named behind 的 or 者, or else the last one named before."""
    after = re.search("[的者]", sentence[said.end() :])
    spans = ((said.end() + after.end() if after else len(sentence), len(sentence)), (0, said.start()))
    for number, (start, end) in enumerate(spans):
        found = [(sentence.find(name, start, end), key) for key, names in roll.holders.items() for name in names]
        found = [(place, key) for place, key in found if place >= 0]
        if found:
            return min(found)[1] if number == 0 else max(found)[1]
    return ""
