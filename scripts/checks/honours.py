"""Rules about honours: they fit their award, its rounds and level, and are not overstated."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scripts.checks import texts
from scripts.checks.incremental import shared
from scripts.load.content import Content
from scripts.privacy.detectors.plain import Plain
from scripts.problems import Problem
from scripts.records.awards import Award
from scripts.records.base import Record
from scripts.records.parts import Honour
from scripts.records.patterns import compiled
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import Cadence, HonourStatus, Level

CONFERRED = compiled(
    r"[荣喜]获|(?<![收捕查])获(?![奖邀悉知准批赠益救选])[得评颁封授]?|荣[膺登立]|斩获|摘[得取]|夺[得取]|捧[得回]|赢得|拿下|喜提|问鼎|折桂|蝉联|当选|入选|上榜|授予|评[为上]|(?:评选|认定|命名|表彰)为"
)
"""Words for conferring an award."""
_NOT = re.compile(
    r"(?:未能?|没有?|不等于|不是|并非|不算|无缘|争取|力争|争创|有望|希望|盼|是否|能否|如果|若|一旦|冲击|角逐|竞逐|申报|参评|推荐|提名|即将|等待|不得写成?|不能写成?|误写成?)[^，。]{0,8}$"
)
_SHORT_OF = re.compile(r"候选|入围|提名|公示|初评|初选|复评|复审|推荐|资格|名额")
_NO_LONGER = re.compile(r"撤销|取消|收回|不再")
_TITLE = re.compile(r"[了过]?(?:[^，。]{0,4}(?:称号|荣誉|殊荣|桂冠|奖[牌杯]?|第.名)|[者人])?[”》]?")

_SENTENCE = re.compile(r"[^。！？；\n]{1,400}")
"""At most 400 characters: each conferring word is compared with its whole sentence."""


class Roll(NamedTuple):
    """One award: its names, the names of all on its lists by key, and by key the status of those who do not hold it."""

    title: str
    names: tuple[str, ...]
    holders: Mapping[str, tuple[str, ...]]
    pending: Mapping[str, HonourStatus]


def name_variants(names: Iterable[str]) -> tuple[str, ...]:
    """The names, the same without quotation marks, and the quoted parts alone."""
    found = [piece for name in names for piece in (name, re.sub("[“”]", "", name), *re.findall(r"“([^”]+)”", name))]
    return tuple(dict.fromkeys(piece for piece in found if len(piece) > 1))


def claims(text: str, roll: Roll, own: str) -> Iterator[tuple[str, str]]:
    """(words, key) where a text says that the award was conferred on somebody who does not hold it.

    ``own`` is the key of the text's record, the recipient in sentences that name nobody.
    """
    for written in _SENTENCE.findall(text):
        sentence = re.sub(r"(?<=[一-鿿])\s+(?=[一-鿿“])", "", written)
        for said in CONFERRED.finditer(sentence):
            if not _is_conferred(sentence, said, roll.names):
                continue
            who = _recipient(sentence, said, roll) or own
            gone = roll.pending.get(who) is HonourStatus.REVOKED and _NO_LONGER.search(sentence)
            if who in roll.pending and not gone:
                yield said[0], who


def _is_conferred(sentence: str, said: re.Match[str], names: tuple[str, ...]) -> bool:
    """Whether the conferring word refers to the award and is not negated or qualified."""
    left = re.split("[，：]", sentence[: said.start()])[-1]
    right = re.split("[，：]", sentence[said.end() :])[0]
    if _NOT.search(left) or _SHORT_OF.search(right):
        return False
    before = sentence if "称号" in right else left
    return any(name in right or (name in before and _TITLE.fullmatch(right)) for name in names)


def _recipient(sentence: str, said: re.Match[str], roll: Roll) -> str:
    """The key of the recipient: named after 的 or 者, or else last named before."""
    after = re.search("[的者]", sentence[said.end() :])
    spans = ((said.end() + after.end() if after else len(sentence), len(sentence)), (0, said.start()))
    for number, (start, end) in enumerate(spans):
        found = [(sentence.find(name, start, end), key) for key, names in roll.holders.items() for name in names]
        found = [(place, key) for place, key in found if place >= 0]
        if found:
            return min(found)[1] if number == 0 else max(found)[1]
    return ""


def fits_the_award(content: Content) -> Iterator[Problem]:
    """An honour's category is one of the award's, if the award lists them; its date is in its round's year."""
    for record, place, honour, award in _honours(content):
        if honour.category and award.categories and honour.category not in award.categories:
            message = f"“{award.title}”没有“{honour.category}”这个类别"
            hint = "可选：" + "、".join(award.categories)
            yield content.problem(record, ("honours", place, "category"), "T03", message, hint)
        said = next((one.date.year for one in award.rounds if one.round == honour.round), None)
        if honour.date and said and honour.date.year != said:
            message = f"“{award.title}”写明{honour.when}是{said}年，这里写{honour.date.year}年"
            hint = "请核对名单；荣誉称号里写了年份的，这里可以不写 date"
            yield content.problem(record, ("honours", place, "date"), "T03", message, hint)


