"""Rules about sentences on people, which a second person reviews before publication (PIPL arts. 28, 29, 31)."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from scripts.checks import hand_written, texts
from scripts.checks.hand_written import Passage
from scripts.checks.incremental import shared
from scripts.checks.personal import duty_mobiles
from scripts.load.consents import Scope
from scripts.load.content import Content
from scripts.privacy.detectors import find
from scripts.privacy.detectors.plain import Plain, SpanProblem
from scripts.privacy.reviews import REVIEWS, Review, Verdict, entry, reviewed_keys, reviews_of
from scripts.privacy.sentences import Sentence, paragraphs, sentence_of, split
from scripts.privacy.words import GONE, Group, groups_to_review, has_listed_word, normalized
from scripts.problems import Problem
from scripts.problems.excerpts import redact
from scripts.records import RICH
from scripts.records.base import Record
from scripts.records.names import NameFinder
from scripts.records.parts import Member
from scripts.records.role_models import RoleModel
from scripts.records.streets import Street

_PROSE = RICH | {"summary", "caption", "alt"}
"""Fields with whole sentences; others are labels (titles, 量血压 among the services), which rarely mean a person."""
_PLACE = re.compile("[一-鿿]{1,6}(?:街道|[区县市旗镇乡街巷路村])")


class OpenSentence(NamedTuple):
    """A sentence to review, with its neighbours and the reason."""

    owner: Record | Passage
    sentence: Sentence
    before: str
    after: str
    reason: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Record and sentence as in ``reviews.yml``: long numbers are masked, as others can read both logs and the file."""
        return self.owner.key, redact(self.sentence.text)

    @property
    def record(self) -> Record | None:
        """Its record; None for a sentence of a hand-written page or a comment."""
        return self.owner if isinstance(self.owner, Record) else None

    def entry(self, content: Content, verdict: str = "") -> str:
        """Its line for ``reviews.yml``, without the reviewer."""
        return entry(*self.key, verdict, "", str(content.settings.today or "")).strip()

    def problem(self, content: Content, code: str, message: str, hint: str) -> Problem:
        """A problem at the sentence."""
        if isinstance(self.owner, Record):
            return texts.in_value(content, self.owner, self.sentence.loc, self.sentence.head, code, message, hint)
        text = hand_written.text(self.owner.path)
        start = max(0, text.find(self.sentence.head))
        return texts.in_text(self.owner.file, text, start, start + len(self.sentence.head), code, message, hint)


def _of_records(content: Content) -> Iterator[OpenSentence]:
    """The sentences of published records and their comments, without samples, that have a listed word and may mean a person,
    or a number that may be a person's."""
    known, duty = shared(content, _known_names, NameFinder), duty_mobiles(content)
    for record in content.records.values():
        if record.is_published and not record.sample:
            raw = (texts.raw(content, file) for file in record.files)
            numbers = [number for text in raw for number in find(text, duty, sure=False)]
            before = ""
            for paragraph in paragraphs(record):
                here = "\n".join(sentence.text for sentence in paragraph)
                around = f"{record.title}\n{record.summary}\n{before}\n{here}"
                yield from _to_review(content, record, paragraph, around, known)
                yield from _with_numbers(with_neighbours(record, paragraph), numbers)
                before = here
        yield from _passages_to_review(hand_written.comments(content, record), duty)


def _of_pages(content: Content) -> Iterator[OpenSentence]:
    return _passages_to_review(hand_written.pages(content), duty_mobiles(content))


def _passages_to_review(passages: Iterable[Passage], duty: frozenset[str]) -> Iterator[OpenSentence]:
    for passage in passages:
        found = list(sentences_of([passage]))
        for one in found:
            if said := groups_to_review(normalized(one.sentence.text), of_nobody=True):
                yield one._replace(reason=_group_words(said))
        yield from _with_numbers(found, list(find(passage.text, duty, sure=False)))


def _with_numbers(sentences: Iterable[OpenSentence], numbers: list[SpanProblem]) -> Iterator[OpenSentence]:
    """The sentences with one of ``numbers``, of which a reviewer decides whose they are."""
    for one in sentences if numbers else ():
        digits = re.sub(r"\D", "", Plain(one.sentence.text).digits)
        if found := next((number for number in numbers if number.digits.removesuffix("X") in digits), None):
            yield one._replace(reason=found.kind)


def sentences_of(passages: Iterable[Passage]) -> Iterator[OpenSentence]:
    """Every sentence of some hand-written pages or comments."""
    for passage in passages:
        for pieces in split(passage.text):
            yield from with_neighbours(passage, [sentence_of((), piece) for piece in pieces])


def _group_words(found: list[tuple[Group, str]]) -> str:
    return "、".join(f"{group.name}“{word}”" for group, word in found)


def _known_names(content: Content) -> dict[str, str]:
    """The names of all role models and members."""
    members = (part.name for record in content.records.values() for _, part in texts.parts(record, Member))
    return dict.fromkeys([*(name for person in content.of(RoleModel) for name in person.names), *members], "")


def _places(content: Content) -> list[str]:
    """The names of the district and its streets, which say nothing of belief: 回民区, 观音桥."""
    names = {content.settings.district.name, *(street.title for street in content.of(Street))}
    names = {name for name in map(normalized, names) if _PLACE.fullmatch(name)}
    names |= {name.removesuffix("街道") for name in names if len(name) > len("拱北街道")}
    return sorted(names, key=lambda name: (-len(name), name))


def _any_of(names: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names)) or "(?!)")


