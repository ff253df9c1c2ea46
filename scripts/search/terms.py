"""Documents → terms, the keys of the index, with their places; and the encoded postings of a shard.

A page's text gives pieces, and each character it contains (``.季``). Titles, other names and mentioned persons also give
name terms: pieces and single characters (``=季春``, ``=季``), syllables (``~chun``), other readings of their characters
(``.~dan``), pairs of initials (``@jc``) and the first initial (``@^j``).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import sub

from scripts.records.han import HAN, fold
from scripts.records.readings import other_sounds, readings, sounds
from scripts.search.documents import Document
from scripts.search.segment import LONGEST, Places, add_pieces
from scripts.search.shards import Shard

GAP = 2
"""Places between two texts, so that no phrase matches across them."""
NAME = 128
"""Places reserved for one name; a title is at most 120 characters."""
PEOPLE = 8 * NAME
"""The place of the first mentioned person, after the title and up to seven other names."""
_CHARACTERS = re.compile(f"[{HAN}]+")


NameTerms = list[tuple[str, int]]
"""The terms of a name with their places, doubled, in order; an odd place ends the name."""


def terms(document: Document, names: Callable[[str, str], NameTerms]) -> Places:
    """Term → its ascending places in a document; 0 for a contained character. ``names`` is ``name_terms``."""
    texts = fold("\n".join(_texts(document)))
    characters = dict.fromkeys("".join(_CHARACTERS.findall(texts)))
    return _of_texts(texts) | _of_names(document, names) | {f".{character}": [0] for character in characters}


def _texts(document: Document) -> Iterator[str]:
    """All texts of the page: its title, names, passages, and its facets' labels."""
    yield document.title
    for texts in (document.names, document.passages, document.people, document.links):
        yield from texts
    yield from (document.street, *document.categories, document.label)


def _of_texts(folded: str) -> Places:
    found: Places = {}
    place = 0
    for line in folded.split("\n"):
        place = add_pieces(found, line, place) + GAP
    return found


def _of_names(document: Document, names: Callable[[str, str], NameTerms]) -> Places:
    """Terms of the page's names, at 0, 128 …, and of mentioned persons, from 1024. Places are doubled; odd ones end a name."""
    found: Places = {}
    placed = [(0, document.title), *((NAME * n, name) for n, name in enumerate(document.names[:7], 1))]
    placed += [(PEOPLE + NAME * n, name) for n, name in enumerate(document.people)]
    for start, name in placed:
        spelt = start and not document.is_record  # other names of a page are not typed in pinyin
        for term, place in names(name, document.pinyin if start == 0 else ""):
            if spelt and term[0] != "=":
                continue
            found.setdefault(term, []).append(2 * start + place)
    return found


@lru_cache(maxsize=1 << 13)  # a person is named on many pages
def name_terms(name: str, pinyin: str) -> NameTerms:
    parts = {
        (term, 2 * place + (place + width == whole))
        for place, width, term, whole in (*_character_terms(name), *_pinyin_terms(name, pinyin))
    }
    return sorted(parts, key=lambda part: part[1])


Part = tuple[int, int, str, int]
"""A part of a name: its place, its width, its term, the width of the whole name."""


def _character_terms(name: str) -> Iterator[Part]:
    found: Places = {}
    whole = add_pieces(found, fold(name), 0)
    for piece, places in found.items():
        pair = len(piece) == 2 and _CHARACTERS.fullmatch(piece)
        width = 2 if pair else 1  # in places: a word has one even with two letters
        for place in places:
            yield place, width, f"={piece}", whole
            if width == 2:
                yield from ((place + at, 1, f"={sign}", whole) for at, sign in enumerate(piece))


def _pinyin_terms(name: str, pinyin: str) -> Iterator[Part]:
    for reading in readings(name, pinyin or None):
        whole = len(reading)
        initials = "".join(syllable[0] for syllable in reading)
        yield 0, 1, f"@^{initials[0]}", whole
        for place, syllable in enumerate(reading):
            yield place, 1, f"~{syllable[:LONGEST]}", whole
            if place + 1 < whole:
                yield place, 2, f"@{initials[place : place + 2]}", whole
    for place, sound, whole in other_sounds(name, pinyin or None):
        yield place, 1, f".~{sound[:LONGEST]}", whole


Encoded = dict[str, bytes]
"""Term → the shard's number, the length of the postings, the postings: for each document the difference of its number
from the last, the number of its places, and their differences."""


class _Varints(dict[int, bytes]):
    """Number → its bytes in little-endian base 128."""

    def __missing__(self, number: int) -> bytes:
        into = bytearray()
        rest = number
        while rest > 127:
            into.append(rest & 127 | 128)
            rest >>= 7
        into.append(rest)
        self[number] = bytes(into)
        return self[number]


_VARINTS = _Varints()


def encode(shard: Shard, names: Callable[[str, str], NameTerms]) -> Encoded:
    """Encodes the postings of a shard's terms. ``names`` is ``name_terms``."""
    found = defaultdict[str, bytearray](bytearray)
    last = defaultdict[str, int](int)
    for number, document in enumerate(shard.documents):
        for term, places in terms(document, names).items():
            into = found[term]
            into += _VARINTS[number - last[term]]
            into += b"\1" + _VARINTS[places[0]] if len(places) == 1 else _places(places)  # most have one place only
            last[term] = number
    mark = _VARINTS[shard.number]
    return {term: mark + _VARINTS[len(postings)] + postings for term, postings in found.items()}


def _places(places: Sequence[int]) -> bytes:
    steps = map(sub, places, [0, *places])
    return _VARINTS[len(places)] + b"".join(map(_VARINTS.__getitem__, steps))


def characters_of(shards: Sequence[Shard]) -> list[str]:
    """The characters of GB 2312 and of all names."""
    return sorted({*_gb2312(), *_in_names(shards)})


def characters_by_syllable(characters: Iterable[str], spoken: Iterable[str]) -> dict[str, str]:
    """Syllable → its characters, for the syllables in the index's pinyin terms ``spoken``."""
    found: dict[str, str] = {term.lstrip(".~"): "" for term in sorted(spoken)}
    for character in characters:
        for sound in sorted(sounds(character) & found.keys()):
            found[sound] += character
    return {sound: characters for sound, characters in sorted(found.items()) if characters}


def _in_names(shards: Sequence[Shard]) -> Iterator[str]:
    for document in (document for shard in shards for document in shard.documents if document.kind != "news"):
        for name in (document.title, *document.names, *document.people):
            yield from "".join(_CHARACTERS.findall(fold(name)))


@lru_cache
def _gb2312() -> tuple[str, ...]:
    """The 6,763 characters of GB 2312, which cover nearly all names."""
    codes = (code for row in range(0xB0, 0xF8) for column in range(0xA1, 0xFF) for code in (row, column))
    return tuple(bytes(codes).decode("gb2312", "ignore"))
