"""Rules about what hurts when told of somebody: health, handicap, belief, welfare, a record (PIPL arts. 28, 29)."""

import re
from collections.abc import Iterator

from scripts.checks import texts
from scripts.checks.people import consent_of, real_people, real_records
from scripts.load.consents import Scope
from scripts.load.content import Content
from scripts.privacy.detectors.plain import Plain
from scripts.privacy.telling import About, told_of
from scripts.privacy.telling.facts import FACT
from scripts.privacy.telling.names import NAME
from scripts.problems import Problem
from scripts.records.parts import Member
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import PersonKind

_SPACED = re.compile(r"(?<=[一-鿿])[ \t　]+(?=[一-鿿])")
_NAME_THEN = re.compile(
    rf"(?<![一-鿿]){NAME}，?(?:身患|患[有上了]|罹患|确诊|瘫痪|截肢|失明|是(?:低保户|残疾人|盲人|聋人))"
)


def sensitive_needs_consent(content: Content) -> Iterator[Problem]:
    """Health, handicap, belief, welfare or record of a named person or their family is told only with consent to it."""
    willing = {name for person in real_people(content) if _may_be_told(content, person) for name in person.names}
    people = {person.key: _about(person) for person in real_people(content) if not _may_be_told(content, person)}
    others = [About((name,), own=False) for name in sorted(_members(content) - willing)]
    known = [*(About(one.names, own=False, several=one.several) for one in people.values()), *others]
    for record in real_records(content):
        members = {loc: About((part.name,), own=True) for loc, part in texts.parts(record, Member)}
        for loc, value in texts.strings(record):
            text = _SPACED.sub("", Plain(value).text)
            if FACT.search(text):
                own = people.get(record.key) or members.get(loc[:-1])
                for word in dict.fromkeys(_told(text, own, known, isinstance(record, RoleModel))):
                    message = f"把“{word}”与具名的人写在一起"
                    hint = (
                        "请删去或改用化名；说的是别人，请写明是“一位老人”“邻居王某”；确要写的，同意书须包括“敏感信息”"
                    )
                    yield texts.in_value(content, record, loc, word, "D14", message, hint)


def _told(text: str, own: About | None, known: list[About], portrayed: bool) -> Iterator[str]:
    """What a text says of the person of its page, and of others by name; on a page of its own 他 is none of these."""
    if own:
        yield from told_of(text, own)
    for one in known:
        if any(name in text for name in one.names) and not (own and set(one.names) <= set(own.names)):
            for piece in re.split(r"[。！？；]", text) if portrayed else [text]:
                yield from told_of(piece, one)


def unknown_name_beside_illness(content: Content) -> Iterator[Problem]:
    """What looks like a full name right before an illness or a welfare status is worth a second look."""
    for record in real_records(content):
        for loc, value in texts.strings(record):
            for match in _NAME_THEN.finditer(Plain(value).text):
                hint = "服务对象请写“王某”“李奶奶”或化名；确是化名的，请写明（化名）"
                yield texts.in_value(content, record, loc, match[0], "D16", "像是真名后面写了病情或困难", hint)


def _may_be_told(content: Content, person: RoleModel) -> bool:
    """Who has consented to just that, and who goes by a pseudonym."""
    consent = consent_of(content, person)
    return (consent is not None and Scope.SENSITIVE in consent.scope) or bool(re.search("化名|某", person.title))


def _about(person: RoleModel) -> About:
    several = person.kind is not PersonKind.PERSON
    names = [piece for name in person.names for piece in (name, *(name.split("、") if several else ()))]
    return About(tuple(dict.fromkeys(names)), own=True, several=several)


def _members(content: Content) -> set[str]:
    found = (part for record in real_records(content) for _, part in texts.parts(record, Member))
    return {member.name for member in found if 2 <= len(member.name) <= 4}
