"""Invented Chinese prose: patterns whose slots are filled from the vocabulary, until no slot is left."""

import re
from collections.abc import Callable, Mapping, Sequence

from tests.sample.draw import Draw
from tests.sample.lexicon import CLASSES, LEXICON, NATURE
from tests.sample.names import COMMON
from tests.sample.patterns import PATTERNS
from tests.sample.phrases import PHRASES
from tests.sample.words import THINGS, WORDS

Words = Mapping[str, Sequence[str]]
_SLOT = re.compile(r"\{(\w+)\}")
_HAN = re.compile("[一-鿿]")
_DIGITS = "两三四五六七八九十"
_MEASURES = tuple(THINGS)
_VOCABULARY = {**LEXICON, **WORDS, **PHRASES}


def han(text: str) -> int:
    """How many Chinese characters a text has; punctuation, digits and addresses of links do not count."""
    return len(_HAN.findall(text))


class Prose:
    """Writes for one record. ``given`` fixes slots, such as the place ``where`` it happens and the ``team``."""

    def __init__(self, draw: Draw, given: Mapping[str, str] | None = None) -> None:
        self.draw = draw
        self.given = {"when": "那天", "where": "院子里", "team": "志愿者", **(given or {})}
        self._unused: dict[str, list[str]] = {}

    def fill(self, pattern: str) -> str:
        """The pattern with every slot filled, and the slots of what filled it."""
        return _SLOT.sub(self._fill, pattern)

    def line(self, pattern: str, limit: int) -> str:
        """The pattern filled in at most ``limit`` characters: tried a few times, then cut."""
        text = ""
        for _ in range(6):
            text = self.fill(pattern)
            if len(text) <= limit:
                return text
        return text[: limit - 1] + "…"

    def sentence(self, kind: str) -> str:
        """A sentence of a kind of ``PATTERNS``; none comes twice in one text before all have come once."""
        if not self._unused.get(kind):
            self._unused[kind] = self.draw.some(PATTERNS[kind], len(PATTERNS[kind]))
        return self.fill(self._unused[kind].pop())

    def _fill(self, match: re.Match[str]) -> str:
        slot = match[1]
        if slot in self.given:
            return self.given[slot]
        if slot in _MAKERS:
            return _MAKERS[slot](self)
        text = self.draw.one(_VOCABULARY[slot])
        return self.fill(text) if "{" in text else text


def _thing(prose: Prose) -> str:
    measure = prose.draw.one(_MEASURES)
    adjective = prose.fill("{adj}的") if prose.draw.chance(0.6) else ""
    return f"{prose.draw.one('一两三四五六七八几')}{measure}{adjective}{prose.draw.one(THINGS[measure])}"


def _fitting(table: Mapping[str, Words], pattern: str) -> Callable[[Prose], str]:
    """Fills a pattern with words of one class of the table; now and then with one that goes with anything."""
    classes = tuple(table.values())
    slots = _SLOT.findall(pattern)

    def fill(prose: Prose) -> str:
        draw = prose.draw
        words = draw.one(classes)
        chosen = {slot: draw.one(words[slot] if draw.chance(0.7) else LEXICON.get(slot, words[slot])) for slot in slots}
        return pattern.format_map(chosen)

    return fill


def _hour(prose: Prose) -> str:
    hour, minute = prose.draw.number(6, 20), prose.draw.below(60)
    return f"{hour}点{minute}分" if minute % 15 else f"{hour}点" + ("", "一刻", "半", "三刻")[minute // 15]


_MAKERS: dict[str, Callable[[Prose], str]] = {
    "thing": _thing,
    "noun": _fitting(CLASSES, "{noun}"),
    "task": _fitting(CLASSES, "{does}{noun}"),
    "handle": _fitting(CLASSES, "{does}{adj}的{noun}"),
    "good": _fitting(CLASSES, "{adj}的{noun}"),
    "fault": _fitting(CLASSES, "{noun}{fault}"),
    "nature": _fitting(NATURE, "{nature}"),
    "drift": _fitting(NATURE, "{nature}{moves}"),
    "hour": _hour,
    "person": lambda prose: prose.draw.one(COMMON) + prose.fill("{calling}"),
    "number": lambda prose: str(prose.draw.number(11, 480)),
    "few": lambda prose: prose.draw.one(_DIGITS),
    "year": lambda prose: f"{prose.draw.number(2009, 2022)}年",
}
"""Slots that are made, not drawn from one list."""
