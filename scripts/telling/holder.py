"""Of whom a fact is said: the grammar of Chinese sentences as far as it keeps a named person and others apart.

A subject that is left out is that of the clause before; on a person's own page it is the person.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto

from scripts.telling.about import About
from scripts.telling.facts import ADVICE, FACT, GROUP, OBJECT, SPOKEN_AFTER, SPOKEN_BEFORE, SUPPOSED
from scripts.telling.others import DEFINITE, HEAD, HELPED, INTRODUCED, OTHER, RELATIVE, REPORTS, SELF

_SENTENCE = re.compile(r"[^。！？；\n]+|\n")
_CLAUSE = re.compile(r"[，：—]|[（(](?!化名)|(?<!化名)[）)]")
_IS = re.compile(
    r"(?:是|系|属于?|身为|作为|成了|成为|沦为|[列定评认]为|来自|出身于?|生[于在]|生活在)(?P<what>[^，。]{0,9})$"
)
_AMONG = re.compile(r"(?:里|中|之)(?:的|中)?")
_OBJECT = re.compile(OBJECT)
_FAMILY = re.compile(rf"(?:[^，。的]{{0,10}}的)?(?:{RELATIVE})")
_LIKE = re.compile(r"(?:和|像|跟|与|同)(?:许多|很多|其他|别的|大多数|所有|千千万万)[^，。的]{0,4}$")
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
        left, right = self._clause(fact.start())
        after = self.sentence[fact.end() :]
        if SPOKEN_AFTER.match(after) or SPOKEN_BEFORE.search(left) or SUPPOSED.search(left):
            return True
        return not self.about.mention.search(left + right) and bool(ADVICE.search(right))

    def _whose(self, fact: re.Match[str]) -> Whose:
        group = GROUP.match(self.sentence, fact.start())
        if group:
            return self._of_group(fact.start(), group.end())
        attribute = _ATTRIBUTE.match(self.sentence, fact.end())
        if attribute:
            return self._of_group(fact.start(), attribute.end("head"))
        thing = _OBJECT.match(self.sentence, fact.end())
        end = thing.end() if thing else fact.end()
        if self.about.qualified.match(self.sentence, end):
            return Whose.PERSON
        if _FAMILY.match(self.sentence, end):
            return Whose.FAMILY
        return self._or_the_page(self._subject(fact.start()))

    def _of_group(self, start: int, end: int) -> Whose:
        """A word for people of a kind, 残疾人 or 患病老人: said of a person who is one of them."""
        left, _ = self._clause(start)
        _, right = self._clause(end)
        if self.about.follows.match(right) or self.about.among.search(left):
            return Whose.PERSON
        if DEFINITE.search(left) and not INTRODUCED.search(self.before):
            return Whose.PERSON
        if self.about.household.match(left) or (_LIKE.search(left) and "一样" in right):
            return self._or_the_page(Whose.NOBODY)
        copula = _IS.search(left)
        if copula and not HELPED.search(copula["what"]):
            return self._by_copula(start - len(left) + copula.start(), right)
        if right or not self.about.is_apposition(left, self.sentence[: start - len(left)]):
            return Whose.OTHERS
        return self._or_the_page(self._subject(start - len(left)))

    def _by_copula(self, place: int, right: str) -> Whose:
        if _FAMILY.match(right):
            return Whose.FAMILY
        if self.sentence[:place].endswith("的"):
            return Whose.OTHERS
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
