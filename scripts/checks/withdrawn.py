"""What was withdrawn may stand nowhere: its names and sentences, and the rule about people (PIPL art. 47)."""

from collections.abc import Iterator

from scripts.checks import texts
from scripts.lapse import to_find
from scripts.load import Content
from scripts.names import certain, name_key
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import Status, WithdrawalReason


def withdrawn_people_are_named_nowhere(content: Content) -> Iterator[Problem]:
    """No name of a person whose page was withdrawn stands in another record or in a hand-written page (PIPL art. 47)."""
    sure = people(content)
    doubtful = {name: key for name, key in _names(content).items() if name not in sure}
    names = to_find(content, sure | doubtful)
    for file, text in published(content) if sure or doubtful else ():
        for found in names.find(text):
            place = texts.place_of(text, found.start, found.end - found.start)
            if found.name in sure:
                message = f"这里还写着已撤下的人（{found.owner}）"
                yield texts.problem_in(file, place, "D19", message, "请删去姓名，或改用化名")
            elif found.owner:
                message = f"这里的“{found.written}”也许是已撤下的人（{found.owner}）"
                hint = "请看一看这一句：是这个人，请删去或改用化名；是别人或别的意思，不用改"
                yield texts.problem_in(file, place, "D34", message, hint)


def published(content: Content) -> Iterator[tuple[str, str]]:
    """Every text people wrote that is published, under the name problems give it."""
    for record in content.records.values():
        if record.status is Status.PUBLISHED:
            yield from ((texts.file_of(content, file), texts.raw(content, file)) for file in record.files)
    docs = content.terms.docs
    for path in sorted(docs.rglob("*.md")) if docs else ():
        yield path.relative_to(docs.parent).as_posix(), path.read_text(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def people(content: Content) -> dict[str, str]:
    """The names that can only mean a person whose page was withdrawn, with their keys."""
    people = {person.key: certain(person.names) for person in content.of(RoleModel)}
    return {name: key for name, key in _names(content).items() if name in people[key]}


def _names(content: Content) -> dict[str, str]:
    """All names of people whose pages were withdrawn, with their keys; not those that somebody who is shown has too, nor
    of pages of which only a licence ended: what there was may still be named."""
    found = content.of(RoleModel)
    shown = {name_key(name) for person in found if person.status is Status.PUBLISHED for name in person.names}
    return {
        name: person.key
        for person in found
        if person.status is Status.WITHDRAWN and person.withdrawn_because is not WithdrawalReason.LICENCE_ENDED
        for name in person.names
        if name_key(name) not in shown
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
