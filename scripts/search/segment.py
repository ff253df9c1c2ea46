"""Text → pieces, the same for index and query (``docs/assets/js/search/segment.js``).

After NFKC and case folding, a run of Han characters becomes overlapping pairs, a single one itself; letters and digits
form words.
"""

import re
from operator import add

from scripts.records.han import HAN, fold
from scripts.records.names import INTERPUNCTS

_DOT = frozenset(INTERPUNCTS)
"""Dots between the parts of a foreign name, which people may omit."""
_RUN = re.compile(f"([{HAN}]+)|([^\\W_{HAN}]+)")

LONGEST = 30
"""The most characters of a word that are indexed, since a term can be a file name."""

Places = dict[str, list[int]]
"""Piece → its ascending places, counted in Han characters and words from the start of the text."""


def segment(text: str) -> Places:
    """The pieces of a text. Punctuation and spaces separate runs but have no place."""
    found: Places = {}
    add_pieces(found, fold(text), 0, edges=False)
    return found


def add_pieces(found: Places, folded: str, place: int, *, edges: bool = True) -> int:
    """Adds the pieces of a folded line that begins at ``place``. Returns the place after it.

    ``edges``, for the index alone, also adds a Han character next to a word (the query “2026年” has a single 年, the text
    “2026年春天” only the pair 年春), and the pair across a dot (古丽·买买提 is typed without it).
    """
    end, last, width = -1, "", 0  # of the previous run: its end, its last Han character, its length in Han characters
    for match in _RUN.finditer(folded):
        han, word = match.groups()
        if edges and end >= 0:
            gap = folded[end : match.start()]
            if not gap and width > 1:
                found.setdefault(last, []).append(place - 1)
            if not gap and han and len(han) > 1:
                found.setdefault(han[0], []).append(place)
            if gap in _DOT and han and width:
                found.setdefault(last + han[0], []).append(place - 1)
        end = match.end()
        if word:
            found.setdefault(word[:LONGEST], []).append(place)
            width = 0
            place += 1
            continue
        last, width = han[-1], len(han)
        if width == 1:
            found.setdefault(han, []).append(place)
        for at, pair in enumerate(map(add, han, han[1:]), place):
            if pair in found:  # faster than setdefault: this line runs for every character of the site
                found[pair].append(at)
            else:
                found[pair] = [at]
        place += width
    return place
