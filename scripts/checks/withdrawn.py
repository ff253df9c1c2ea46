"""What was withdrawn may stand nowhere: how its words are known again, and the rule about people (PIPL art. 47)."""

import re
from collections.abc import Iterator

from scripts.checks import texts
from scripts.load import Content
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.parts import Member
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import Status, WithdrawalReason

_BETWEEN = r"[ \t\xa0　*_·•・.]{0,4}\n?[ \t]{0,8}"
"""What may stand between the characters of a name without making it another: marks, a line end, no paragraph's end."""
_PLACES = r"(?!小区|社区|街道|大街|路|街|巷|村|镇|乡|桥|公园|广场|花园|家园|大厦|学校|小学|中学|医院)"
"""向阳小区 is no person called 向阳."""


def withdrawn_people_are_named_nowhere(content: Content) -> Iterator[Problem]:
    """No name of a person whose page was withdrawn stands in another record or in a hand-written page (PIPL art. 47)."""
    wanted = [
        (key, re.compile(pattern(name)), longer_names(content, name)) for name, key in sorted(people(content).items())
    ]
    for file, text in _published(content) if wanted else ():
        for key, name, longer in wanted:
            if match := name.search(without(text, longer)):
                place = texts.place_of(text, match.start(), len(match[0]))
                yield texts.problem_in(file, place, "D19", f"这里还写着已撤下的人（{key}）", "请删去姓名，或改用化名")


def _published(content: Content) -> Iterator[tuple[str, str]]:
    """Every text people wrote that is published, under the name problems give it."""
    for record in content.records.values():
        if record.status is Status.PUBLISHED:
            yield from ((texts.file_of(content, file), texts.raw(content, file)) for file in record.files)
    docs = content.terms.docs
    for path in sorted(docs.rglob("*.md")) if docs else ():
        yield path.relative_to(docs.parent).as_posix(), path.read_text(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def people(content: Content) -> dict[str, str]:
    """The names of people whose pages were withdrawn, with their keys; not those that somebody who is shown has too, nor
    of pages of which only a licence ended: what there was may still be named."""
    found = content.of(RoleModel)
    shown = {name for person in found if person.status is Status.PUBLISHED for name in person.names}
    return {
        name: person.key
        for person in found
        if person.status is Status.WITHDRAWN and person.withdrawn_because is not WithdrawalReason.LICENCE_ENDED
        for name in person.names
        if name not in shown
    }


def sentences(content: Content) -> dict[str, str]:
    """Summaries and first sentences of withdrawn records with their keys, and titles of what somebody asked to have
    taken down. Not what a record that is shown says itself: notices begin alike, and a correction has the old title."""
    gone = [record for record in content.records.values() if record.status is Status.WITHDRAWN]
    found = {words: record.key for record in gone for words in _sentences(record)}
    if not found:
        return {}
    shown = (record for record in content.records.values() if record.status is Status.PUBLISHED)
    said = "\n".join(text for record in shown for _, text in texts.strings(record))
    return {words: key for words, key in found.items() if words not in said}


def _sentences(record: Record) -> Iterator[str]:
    if record.withdrawn_because is WithdrawalReason.REQUEST and len(record.title) >= 8:
        yield record.title
    if len(record.summary) >= 12:
        yield record.summary
    if record.body and len(first := record.body.strip().split("\n")[0]) >= 12:
        yield first[:40]


def pattern(name: str) -> str:
    """A regular expression for a person's name as people write it: 甲 乙 丙, 甲·乙·丙, 甲**乙**丙."""
    return _BETWEEN.join(map(re.escape, name)) + _PLACES


def longer_names(content: Content, name: str) -> tuple[str, ...]:
    """The names of other people that begin or end like ``name``: 李明亮 is not 李明."""
    shown = [record for record in content.records.values() if record.status is Status.PUBLISHED]
    names = {record.title for record in shown if isinstance(record, RoleModel)}
    names |= {member.name for record in shown for _, member in texts.parts(record, Member)}
    return tuple(sorted(other for other in names if name in other and other != name))


def without(text: str, names: tuple[str, ...]) -> str:
    """The text, as long as it is, with these names blanked out."""
    for name in names:
        text = text.replace(name, "　" * len(name))
    return text
