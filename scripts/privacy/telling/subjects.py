"""Whose sentence it is: its subject, or that of a clause or sentence before.

A subject that is left out is that of the clause before; on a person's own page it is the person.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto

from scripts.privacy.telling.about import About
from scripts.privacy.telling.others import DEFINITE, HELPED, INTRODUCED, OTHER, REPORTS, SELF

_CLAUSE = re.compile(r"[，：—]|[（(](?!化名)|(?<!化名)[）)]")


class Whose(Enum):
    PERSON = auto()
    FAMILY = auto()
    OTHERS = auto()
    NOBODY = auto()
    """The sentence names no subject."""


class Sentence:
    """One sentence, with what stood ``before`` it in the paragraph, read for a person."""

    def __init__(self, sentence: str, before: str, about: About) -> None:
        self.sentence, self.before, self.about = sentence, before, about

    def clause(self, place: int) -> tuple[str, str]:
        """The clause around a place, before it and after it."""
        start = max((match.end() for match in _CLAUSE.finditer(self.sentence, 0, place)), default=0)
        end = _CLAUSE.search(self.sentence, place)
        return self.sentence[start:place], self.sentence[place : end.start() if end else None]

    def or_the_page(self, whose: Whose) -> Whose:
        """Where no subject is named, the person whose page it is, or whom the sentence or the last one names."""
        if whose is not Whose.NOBODY:
            return whose
        if self.about.own:
            return Whose.OTHERS if self._continues_others() else Whose.PERSON
        return Whose.PERSON if self.about.named.search(self.sentence) or self.about.named.search(self._last) else whose

    @property
    def _last(self) -> str:
        return self.before.rpartition("。")[2]

    def _continues_others(self) -> bool:
        """Whether the sentence before brought in somebody else, and did not speak of the person."""
        last = self._last
        return bool(INTRODUCED.search(last)) and not any(m["person"] for m in self.about.mention.finditer(last))

    def subject(self, place: int) -> Whose:
        """Who the clause up to ``place`` speaks of: its last subject, or the first of a clause before."""
        left, _ = self.clause(place)
        start = place - len(left)
        found = self._subjects(start, place)
        if found:
            return self._owner(found[-1], start)
        for earlier in reversed(list(_clauses(self.sentence, start))):
            if earlier_found := self._subjects(*earlier):
                return self._kind(earlier_found[0])
        return Whose.NOBODY

    def _subjects(self, start: int, end: int) -> list[re.Match[str]]:
        """Words for people in a part of the sentence that are not those who are helped there."""
        found: list[re.Match[str]] = []
        for match in self.about.mention.finditer(self.sentence, start, end):
            left = self.sentence[start : match.start()]
            right = self.sentence[match.end() : end]
            aside = HELPED.search(left) or SELF.search(left) or REPORTS.fullmatch(right) or self._is_title(match)
            if match[0] == "自己" and found and found[-1]["other"]:
                continue
            if not match["other"] or not aside:
                found.append(match)
        return found

    def _is_title(self, match: re.Match[str]) -> bool:
        """Whether a word for anybody is the person's own: 志愿者 in front of the name."""
        return bool(self.about.named.match(self.sentence, match.end()))

    def _kind(self, match: re.Match[str]) -> Whose:
        if match["family"]:
            return Whose.OTHERS if self._is_others_family(match) else Whose.FAMILY
        if match["person"]:
            return Whose.OTHERS if self._means_others(match) else Whose.PERSON
        if self.about.own and DEFINITE.search(self.sentence[: match.start()]) and not INTRODUCED.search(self.before):
            return Whose.PERSON
        return Whose.OTHERS

    def _owner(self, match: re.Match[str], start: int) -> Whose:
        """As ``_kind``; family without an owner in its clause belongs to the subject of the clause before."""
        kind = self._kind(match)
        if kind is Whose.FAMILY and not any(
            m["person"] for m in self.about.mention.finditer(self.sentence, start, match.end())
        ):
            for earlier in reversed(list(_clauses(self.sentence, start))):
                if found := self._subjects(*earlier):
                    return Whose.OTHERS if self._kind(found[0]) is Whose.OTHERS else kind
        return kind

    def _is_others_family(self, match: re.Match[str]) -> bool:
        return bool(re.search(rf"(?:{OTHER}|（化名[^）]*）)(?:家)?的?$", self.sentence[: match.start()]))

    def _means_others(self, match: re.Match[str]) -> bool:
        """Whether 他 is somebody the sentence before brought in, where it did not speak of the person."""
        return match[0] in "他她" and self._continues_others()


def _clauses(sentence: str, end: int) -> Iterator[tuple[int, int]]:
    """The clauses before a place."""
    start = 0
    for mark in _CLAUSE.finditer(sentence, 0, end):
        yield start, mark.start()
        start = mark.end()
