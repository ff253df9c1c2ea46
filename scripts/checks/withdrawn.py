"""What was withdrawn may stand nowhere: its names and sentences, and the rule about people (PIPL art. 47)."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from scripts.catalogue.expiry import leaves, masked_name, names_of, to_find
from scripts.checks import hand_written, texts
from scripts.checks.reviews import Open, beside, opened
from scripts.load.content import Content
from scripts.load.file_names import PICTURES, SOUNDS
from scripts.privacy.reviews import NAME, reviews_of
from scripts.privacy.sentences import paragraphs
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.names import Found
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import Status, WithdrawalReason


def withdrawn_people_are_named_nowhere(content: Content) -> Iterator[Problem]:
    """No name of a person whose page was withdrawn stands in another record or in a hand-written page (PIPL art. 47).

    Whose page left by itself, because a consent ended, is only told of: the name is masked by itself
    (``expiry``), save in hand-written pages.
    """
    owners = people(content)
    names = to_find(content, owners)
    for file, text in published(content) if owners else ():
        for found in names.find(text):
            if found.owner and not found.in_word and file != texts.file_of(content, content.records[found.owner].file):
                yield texts.in_text(file, text, found.start, found.end, *_told(content, found, file))


def _told(content: Content, found: Found, file: str) -> tuple[str, str, str]:
    """Code, message and cure of a name found."""
    if content.records[found.owner].status is Status.WITHDRAWN:
        return "D19", f"这里还写着已撤下的人（{found.owner}）", "请删去姓名，或改用化名"
    masked = f"网站上先写成“{masked_name(found.name)}”" if file.endswith(".yml") else "这一页是手写的，姓名还在"
    hint = "请删去姓名，或改用化名；附近有本人照片的，也请删去"
    return "D30", f"这里还写着同意已经结束的人（{found.owner}），{masked}", hint


def perhaps_named(content: Content) -> Iterator[Open]:
    """The sentences of published records that hold a withdrawn person's name which may mean something else, and that nobody
    has looked at: 高原 may be a plateau, 老吕 many a Lü, 柯松 stands in 柯松林场, and ke-song.jpg may show somebody else."""
    owners, sure, reviews = people(content, sure=False), people(content), reviews_of(content)
    ids = {name: key for key in {*owners.values()} if "-" in (name := key.rpartition("/")[2])}
    names, names_of_files = to_find(content, owners), to_find(content, ids)
    shown = (record for record in content.records.values() if owners and record.is_published)
    typed = (one for record in shown for paragraph in paragraphs(record) for one in opened(record, paragraph))
    for one in chain(typed, beside(hand_written.passages(content)) if owners else ()):
        is_file = Path(one.sentence.text).suffix.lower() in PICTURES | SOUNDS
        found = (names_of_files if is_file else names).find(one.sentence.text)
        owner = next((f.owner for f in found if f.owner and (f.in_word or f.name not in sure)), "")
        if owner and owner != one.key[0] and one.key not in reviews.entries:
            yield one._replace(said=f"也许是已撤下的人（{owner}）")


def perhaps_withdrawn_is_looked_at(content: Content) -> Iterator[Problem]:
    """A name of somebody whose page was withdrawn that is an everyday word or a short alias as well is looked at by
    somebody, and that is noted (PIPL art. 47)."""
    for one in perhaps_named(content):
        hint = f"请看一看：是这个人，删去姓名或改用化名，是照片的连文件删去；不是，把下面一行填好加进 {NAME}：{one.entry(content)}"
        yield one.problem(content, "D34", f"这一句说的{one.said}", hint)


def published(content: Content) -> Iterator[tuple[str, str]]:
    """Every text people wrote that is published, under the name problems give it."""
    for record in content.every.values():
        if record.is_published:
            yield from ((texts.file_of(content, file), texts.raw(content, file)) for file in record.files)
    yield from ((name, said) for _, name, said in hand_written.shown(content))


def people(content: Content, *, sure: bool = True) -> dict[str, str]:
    """The names of people whose pages were withdrawn or left, with their keys; ``sure``: those that can mean nothing else.

    Not of pages of which only a licence ended: what there was may still be named.
    """

    def gone(person: RoleModel) -> bool:
        ended = person.withdrawn_because is WithdrawalReason.LICENCE_ENDED
        return not ended and (person.status is Status.WITHDRAWN or leaves(content, person))

    return names_of(content, gone, sure=sure)


def sentences(content: Content) -> dict[str, str]:
    """Summaries and first sentences of withdrawn records with their keys, and titles of what somebody asked to have
    taken down. Not what a record that is shown says itself: notices begin alike, and a correction has the old title; nor what left with a consent,
    for that must not stop the site."""
    withdrawn = [record for record in content.records.values() if record.status is Status.WITHDRAWN]
    gone = (one for one in withdrawn if one.withdrawn_because is not WithdrawalReason.CONSENT_ENDED)
    found = {words: record.key for record in gone for words in _sentences(record)}
    if not found:
        return {}
    shown = (record for record in content.records.values() if record.is_published)
    said = "\n".join(text for record in shown for _, text in texts.strings(record))
    return {words: key for words, key in found.items() if words not in said}


def _sentences(record: Record) -> Iterator[str]:
    if record.withdrawn_because is WithdrawalReason.REQUEST and len(record.title) >= 8:
        yield record.title
    if len(record.summary) >= 12:
        yield record.summary
    if record.body and len(first := record.body.strip().split("\n")[0]) >= 12:
        yield first[:40]
