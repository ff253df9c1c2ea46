"""How much of a text was taken from another: the longest shared run, and the share of shared pieces."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from scripts.records.han import simplified

LONGEST_RUN = 30
"""Characters in a row that may not be the same."""
PIECE = 8
MOST_SHARED = 0.2
"""Of all runs of eight characters, how many may be shared (research: public-site-rules-cn C05)."""
FEWEST = 40
"""Texts with fewer pieces than this are judged by the run alone: names and titles fill them."""


def letters(text: str) -> str:
    """The text without marks and spaces, in simplified characters: neither makes a sentence one's own."""
    return "".join(re.findall(r"[^\W_]+", text)).translate(simplified())


class Originals:
    """Source texts by name, to be compared with many others: each look is linear in the text that is looked at."""

    def __init__(self, sources: Iterable[tuple[str, str]]) -> None:
        """``sources``: the name and the text of each."""
        self._runs: dict[str, str] = {}
        self._pieces: dict[str, set[str]] = defaultdict(set)
        for name, text in sources:
            found = letters(text)
            self._runs |= dict.fromkeys(_runs(found, LONGEST_RUN), name)
            for piece in _runs(found, PIECE):
                self._pieces[piece].add(name)

    def shared_run(self, text: str) -> tuple[str, str]:
        """A run of ``LONGEST_RUN`` characters that stand in a source too, marks left out, and its name; empty when there is
        none."""
        return next(
            ((run, self._runs[run]) for run in _runs(letters(text), LONGEST_RUN) if run in self._runs), ("", "")
        )

    def shared_pieces(self, text: str, fewest: int = FEWEST) -> tuple[float, str]:
        """The largest part of the text's runs of eight characters that stand in one source, and its name; 0 if the text has
        fewer runs than ``fewest``."""
        mine = set(_runs(letters(text), PIECE))
        counts = Counter(name for piece in mine for name in self._pieces.get(piece, ()))
        if len(mine) < fewest or not counts:
            return 0.0, ""
        name, shared = counts.most_common(1)[0]
        return shared / len(mine), name


def _runs(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(len(text) - size + 1))
