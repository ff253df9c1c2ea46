"""Readings of names: syllables without tones, several where the right one is unknown."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from scripts.records.base import Record
from scripts.records.han import HAN, fold, simplified
from scripts.records.surnames import READINGS, surname

Reading = tuple[str, ...]
"""The syllables of a name, one for each Han character; a word or number is one syllable."""

_UNIT = f"[{HAN}]|[^\\W_{HAN}]+"


def syllables(text: str, *, tones: bool = False) -> list[str]:
    """The library's guess at a text's pinyin. The library is imported at the first call, which takes as long as a small
    build."""
    if text.isascii():
        return [text] if text else []
    from pypinyin import Style, lazy_pinyin

    return list(lazy_pinyin(text, style=Style.TONE if tones else Style.NORMAL))


@lru_cache(maxsize=1 << 16)  # the same names occur in many places
def readings(name: str, given: str | None = None) -> tuple[Reading, ...]:
    """The readings of a name, the likeliest first.

    ``given`` is the record's own pinyin, final when it has as many syllables as the name has characters. Without it a
    surname with a reading of its own gives several readings.
    """
    units = re.findall(_UNIT, fold(name))
    if not units:
        return ()
    own = _aligned(units, written(given or ""))
    if own:
        return (own,)
    guess = tuple(fold_pinyin(syllable) for syllable in syllables("".join(units)))
    if len(guess) != len(units):
        guess = tuple(fold_pinyin("".join(syllables(unit))) for unit in units)
    return tuple(dict.fromkeys([*((*family, *guess[len(family) :]) for family in _families(units)), guess]))


@lru_cache(maxsize=1 << 16)
def pinyin_key(text: str) -> str:
    """Plain syllables of a text, for sorting; polyphones as the library guesses them."""
    return " ".join(syllables(text)).lower()


def sound(record: Record) -> str:
    """The reading of a record's title: its own pinyin, else a person's surname as such, else the library's guess."""

    def find() -> str:
        if record.is_person and (found := readings(record.title, record.pinyin)):
            return " ".join(found[0])
        return fold_pinyin(record.pinyin) if record.pinyin else pinyin_key(record.title.lstrip("“‘《("))

    return record.memoize(sound, find)


def spoken_tags(record: Record) -> dict[str, str]:
    """Each tag of a record, with its reading."""
    return record.memoize(spoken_tags, lambda: {tag: pinyin_key(tag) for tag in record.tags})


def other_sounds(name: str, given: str | None = None) -> Iterator[tuple[int, str, int]]:
    """Readings of the name's characters missing from its ``readings``: (position, reading, length of the name)."""
    units = re.findall(_UNIT, fold(name))
    said = [reading for reading in readings(name, given) if len(reading) == len(units)]
    for place, unit in enumerate(units if said else ()):
        for sound in sorted(sounds(unit) - {reading[place] for reading in said}):
            yield place, sound, len(units)


def sounds(unit: str) -> frozenset[str]:
    """Every reading of a character, as a surname too."""
    return _in_dictionary(unit) | {fold_pinyin(said) for said in READINGS.get(unit, ())}


@lru_cache(maxsize=1 << 15)
def _in_dictionary(unit: str) -> frozenset[str]:
    from pypinyin.pinyin_dict import pinyin_dict

    said = pinyin_dict.get(ord(unit), unit) if len(unit) == 1 else unit
    return frozenset(map(fold_pinyin, said.split(",")))


def _families(units: list[str]) -> Iterator[Reading]:
    """The readings of the surname a name begins with, where they differ from those of its characters."""
    family = surname("".join(units).translate(simplified()))
    compound = ["".join(syllables(family))] if len(family) > 1 else []  # the library does not know 萬俟 for one
    for said in READINGS.get(family, compound):
        yield _cut(list(family), fold_pinyin(said)) or (fold_pinyin(said),)


def romanised(name: str) -> tuple[str, ...]:
    """The spellings of a person's name in pinyin: ("Shàn Míngyuǎn",); several where its surname has more than one
    reading. Empty when the surname has no special reading."""
    family = surname(name.translate(simplified()))
    said = READINGS.get(family, ())
    if not said or {fold_pinyin(one) for one in said} <= {fold_pinyin("".join(syllables(name)[: len(family)]))}:
        return ()
    given = "".join(syllables(name[len(family) :], tones=True)).capitalize()
    return tuple(f"{one} {given}".strip() for one in said)


def written(text: str) -> Reading:
    """The syllables of pinyin written by an editor: separated by spaces, hyphens, apostrophes or capitals."""
    spaced = re.sub(r"(?<=[a-zü])(?=[A-Z])", " ", fold_pinyin(text, keep_case=True))
    return tuple(part.lower() for part in re.split(r"[\s'’·,、-]+", spaced) if part)


def _aligned(units: list[str], words: Reading) -> Reading:
    """Pinyin split into one syllable for each character: Shàn Míngyuǎn has two words for three. Empty when impossible.

    Each character takes a reading from the dictionary or as a surname; failing that, as many words as characters are
    accepted as they are.
    """
    return _cut(units, "".join(words)) or (words if len(words) == len(units) else ())


def _cut(units: list[str], said: str) -> Reading:
    options = [sounds(units[0]), *map(_in_dictionary, units[1:])]

    def cut(rest: str, at: int) -> Reading | None:
        if at == len(units):
            return None if rest else ()
        found = (sound for sound in sorted(options[at], key=len, reverse=True) if rest.startswith(sound))
        tails = ((sound, cut(rest[len(sound) :], at + 1)) for sound in found)
        return next(((sound, *tail) for sound, tail in tails if tail is not None), None)

    return cut(said, 0) or ()


@lru_cache(maxsize=1 << 13)  # there are some 1,300 syllables
def fold_pinyin(text: str, *, keep_case: bool = False) -> str:
    """Pinyin without tone marks; ü as v, the way it is typed."""
    text = unicodedata.normalize("NFD", text).replace("u\u0308", "v").replace("U\u0308", "V")
    text = "".join(char for char in text if not unicodedata.combining(char))
    return text if keep_case else text.lower()
