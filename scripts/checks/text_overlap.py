"""How much of a text was taken from another: the longest shared run, and the share of shared pieces."""

import re

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


def shared_run(own: str, source: str) -> str:
    """A run of ``LONGEST_RUN`` characters that stand in both texts, marks left out; empty when there is none.

    Linear in the length of the two texts.
    """
    mine, theirs = letters(own), letters(source)
    pieces = {theirs[start : start + LONGEST_RUN] for start in range(len(theirs) - LONGEST_RUN + 1)}
    starts = range(len(mine) - LONGEST_RUN + 1)
    return next((run for start in starts if (run := mine[start : start + LONGEST_RUN]) in pieces), "")


def shared_pieces(own: str, source: str, fewest: int = FEWEST) -> float:
    """Which part of the own text's runs of eight characters also stand in the source; 0 if there are less than
    ``fewest``."""
    mine, theirs = _pieces(letters(own)), _pieces(letters(source))
    return len(mine & theirs) / len(mine) if len(mine) >= fewest else 0.0


def _pieces(text: str) -> set[str]:
    return {text[start : start + PIECE] for start in range(len(text) - PIECE + 1)}
