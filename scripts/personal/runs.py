"""Runs of digits as people write them: full-width, circled, Chinese, with spaces, dashes and dots between."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_CHINESE = {char: str(value % 10) for value, char in enumerate("〇一二三四五六七八九零")} | {"○": "0", "幺": "1"}
_DIGIT = r"[\d①-⑨⓪〇○零幺一二三四五六七八九]"
_GAP = r"[ \t　\xa0\u2000-\u200d\u2060\ufeff\n\-‐-―−－_.．·•/]"
_RUN = re.compile(rf"{_DIGIT}(?:(?:{_GAP}{{0,3}}|[ \t]*\n[ \t]*){_DIGIT}){{10,}}(?:{_GAP}?[xXｘＸ×](?![a-zA-Z0-9]))?")
_CHUNK = re.compile(rf"{_DIGIT}+[xXｘＸ×]?|[xXｘＸ×]")
_LETTER = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Neighbouring groups of one run, read as one number: its digits, where it stands, how it was grouped."""

    digits: str
    start: int
    end: int
    groups: tuple[int, ...]

    @property
    def whole(self) -> bool:
        return len(self.groups) == 1


def candidates(text: str, longest: int = 19) -> Iterator[Candidate]:
    """Every way to read neighbouring groups of digits as one number of 11 to ``longest`` digits."""
    for run in _RUN.finditer(text):
        groups = [
            (match.start(), match.end(), _plain(match[0])) for match in _CHUNK.finditer(text, run.start(), run.end())
        ]
        for first in range(len(groups)):
            digits, sizes = "", []
            for _, end, plain in groups[first:]:
                digits += plain
                sizes.append(len(plain))
                if len(digits) > longest:
                    break
                if len(digits) >= 11 and _stands_alone(text, groups[first][0], end):
                    yield Candidate(digits, groups[first][0], end, tuple(sizes))


def _plain(text: str) -> str:
    """ASCII digits, and ``X`` for the last place of an identity number."""
    return "".join(_CHINESE.get(char) or ("X" if char in "xXｘＸ×" else str(unicodedata.digit(char))) for char in text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Part of a code such as ``LZ-13812345678-A`` or ``v138…a`` is not a number of its own."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    led = _LETTER.match(before[-1:]) or (before[-1:] in {"-", "_"} and _LETTER.match(before[:1]))
    return not led and not _LETTER.match(after[:1]) and not (after[:1] in {"-", "_"} and _LETTER.match(after[1:2]))
