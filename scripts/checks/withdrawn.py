"""Names and sentences of withdrawn records, and the rules that they are no longer published (PIPL art. 47)."""

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from scripts.catalogue.expiry import masked_name, name_finder, names_of, page_expired
from scripts.checks import hand_written, texts
from scripts.checks.reviews import OpenSentence, sentences_of, with_neighbours
from scripts.load.content import Content
from scripts.privacy.reviews import REVIEWS, reviews_of
from scripts.privacy.sentences import paragraphs
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.names import Found
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import Status, WithdrawalReason

_APART = re.compile("姓([一-鿿]{1,2})[，、]?单?名(?:叫|一个)?")
"""A name told in two parts: 姓柯名松."""


def withdrawn_people_are_named_nowhere(content: Content) -> Iterator[Problem]:
    """No other record or hand-written page names a person whose page was withdrawn (PIPL art. 47).

    If the page was taken down because a consent ended, the name is only reported: ``expiry`` masks it, except in
    hand-written pages.
    """
    owners = people(content)
    names = name_finder(content, owners)
    for file, text in published_texts(content) if owners else ():
        for found in names.find(text):
            if found.owner and not found.in_word and file != texts.file_of(content, content.records[found.owner].file):
                yield texts.in_text(file, text, found.start, found.end, *_name_problem(content, found, file))


def _name_problem(content: Content, found: Found, file: str) -> tuple[str, str, str]:
    """(code, message, cure) for a name found."""
    if content.records[found.owner].status is Status.WITHDRAWN:
        return "D19", f"这里还写着已撤下的人（{found.owner}）", "请删去姓名，或改用化名"
    masked = f"网站上先写成“{masked_name(found.name)}”" if file.endswith(".yml") else "这一页是手写的，姓名还在"
    hint = "请删去姓名，或改用化名；附近有本人照片的，也请删去"
    return "D30", f"这里还写着同意已经结束的人（{found.owner}），{masked}", hint


def possible_mentions(content: Content) -> Iterator[OpenSentence]:
    """Unreviewed sentences that may name a withdrawn person: 高原 may be a plateau, 老吕 any Lü, 柯松 part of 柯松林场, Ke Song
    another Ke Song."""
    owners, sure, reviews = people(content, sure=False), people(content), reviews_of(content)
    pinyin = {name: key for key in {*owners.values()} if "-" in (name := key.rpartition("/")[2])}
    names = name_finder(content, owners | pinyin)
    shown = (record for record in content.records.values() if owners and record.is_published)
    fields = (one for record in shown for paragraph in paragraphs(record) for one in with_neighbours(record, paragraph))
    for one in chain(fields, sentences_of(hand_written.passages(content)) if owners else ()):
        typed, is_id = one.sentence.text, one.sentence.loc[-1:] == ("id",)
        related = not is_id and typed.removeprefix("role-models/") in pinyin  # other rules tell of these
        text = _APART.sub(r"\1", unquote(typed))
        doubted = (f for f in names.find(text) if f.in_word or f.name not in sure or text != typed)
        owner = next((f.owner for f in doubted if f.owner), "")
        if owner and not related and owner != one.key[0] and one.key not in reviews.entries:
            yield one._replace(reason=f"也许是已撤下的人（{owner}）")


def possible_mentions_are_reviewed(content: Content) -> Iterator[Problem]:
    """Sentences with an ambiguous name of a withdrawn person, a common word or short alias, are reviewed (PIPL art. 47)."""
    for one in possible_mentions(content):
        hint = f"请看一看：是这个人，删去姓名或改用化名，是照片的连文件删去；不是，把下面一行填好加进 {REVIEWS}：{one.entry(content)}"
        yield one.problem(content, "D34", f"这一句说的{one.reason}", hint)


def published_texts(content: Content) -> Iterator[tuple[str, str]]:
    """(name in problems, text) of every published text that people wrote."""
    for record in content.all_records.values():
        if record.is_published:
            yield from ((texts.file_of(content, file), texts.raw(content, file)) for file in record.files)
    yield from ((name, said) for _, name, said in hand_written.public_pages(content))


def people(content: Content, *, sure: bool = True) -> dict[str, str]:
    """Name → key of people whose pages were withdrawn or taken down; ``sure``: only unambiguous names.

    Pages of which only a licence ended are excluded: these people may still be named.
    """

    def gone(person: RoleModel) -> bool:
        ended = person.withdrawn_because is WithdrawalReason.LICENCE_ENDED
        return not ended and (person.status is Status.WITHDRAWN or page_expired(content, person))

    return names_of(content, gone, sure=sure)


def sentences(content: Content) -> dict[str, str]:
    """Text → key: summaries and first sentences of withdrawn records, and titles if withdrawn on request.

    Excluded are texts that a published record has too (notices begin alike, a correction has the old title), and records
    withdrawn because a consent ended, which must not stop the site."""
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
