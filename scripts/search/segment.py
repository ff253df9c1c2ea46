"""Text → pieces: the one rule that index and query share. ``docs/assets/js/search/segment.js`` is its twin.

NFKC, case folded; a run of Han characters as overlapping pairs, a lone one as itself; letters and digits as words.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from scripts.records.han import HAN, fold
from scripts.records.names import INTERPUNCTS

_DOT = frozenset(INTERPUNCTS)
"""What stands between the parts of a foreign name, written or left out."""
_RUN = re.compile(f"([{HAN}]+)|((?:(?![{HAN}])[^\\W_])+)")

LONGEST = 30
"""Characters of a word that count: what is longer is no word, and a term can be the name of a file."""

Piece = tuple[int, str]
"""Where a piece stands, counted in Han characters and words from the start of the text; and the piece."""


def segment(text: str) -> list[Piece]:
    """The pieces of a text in order. Signs and spaces separate runs but take no place."""
    return list(_pieces(fold(text)))


def edges(text: str) -> Iterator[Piece]:
    """For the index alone: a Han character at the end of a run that touches a word, as itself; a pair across a dot.

    A query “2026年” holds a lone 年; the text “2026年春天” has only the pair 年春. And 古丽·买买提 is typed without its dot.
    """
    folded = fold(text)
    runs = list(_RUN.finditer(folded))
    place = 0
    for before, after in pairwise(runs):
        width = len(before[1]) if before[1] else 1
        if before.end() == after.start():
            if before[1] and width > 1:
                yield place + width - 1, before[1][-1]
            if after[1] and len(after[1]) > 1:
                yield place + width, after[1][0]
        if before[1] and after[1] and folded[before.end() : after.start()] in _DOT:
            yield place + width - 1, before[1][-1] + after[1][0]
        place += width


def _pieces(folded: str) -> Iterator[Piece]:
    place = 0
    for han, word in _RUN.findall(folded):
        if word or len(han) == 1:
            yield place, word[:LONGEST] or han
            place += 1
        else:
            yield from ((place + start, han[start : start + 2]) for start in range(len(han) - 1))
            place += len(han)