ROUNDS = {
    Cadence.MONTHLY: re.compile(r"\d{4}-\d{2}"),
    Cadence.QUARTERLY: re.compile(r"\d{4}(?:Q\d|-\d{2})"),
    Cadence.ANNUAL: re.compile(r"\d{4}|第.+届"),
    Cadence.BIENNIAL: re.compile(r"\d{4}|第.+届"),
}
"""Cadence → the form of a round; a list that changed from months to quarters has both."""
NOT_YET = {HonourStatus.CANDIDATE, HonourStatus.SHORTLISTED, HonourStatus.PUBLICISED, HonourStatus.REVOKED}
"""Statuses of honours that are not held, not yet or no longer."""


def shortlisted_is_not_conferred(content: Content) -> Iterator[Problem]:
    """An honour that is only a candidacy, shortlisted or publicised, or revoked, is not described as conferred (research §7.1)."""
    rolls = shared(content, _pending, list[Roll])
    for record in content.records.values() if rolls else ():
        for loc, value in texts.strings(record):
            text = Plain(value).text
            for roll in rolls if CONFERRED.search(text.replace(" ", "")) else ():
                for said, wrong in claims(text, roll, record.key):
                    honour = roll.pending[wrong]
                    state = f"已{honour.label}" if honour is HonourStatus.REVOKED else f"只是{honour.label}"
                    message = f"“{roll.title}”{state}，这里写成“{said}”"
                    hint = f"请写“{honour.label}”" + ("，或写明哪年撤销" if honour is HonourStatus.REVOKED else "")
                    yield texts.in_value(content, record, loc, said, "T08", message, hint)


def round_fits_the_cadence(content: Content) -> Iterator[Problem]:
    """A round has the form of the award's cadence: a month, a quarter, a year or an ordinal."""
    for record, place, honour, award in _honours(content):
        shape = ROUNDS.get(award.cadence) if award.cadence else None
        if honour.round and shape and not shape.fullmatch(str(honour.round)) and award.cadence:
            message = f"“{award.title}”{award.cadence.label}一次，届次却写“{honour.round}”"
            hint = "请核对名单上的届次，或荣誉称号里的 cadence"
            yield content.problem(record, ("honours", place, "round"), "T09", message, hint)


def level_is_the_awards(content: Content) -> Iterator[Problem]:
    """An award is not described as of a higher level: a district honour is not called national."""
    for record, _, _, award in _honours(content):
        if award.level in {None, Level.NATIONAL}:
            continue
        for loc, value in texts.strings(record):
            for word in RAISED:
                if f"{word}{award.title}" in value and not award.title.startswith(word):
                    message = f"“{award.title}”是{award.level.label}荣誉，这里写成“{word}”"
                    yield texts.in_value(content, record, loc, f"{word}{award.title}", "T08", message, "请照名单写级别")


RAISED = ("全国", "国家级", "中国")


def _pending(content: Content) -> list[Roll]:
    """The rolls of awards that somebody does not hold; holding any round counts as holding the award."""
    rolls, named = list[Roll](), dict[str, list[tuple[Record, Honour, Award]]]()
    for record, _, honour, award in _honours(content):
        named.setdefault(award.key, []).append((record, honour, award))
    for entries in named.values():
        award = entries[0][2]
        holders: dict[str, tuple[str, ...]] = {}
        states: dict[str, set[HonourStatus]] = {}
        for record, honour, _ in entries:
            holders[record.key] = name_variants(record.names if isinstance(record, RoleModel) else (record.title,))
            states.setdefault(record.key, set()).add(honour.status)
        if pending := {key: min(found) for key, found in states.items() if found <= NOT_YET}:
            rolls.append(Roll(award.title, name_variants((award.title, *award.former_names)), holders, pending))
    return rolls


def _honours(content: Content) -> Iterator[tuple[Record, int, Honour, Award]]:
    """(record, place, honour, award) of every honour whose award exists."""
    for record in content.records.values():
        honours: tuple[Honour, ...] = getattr(record, "honours", ())
        for place, honour in enumerate(honours):
            award = content.records.get(f"awards/{honour.award}")
            if isinstance(award, Award):
                yield record, place, honour, award
