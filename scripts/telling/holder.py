"""Of whom a fact is said: the grammar of Chinese sentences as far as it keeps a named person and others apart.

A subject that is left out is that of the clause before; on a person's own page it is the person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from scripts.telling.facts import ADVICE, FACT, GROUP, OBJECT, SPOKEN_AFTER, SPOKEN_BEFORE, SUPPOSED
from scripts.telling.others import DEFINITE, HEAD, HELPED, INTRODUCED, OTHER, PRONOUN, RELATIVE, REPORTS

_SENTENCE = re.compile(r"[^。！？；\n]+|\n")
_CLAUSE = re.compile(r"[，：—]|[（(](?!化名)|(?<!化名)[）)]")
_IS = re.compile(
    r"(?:是|系|属于?|身为|作为|成了|成为|沦为|[列定评认]为|来自|出身于?|生[于在]|生活在)(?P<what>[^，。]{0,9})$"
)
_AMONG = re.compile(r"(?:里|中|之)(?:的|中)?")
_TRADE = r"(?:[一-鿿]{1,4}(?:家|师|匠|手|员|者|长))?"
_MOD = (
    r"(?:独居|高龄|空巢|贫困|困难|留守|老年|年轻|青年|晚期|重症|[一二两三四五六七八九十几多\d]+[名位个]|老|小|女|男)*"
)
_THING = r"消息|那|当|时|事|日|年|结果|情况|经历|他|她|我|帮|照|给|为|让"
_ATTRIBUTE = re.compile(rf"{OBJECT}(?:{_MOD}|[^，。的]{{0,10}}的(?:(?!{_THING})[^，。的]){{0,5}}?)(?P<head>{HEAD})")


class Whose(Enum):
    PERSON = auto()
    FAMILY = auto()
    OTHERS = auto()
    NOBODY = auto()
    """The sentence names no subject."""


@dataclass(frozen=True)
class About:
    """The person a text is read for: by what names, and whether it stands on their ``own`` page.

    ``several`` is for pairs and groups, who are 他们.
    """

    names: tuple[str, ...]
    own: bool
    several: bool = False

    @cached_property
    def named(self) -> re.Pattern[str]:
        return re.compile("|".join(re.escape(name) for name in self.names) or "(?!)")

    @cached_property
    def mention(self) -> re.Pattern[str]:
        we = r"|[他她我]们" if self.several else ""
        called = rf"(?:{self.named.pattern})(?!（化名)|{PRONOUN}{we}"
        return re.compile(
            rf"(?P<alias>[一-鿿]{{1,4}}（化名[^）]*）)|(?P<family>{RELATIVE})|(?P<person>{called})|(?P<other>{OTHER})"
        )


def told_of(text: str, about: About) -> Iterator[str]:
    """The words for facts a text says of the person or of their family, sentence by sentence."""
    before = ""
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        if sentence == "\n":
            before = "" if not about.own else before
            continue
        reading = _Reading(sentence, before, about)
        yield from (fact[0] for fact in FACT.finditer(sentence) if reading.is_theirs(fact))
        before = reading.carried()


class _Reading:
    """One sentence, with what stood ``before`` it in the paragraph."""

    def __init__(self, sentence: str, before: str, about: About) -> None:
        self.sentence, self.before, self.about = sentence, before, about
        self.meant = about.own or bool(about.named.search(sentence) or about.named.search(before))

    def carried(self) -> str:
        """What the next sentence may refer back to."""
        if self.about.named.search(self.sentence) or not self.before:
            return self.sentence
        return self.before + "。" + self.sentence

    def is_theirs(self, fact: re.Match[str]) -> bool:
        """Whether a fact is said of the person or of their family."""
        if not self.meant or self._is_only_spoken_of(fact):
            return False
        return self._whose(fact) in {Whose.PERSON, Whose.FAMILY}

    def _clause(self, place: int) -> tuple[str, str]:
        """The clause around a place, before it and after it."""
        start = max((match.end() for match in _CLAUSE.finditer(self.sentence, 0, place)), default=0)
        end = _CLAUSE.search(self.sentence, place)
        return self.sentence[start:place], self.sentence[place : end.start() if end else None]

    def _is_only_spoken_of(self, fact: re.Match[str]) -> bool:
        left, _ = self._clause(fact.start())
        after = self.sentence[fact.end() :]
        if SPOKEN_AFTER.match(after) or SPOKEN_BEFORE.search(left) or SUPPOSED.search(left):
            return True
        return not re.search(self.about.mention, self.sentence) and bool(ADVICE.search(self.sentence))

    def _whose(self, fact: re.Match[str]) -> Whose:
        group = GROUP.match(self.sentence, fact.start())
        if group:
            return self._of_group(fact.start(), group.end())
        attribute = _ATTRIBUTE.match(self.sentence, fact.end())
        if attribute:
            return self._of_group(fact.start(), attribute.end("head"))
        after = self.sentence[fact.end() :]
        if re.match(rf"{OBJECT}[^，。的]{{0,10}}的{_TRADE}(?:{self.about.named.pattern}|{PRONOUN})", after):
            return Whose.PERSON
        if re.match(rf"{OBJECT}(?:[^，。的]{{0,10}}的)?(?:{RELATIVE})", after):
            return Whose.FAMILY
        return self._or_the_page(self._subject(fact.start()))

    def _of_group(self, start: int, end: int) -> Whose:
        """A word for people of a kind, 残疾人 or 患病老人: said of a person who is one of them."""
        left, _ = self._clause(start)
        _, right = self._clause(end)
        if re.match(rf"的?{_TRADE}(?:{self.about.named.pattern})|的(?:{PRONOUN})", right):
            return Whose.PERSON
        copula = _IS.search(left)
        if copula and not HELPED.search(copula["what"]):
            return self._by_copula(start - len(left) + copula.start(), right, start)
        alone = not right and not re.search(rf"有|、|{OTHER}", left) and not HELPED.search(left)
        return self._or_the_page(self._subject(start)) if alone else Whose.OTHERS

    def _by_copula(self, place: int, right: str, start: int) -> Whose:
        if re.match(rf"的(?:{RELATIVE})", right):
            return Whose.FAMILY
        if "的" in right and not _AMONG.match(right):
            return Whose.OTHERS
        return self._or_the_page(self._subject(place))

    def _or_the_page(self, whose: Whose) -> Whose:
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

    def _subject(self, place: int) -> Whose:
        """Who the clause up to ``place`` speaks of: its last subject, or the first of a clause before."""
        left, _ = self._clause(place)
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
        found = []
        for match in self.about.mention.finditer(self.sentence, start, end):
            left = self.sentence[start : match.start()]
            right = self.sentence[match.end() : end]
            if not match["other"] or not (HELPED.search(left) or REPORTS.fullmatch(right)):
                found.append(match)
        return found

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
