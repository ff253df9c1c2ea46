"""Normalized keys of names, and a one-pass search for many names in a text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from scripts.records.han import radicals, simplified

INTERPUNCTS = "·•・‧∙⋅᛫⸱ꞏㆍ●◦∘▪⦁ᐧ."
"""The interpunct of foreign names (GB/T 15834 4.14: ·), and signs typed in its place."""
_JOINS = "-‐‑'’ʼ"
"""Signs inside names in letters, or typed for an interpunct."""
_MARKS = "*_~`\\"
"""Marks of Markdown, which are skipped."""
_FILLERS = "\u115f\u1160\u2800"
_PARAGRAPH = "\x1e"
_PLACE = re.compile(
    r"(?:[路街巷村镇乡县沟桥山](?![上里头长民口边下])|[桥山]下|林场|农场|牧场|水库|小区|社区|街道|公园|广场|大桥|小学|中学|学校|医院|牌|杯)"
)
"""What turns the preceding name into a place or thing; 柯松村里 still names a person."""
_GAP = re.compile(r"\n(?=[ \t\r　]*(?:\n|[-*][ \t]))")
"""The end of a paragraph or list line: no name continues across it."""

_WORDS = Path(__file__).with_name("everyday_words.txt")


@cache
def words() -> frozenset[str]:
    """Everyday words that are also names, besides those in the dictionary of readings."""
    from pypinyin.constants import PHRASES_DICT

    return frozenset(_WORDS.read_text(encoding="utf-8").split()) | PHRASES_DICT.keys()


class _Folding(dict[int, str]):
    """A table for ``str.translate``, filled on demand: the part of each character that matters in a name."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKD", radicals().get(code, chr(code))).casefold() if _counts(chr(code)) else ""
        self[code] = "".join(filter(_counts, folded)).translate(simplified())
        return self[code]


def _counts(char: str) -> bool:
    """False for spaces, interpuncts, variation selectors, accents and invisible characters."""
    seen = unicodedata.category(char) not in {"Mn", "Me", "Zs", "Zl", "Zp", "Cc", "Cf"}
    return char == _PARAGRAPH or (seen and char not in INTERPUNCTS + _JOINS + _MARKS + _FILLERS)


_FOLDING = _Folding()


def name_key(name: str) -> str:
    """A key equal for all spellings of a name: 柯　松, 古麗•买买提, ＡＮＮ."""
    return name.translate(_FOLDING)


def unambiguous_names(names: tuple[str, ...]) -> list[str]:
    """Those of a person's names that can only mean this person; ``names`` begins with the proper one.

    Everyday words and further names of two characters are left out: 高原 may be a plateau, 老吕 many a Lü.
    """
    keys = {name: name_key(name) for name in names}
    return [name for name, key in keys.items() if key not in words() and (name == names[0] or len(key) > 2)]


class Found(NamedTuple):
    """A name found at ``start`` … ``end`` of a ``text``: the given spelling, and its owner."""

    start: int
    end: int
    text: str
    name: str
    owner: str

    @property
    def written(self) -> str:
        """The name as spelt in the text."""
        return self.text[self.start : self.end]

    @property
    def in_word(self) -> bool:
        """Whether it is part of a longer word or place name, perhaps by chance: 柯松 in 柯松林场, 李明 in 李明亮."""
        return _in_word(self.text, self.start, self.end)

    @property
    def otherwise(self) -> bool:
        """Whether its spelling differs from the given one, other than by a line break or marks of Markdown."""
        return re.sub(rf"\s*\n\s*|[{re.escape(_MARKS)}]", "", self.written) != self.name


class NameFinder:
    """Finds names in texts, however they are typed, each with its owner. Reads a text once for all names."""

    def __init__(self, owners: Mapping[str, str]) -> None:
        """``owners``: name → owner. Names of one character are ignored."""
        self._names: dict[str, dict[str, tuple[str, str]]] = {}
        for name, owner in owners.items():
            if len(key := name_key(name)) > 1:
                self._names.setdefault(key[:2], {}).setdefault(key, (name, owner))
        self._lengths = {start: sorted({len(key) for key in keys}, reverse=True) for start, keys in self._names.items()}
        firsts = re.escape("".join({start[0] for start in self._names}))
        self._first = re.compile(f"[{firsts}]") if firsts else None

    def find(self, text: str) -> Iterator[Found]:
        """Every name in a text from left to right; of several that begin at one place the longest."""
        if self._first is None:
            return
        parted = _GAP.sub(_PARAGRAPH, text)
        folded, origin = parted.translate(_FOLDING), None
        match = self._first.search(folded)
        while match:
            at = match.start()
            key = self._key_at(folded, at)
            if key:
                origin = origin or [place for place, char in enumerate(parted) for _ in _FOLDING[ord(char)]]
                start, end = origin[at], origin[at + len(key) - 1] + 1
                if _stands_alone(text, start, end):
                    name, owner = self._names[key[:2]][key]
                    yield Found(start, end, text, name, owner)
            match = self._first.search(folded, at + (len(key) or 1))

    def _key_at(self, folded: str, at: int) -> str:
        start = folded[at : at + 2]
        keys = self._names.get(start, {})
        return next((key for size in self._lengths.get(start, ()) if (key := folded[at : at + size]) in keys), "")


def _in_word(text: str, start: int, end: int) -> bool:
    """Whether an everyday word overlaps or contains the name, or it is part of a place name."""
    around = [(first, last) for first in range(max(0, start - 3), end) for last in (first + 2, first + 3, first + 4)]
    across = (text[first:last] for first, last in around if first < end < last or first < start < last)
    return _PLACE.match(text, end) is not None or any(word in words() for word in across)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name in letters is a word of its own: Ann is not found in Annie."""
    before, after = text[start - 1 : start] + text[start], text[end - 1 : end + 1]
    return not any(len(pair) == 2 and pair.isalnum() and pair.isascii() for pair in (before, after))
