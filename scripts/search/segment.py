"""Text → pieces: the one rule that index and query share. ``docs/assets/js/search/segment.js`` is its twin.

NFKC, case folded; a run of Han characters as overlapping pairs, a lone one as itself; letters and digits as words.
"""

import re
from operator import add

from scripts.records.han import HAN, fold
from scripts.records.names import INTERPUNCTS

_DOT = frozenset(INTERPUNCTS)
"""What stands between the parts of a foreign name, written or left out."""
_RUN = re.compile(f"([{HAN}]+)|([^\\W_{HAN}]+)")

LONGEST = 30
"""Characters of a word that count: what is longer is no word, and a term can be the name of a file."""

Places = dict[str, list[int]]
"""Piece → its places, ascending, counted in Han characters and words from the start of the text."""


def segment(text: str) -> Places:
    """The pieces of a text. Signs and spaces separate runs but take no place."""
    found: Places = {}
    put(found, fold(text), 0, edges=False)
    return found


def put(found: Places, folded: str, place: int, *, edges: bool = True) -> int:
    """Adds the pieces of a folded line that begins at ``place``. Returns the place behind it.

    ``edges``, for the index alone: a Han character at the end of a run that touches a word, as itself; a pair across a
    dot. A query “2026年” holds a lone 年; the text “2026年春天” has only the pair 年春. And 古丽·买买提 is typed without
    its dot.
    """
    end, last, width = -1, "", 0  # of the run before: where it ends, its last Han character, its Han characters
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
            if pair in found:  # faster than setdefault, and this line runs for every character of the site
                found[pair].append(at)
            else:
                found[pair] = [at]
        place += width
    return place
