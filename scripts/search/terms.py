"""Documents → terms: under which keys a document stands in the index, and where in it.

Pieces say what the page says, and that a character stands in it at all (``.季``). Titles, other names and the persons a page speaks of stand apart once more: their pieces and
single characters (``=季春``, ``=季``), syllables (``~chun``), pairs of initials (``@jc``) and the first one (``@^j``).
"""

import re
from collections.abc import Iterable, Iterator

from scripts.records.han import HAN
from scripts.records.readings import readings
from scripts.search.documents import Document
from scripts.search.segment import LONGEST, Piece, edges, segment

Terms = dict[str, list[int]]
"""Term → its places in a document, ascending."""

GAP = 2
"""Places left free between two texts, so that no phrase runs from one into the next."""
NAME = 128
"""Places kept for one name; a title is at most 120 characters."""
_HAN = re.compile(f"[{HAN}]{{2}}")
_SIGN = re.compile(f"[{HAN}]")
PEOPLE = 8 * NAME
"""Where the names of others begin: before it stand the title and up to seven other names."""


def terms(document: Document) -> Terms:
    return text_terms(document) | name_terms(document)


def text_terms(document: Document) -> Terms:
    """Everything the page says: its title first, then its names and texts, then what its facets say."""
    texts = [document.title, *document.names, *document.passages, *document.people, *document.links]
    texts += [document.street, *document.categories, document.label]
    found: Terms = {}
    start = 0
    for line in (line for text in texts for line in text.split("\n")):
        pieces = segment(line)
        for place, piece in (*pieces, *edges(line)):
            found.setdefault(piece, []).append(start + place)
        start += _end(pieces) + GAP
    return {term: places if len(places) < 2 else sorted(places) for term, places in found.items()}


def signs(terms: Iterable[str]) -> Iterable[str]:
    """The Han characters of a page, from its terms: whoever asks for one of them asks only which pages have it."""
    return dict.fromkeys(_SIGN.findall("".join(term for term in terms if len(term) < 3)))


def name_terms(document: Document) -> Terms:
    """What the page is called at 0, 128 …, whom it speaks of from 1024. Places count double; an odd one ends its name."""
    found: dict[str, set[int]] = {}
    placed = [(0, document.title), *((NAME * n, name) for n, name in enumerate(document.names[:7], 1))]
    placed += [(PEOPLE + NAME * n, name) for n, name in enumerate(document.people)]
    for start, name in placed:
        pinyin = document.pinyin if start == 0 else None
        for place, width, term, whole in (*_spelt(name), *_heard(name, pinyin)):
            found.setdefault(term, set()).add(2 * (start + place) + (place + width == whole))
    return {term: sorted(places) for term, places in found.items()}


Part = tuple[int, int, str, int]
"""Of a name: where a part stands, how wide it is, its term, how wide the whole name is."""


def _spelt(name: str) -> Iterator[Part]:
    pieces = segment(name)
    whole = _end(pieces)
    for place, piece in (*pieces, *edges(name)):
        width = 2 if _is_pair(piece) else 1
        yield place, width, f"={piece}", whole
        if width == 2:
            yield from ((place + at, 1, f"={sign}", whole) for at, sign in enumerate(piece))


def _heard(name: str, pinyin: str | None) -> Iterator[Part]:
    for reading in readings(name, pinyin):
        whole = len(reading)
        initials = "".join(syllable[0] for syllable in reading)
        yield 0, 1, f"@^{initials[0]}", whole
        for place, syllable in enumerate(reading):
            yield place, 1, f"~{syllable[:LONGEST]}", whole
            if place + 1 < whole:
                yield place, 2, f"@{initials[place : place + 2]}", whole


def _is_pair(piece: str) -> bool:
    """Is it two Han characters? A word of two letters is one place wide, a pair two."""
    return len(piece) == 2 and bool(_HAN.match(piece))


def _end(pieces: list[Piece]) -> int:
    """The place behind the last piece."""
    place, piece = pieces[-1] if pieces else (-1, "")
    return place + (2 if _is_pair(piece) else 1)
