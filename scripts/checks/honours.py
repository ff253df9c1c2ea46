"""Rules about honours: of its award, of its round, of its level, and told as no more than it is."""

import re
from collections.abc import Iterator

from scripts.checks import texts
from scripts.checks.each import shared
from scripts.checks.honour_claims import SAID, Roll, called, claims
from scripts.load.content import Content
from scripts.privacy.detectors.plain import Plain
from scripts.problems import Problem
from scripts.records.awards import Award
from scripts.records.base import Record
from scripts.records.parts import Honour
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import Cadence, HonourStatus, Level


def fits_the_award(content: Content) -> Iterator[Problem]:
    """An honour's category is one of the award's, where the award lists them; its date is not another year's than its round's."""
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
"""What a round of an award looks like by its cadence; a list that went from months to quarters has both."""
NOT_YET = {HonourStatus.CANDIDATE, HonourStatus.SHORTLISTED, HonourStatus.PUBLICISED, HonourStatus.REVOKED}
"""Honours that are not held: not yet, or no longer."""


def shortlisted_is_not_conferred(content: Content) -> Iterator[Problem]:
    """What is only shortlisted, a candidate or publicised, or revoked, is nowhere told as conferred (research §7.1)."""
    rolls = shared(content, _pending, list[Roll])
    for record in content.records.values() if rolls else ():
        for loc, value in texts.strings(record):
            text = Plain(value).text
            for roll in rolls if SAID.search(text.replace(" ", "")) else ():
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
    """A title does not lift an award above its level: a district honour is not called national."""
    for record, _, _, award in _honours(content):
        if award.level not in LOWER:
            continue
        for loc, value in texts.strings(record):
            for word in RAISED:
                if f"{word}{award.title}" in value and not award.title.startswith(word):
                    message = f"“{award.title}”是{award.level.label}荣誉，这里写成“{word}”"
                    yield texts.in_value(content, record, loc, f"{word}{award.title}", "T08", message, "请照名单写级别")


RAISED = ("全国", "国家级", "中国")
LOWER = {Level.PROVINCIAL, Level.MUNICIPAL, Level.DISTRICT, Level.STREET, Level.COMMUNITY}


def _pending(content: Content) -> list[Roll]:
    return [roll for roll in _rolls(content) if roll.pending]


def _rolls(content: Content) -> Iterator[Roll]:
    """Per award who holds it and who does not yet; one who has it of any round holds it."""
    named: dict[str, list[tuple[Record, Honour, Award]]] = {}
    for record, _, honour, award in _honours(content):
        named.setdefault(award.key, []).append((record, honour, award))
    for entries in named.values():
        award = entries[0][2]
        holders: dict[str, tuple[str, ...]] = {}
        states: dict[str, set[HonourStatus]] = {}
        for record, honour, _ in entries:
            holders[record.key] = called(record.names if isinstance(record, RoleModel) else (record.title,))
            states.setdefault(record.key, set()).add(honour.status)
        pending = {key: min(found) for key, found in states.items() if found <= NOT_YET}
        yield Roll(award.title, called((award.title, *award.former_names)), holders, pending)


def _honours(content: Content) -> Iterator[tuple[Record, int, Honour, Award]]:
    """Every honour whose award is known, with its holder and its place among the holder's."""
    for record in content.records.values():
        honours: tuple[Honour, ...] = getattr(record, "honours", ())
        for place, honour in enumerate(honours):
            award = content.records.get(f"awards/{honour.award}")
            if isinstance(award, Award):
                yield record, place, honour, award
