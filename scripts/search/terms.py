"""Documents → terms: under which keys a document stands in the two indexes, and where in it.

``text`` holds what the page says. ``names`` holds titles, other names and the persons a page speaks of, with their ends
marked (``^季`` … ``辉$``) and with their sound: syllables (``~chun``) and pairs of initials (``@jc``, ``@^j``, ``@h$``).
"""

import re
from collections.abc import Iterator

from scripts.search.documents import Document
from scripts.search.segment import HAN, Piece, edges, segment
from scripts.search.sounds import readings

Terms = dict[str, list[int]]
"""Term → its places in a document, ascending."""

GAP = 2
"""Places left free between two texts, so that no phrase runs from one into the next."""
NAME = 128
"""Places kept for one name; a title is at most 120 characters."""
_HAN = re.compile(f"[{HAN}]{{2}}")
PEOPLE = 8 * NAME
"""Where the names of others begin: before it stand the title and up to seven other names."""


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


def name_terms(document: Document) -> Terms:
    """What the page is called at 0, 128 …, whom it speaks of from 1024."""
    found: dict[str, set[int]] = {}
    placed = [(0, document.title), *((NAME * n, name) for n, name in enumerate(document.names[:7], 1))]
    placed += [(PEOPLE + NAME * n, name) for n, name in enumerate(document.people)]
    for start, name in placed:
        pinyin = document.pinyin if start == 0 else None
        for place, term in _name(name, pinyin):
            found.setdefault(term, set()).add(start + place)
    return {term: sorted(places) for term, places in found.items()}


def _name(name: str, pinyin: str | None) -> Iterator[Piece]:
    pieces = segment(name)
    yield from pieces
    yield from edges(name)
    yield from _ends(pieces)
    for reading in readings(name, pinyin):
        yield from ((place, f"~{syllable}") for place, syllable in enumerate(reading))
        initials = ["^", *(syllable[0] for syllable in reading), "$"]
        for place, pair in enumerate(zip(initials, initials[1:], strict=False)):
            yield max(0, place - 1), "@" + "".join(pair)


def _ends(pieces: list[Piece]) -> Iterator[Piece]:
    if pieces:
        first, last = pieces[0][1], pieces[-1][1]
        yield 0, "^" + (first[0] if _is_pair(first) else first)
        yield _end(pieces) - 1, (last[-1] if _is_pair(last) else last) + "$"


def _is_pair(piece: str) -> bool:
    """Is it two Han characters? A word of two letters is one place wide, a pair two."""
    return len(piece) == 2 and bool(_HAN.match(piece))


def _end(pieces: list[Piece]) -> int:
    """The place behind the last piece."""
    place, piece = pieces[-1] if pieces else (-1, "")
    return place + (2 if _is_pair(piece) else 1)
