"""按姓氏笔画: by how many strokes the first character of a name has, then by which, as they are written one after the other.

The order of official lists; GF 3003-1999 compares the strokes in the order 横, 竖, 撇, 点, 折.
"""

from functools import cache
from pathlib import Path

UNKNOWN = 99
"""Strokes of a character that the table does not have: it stands last."""


@cache
def _tables() -> tuple[dict[str, int], dict[str, str]]:
    """Character → how many strokes; surname's character → which ones, as digits: 1 横, 2 竖, 3 撇, 4 点, 5 折."""
    lines = (Path(__file__).parent / "strokes.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    counts = {character: int(first) for first, rest in pairs if first.isdigit() for character in rest}
    kinds = {character: rest for first, rest in pairs if not first.isdigit() for character in first}
    return counts, kinds


def strokes(character: str) -> int:
    """How many strokes a character has; ``UNKNOWN`` for one that is not in GB 2312 and no usual surname."""
    return _tables()[0].get(character, UNKNOWN)


def surname_key(name: str) -> tuple[int, str]:
    """By what the surname of a name is ordered: its strokes, and which ones; of a rare one these are unknown and come last."""
    first = name[:1]
    return strokes(first), _tables()[1].get(first, "9")