def _to_review(
    content: Content, record: Record, paragraph: list[Sentence], around: str, known: NameFinder
) -> Iterator[OpenSentence]:
    """The sentences of a paragraph to review. A person's page and a member's part mean that person; elsewhere a person must
    be mentioned in the title, the summary, this paragraph or the previous one (``around``)."""
    for one in with_neighbours(record, paragraph):
        read = normalized(one.sentence.text)
        if not has_listed_word(read):
            continue
        read = shared(content, _places, _any_of).sub(lambda place: GONE * len(place[0]), read)
        member = any(loc == one.sentence.loc[:-1] for loc, _ in texts.parts(record, Member))
        label = one.sentence.loc[-1] not in _PROSE
        of_one = record.is_person or member or any(known.find(read))
        if said := groups_to_review(read, normalized(around), of_one=of_one, of_nobody=label):
            yield one._replace(reason=_group_words(said))


def with_neighbours(owner: Record | Passage, paragraph: list[Sentence]) -> Iterator[OpenSentence]:
    """Each sentence of a paragraph with its neighbours."""
    around = ["", *(sentence.text for sentence in paragraph), ""]
    for place, sentence in enumerate(paragraph):
        yield OpenSentence(owner, sentence, around[place], around[place + 2])


def open_sentences(content: Content) -> Iterator[OpenSentence]:
    """The unreviewed sentences of records and pages, each once."""
    yield from unreviewed(content, chain(_of_records(content), _of_pages(content)))


def unreviewed(content: Content, found: Iterable[OpenSentence]) -> Iterator[OpenSentence]:
    """The unreviewed ones of ``found``, each once; none if ``reviews.yml`` is unreadable, which is reported first."""
    told = {one.key: one for one in found}
    if told and reviews_of(content).readable:
        seen = reviewed_keys(content)
        yield from (one for key, one in told.items() if key not in seen)


def sentences_are_reviewed(content: Content) -> Iterator[Problem]:
    """A sentence that may concern somebody's health, belief, record, home or child is published once a second person has
    reviewed exactly that sentence (PIPL arts. 28, 29, 31; GB/T 35273 annex B)."""
    yield from _problems(content, unreviewed(content, _of_records(content)))


def sentences_of_pages_are_reviewed(content: Content) -> Iterator[Problem]:
    """The same rule for sentences of hand-written pages."""
    yield from _problems(content, unreviewed(content, _of_pages(content)))


def _problems(content: Content, found: Iterable[OpenSentence]) -> Iterator[Problem]:
    verdicts = "、".join(word.label for word in Verdict if word is not Verdict.OWN)
    for one in found:
        hint = f"请删去或改写；要登的，请另一位同事看过，选一个结论（{verdicts}）填进 {REVIEWS}：{one.entry(content)}"
        message = f"可能写到了某个人的{one.reason}，还没有人复核"
        yield one.problem(content, "D14", message, hint)


def reviews_can_be_read(content: Content) -> Iterator[Problem]:
    """Each entry of ``reviews.yml`` is valid."""
    for problem in reviews_of(content).problems:
        yield problem.of(REVIEWS)


def reviewed_sentences_exist(content: Content) -> Iterator[Problem]:
    """A reviewed sentence is still in its record; a changed one needs another review."""
    reviews = reviews_of(content)
    there = _existing(content, {key for key, _ in reviews.places})
    for key, place in reviews.places.items():
        unseen = content.settings.docs is None and Path(key[0]).suffix in hand_written.PAGES
        if key[0] not in content.partial and key not in there and not unseen:
            known = key[0] in content.records or Path(key[0]).suffix in hand_written.PAGES
            message = f"复核过的这一句在 {key[0]} 里没有" if known else f"没有“{key[0]}”这条记录"
            hint = "抄错的，照 D14 给出的那一整条写；句子改过的，请重新复核；没有了的，请删去这一条"
            yield Problem(REVIEWS, place.line, place.column, "D36", message, hint)


def _existing(content: Content, keys: set[str]) -> set[tuple[str, str]]:
    """(key, sentence) of all sentences of the records and passages with these keys."""
    known = [content.records[key] for key in keys & content.records.keys()]
    sentences = ((record, one) for record in known for paragraph in paragraphs(record) for one in paragraph)
    found = {(record.key, redact(one.text)) for record, one in sentences}
    comments = (hand_written.comments(content, record) for record in known)
    passages = chain(hand_written.pages(content) if keys else (), *comments)
    return found | {one.key for one in sentences_of(passages) if one.key[0] in keys}


def consents_cover_reviewed_sentences(content: Content) -> Iterator[Problem]:
    """A review by written consent names a registered consent that covers sensitive information (PIPL art. 29)."""
    reviews = reviews_of(content)
    for key, review in reviews.entries.items():
        if review.verdict is Verdict.CONSENT and (message := _uncovered(content, review)):
            place = reviews.places[key]
            hint = "请核对编号；没有同意的，请从记录里删去这一句"
            yield Problem(REVIEWS, place.line, place.column, "D37", message, hint)


def _uncovered(content: Content, review: Review) -> str:
    """Why a consent does not cover its sentence; empty if it does. Another rule reports ended consents."""
    consent = content.consents.consents.get(review.reference or "")
    if consent is None or not consent.begun(content.settings.today):
        return f"登记簿里没有“{review.reference}”，或者还没有生效"
    return "" if Scope.SENSITIVE in consent.scope else f"“{review.reference}”没有同意公开敏感信息"
