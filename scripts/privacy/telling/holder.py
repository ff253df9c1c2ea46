"""Of whom a fact is said: the grammar of Chinese sentences as far as it keeps a named person and others apart."""

import re
from collections.abc import Iterator

from scripts.privacy.telling.about import About
from scripts.privacy.telling.facts import ADVICE, FACT, GROUP, OBJECT, SPOKEN_AFTER, SPOKEN_BEFORE, SUPPOSED
from scripts.privacy.telling.others import DEFINITE, HEAD, HELPED, INTRODUCED, RELATIVE
from scripts.privacy.telling.subjects import Sentence, Whose

_SENTENCE = re.compile(r"[^。！？；\n]+|\n")
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


class _Reading(Sentence):
    """A sentence, and of whom its facts are said."""

    def carried(self) -> str:
        """What the next sentence may refer back to."""
        if self.about.named.search(self.sentence) or not self.before:
            return self.sentence
        return self.before + "。" + self.sentence

    def is_theirs(self, fact: re.Match[str]) -> bool:
        """Whether a fact is said of the person or of their family."""
        meant = self.about.own or self.about.named.search(self.before + self.sentence)
        if not meant or self._is_only_spoken_of(fact):
            return False
        return self._whose(fact) in {Whose.PERSON, Whose.FAMILY}

    def _is_only_spoken_of(self, fact: re.Match[str]) -> bool:
        left, right = self.clause(fact.start())
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
        return self.or_the_page(self.subject(fact.start()))

    def _of_group(self, start: int, end: int) -> Whose:
        """A word for people of a kind, 残疾人 or 患病老人: said of a person who is one of them."""
        left, _ = self.clause(start)
        _, right = self.clause(end)
        if self.about.follows.match(right) or self.about.among.search(left):
            return Whose.PERSON
        if DEFINITE.search(left) and not INTRODUCED.search(self.before):
            return Whose.PERSON
        if self.about.household.match(left) or (_LIKE.search(left) and "一样" in right):
            return self.or_the_page(Whose.NOBODY)
        copula = _IS.search(left)
        if copula and not HELPED.search(copula["what"]):
            return self._by_copula(start - len(left) + copula.start(), right)
        if right or not self.about.is_apposition(left, self.sentence[: start - len(left)]):
            return Whose.OTHERS
        return self.or_the_page(self.subject(start - len(left)))

    def _by_copula(self, place: int, right: str) -> Whose:
        if _FAMILY.match(right):
            return Whose.FAMILY
        if self.sentence[:place].endswith("的"):
            return Whose.OTHERS
        if "的" in right and not _AMONG.match(right):
            return Whose.OTHERS
        return self.or_the_page(self.subject(place))
