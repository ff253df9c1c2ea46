"""Mobile numbers: whole, in groups, with words between the groups, with letters for digits."""

import re
from collections.abc import Iterator

from scripts.privacy.detectors.plain import SpanProblem
from scripts.privacy.detectors.runs import (
    HEADED,
    NEXT,
    UNITS,
    Candidate,
    Labels,
    in_web_address,
    is_contact,
    pieces,
    stands_free,
)

MOBILE = re.compile(r"(?:0086|86|0)?(1[3-9]\d{9})", re.ASCII)
_AMOUNT = re.compile(rf"(?<=000000)(?:{UNITS.pattern})|\.\d{{1,2}}[百千万亿]?元", re.ASCII)
"""What makes whole digits an amount; whatever else stands behind them, they may be a mobile."""
_ONE_BY_ONE = (1,) * 11
_DIVIDED = {(3, 4, 4), (3, 8), (7, 4), _ONE_BY_ONE}
_IN_PAIRS = (2, 2, 2, 2, 2, 1)
_GROUPINGS = _DIVIDED | {(5, 6), (4, 3, 4), (4, 4, 3)}
"""Groupings of a mobile by spaces and dashes, in pairs if no digits follow (not 15 16 17 …), and by other separators."""
_OF_A_MACHINE = re.compile(r"(?:192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2}", re.ASCII)
"""A private IP address (RFC 1918, 3); the same digits in others may be a mobile."""
_COUNTING = re.compile(r"[、×|]|\n[\s>]*[-*+]|\n\s*\n")
"""Marks between numbers that are mostly counts or sizes: of a list, a table, a board; the cells of a finished table stand in lines
apart."""
_WORD_BETWEEN = re.compile(rf"[^\d。！？\n]{{0,6}}{NEXT}\D{{0,6}}(?:\d位\D{{0,3}})?", re.ASCII)
_ZERO = re.compile(r"(?<!\d)0\d")
"""A group that begins with 0, as no count does."""
_WORD = re.compile(r"[^\d\s]{1,3}")


def mobile(text: str, one: Candidate, allowed: frozenset[str]) -> SpanProblem | None:
    """A whole number or groups of one; not sure where the groups may be years or counts."""
    match = MOBILE.fullmatch(one.digits)
    if not match or match[1] in allowed or not stands_free(text, one) or in_web_address(text, one):
        return None
    said = Labels.of(text, one)
    harmless = said.meeting or (said.coded and (one.whole or not one.alone or one.groups not in _DIVIDED))
    harmless = harmless or bool(_OF_A_MACHINE.fullmatch(text[one.start : one.end]) or _AMOUNT.match(text, one.end))
    if harmless and not said.called:
        return None
    named = said.called or said.headed or _ZERO.search(text[one.start : one.end]) is not None
    if not (said.called and (one.soft or one.spaced)) and not _reads_as_mobile(text, one, said, named):
        return None
    item = set(one.gaps) == {" - "} and text.endswith("- ", 0, one.start)  # - 138 - 1256 - 1380
    counts = (one.groups[0] == 4 or item) and not named  # 1380 1256 980
    return SpanProblem("D03", one.start, one.end, match[1], sure=said.called or not counts)


def _reads_as_mobile(text: str, one: Candidate, said: Labels, named: bool) -> bool:
    """Whether the grouping is a mobile's, or at least that of one number, not several."""
    groups, before = one.groups, text[max(0, one.start - 1) : one.start]
    if one.whole or (one.soft and groups in _DIVIDED):
        return True
    if groups[0] == 4 and one.digits[1] > "4" and not named:
        return False  # years and counts: 1998-2003 200, 1500，1200，800
    if one.soft:  # 1380 0138 000: one kind of gap throughout
        return one.alone and ((len(set(one.gaps)) == 1 and len(groups) <= 5) or groups == _IN_PAIRS)
    marks = "".join(one.gaps)
    counting = groups != _ONE_BY_ONE and (said.counted or any(_COUNTING.search(gap) for gap in one.gaps))
    if groups not in _DIVIDED:
        counting = counting or "," in marks
    listed = before in set("[{:,=") and not set(marks).isdisjoint(",:=")  # data for machines
    return groups in _GROUPINGS and one.alone and not listed and (named or not counting)


def mobiles_in_pieces(text: str, allowed: frozenset[str]) -> Iterator[SpanProblem]:
    """A mobile in pieces with words between, 前三位…，中间四位…, or in any pieces after a word for phones."""
    for row in pieces(text, {11, 12}):  # an x may follow: 138-1234-5678x
        parts = [re.sub(r"\D", "", part) for part in row.parts]
        digits, sizes, between = "".join(parts), tuple(map(len, parts)), row.gaps
        if len(digits) != 11 or not MOBILE.fullmatch(digits) or digits in allowed or row.counted:
            continue
        named = is_contact(text, row.start, row.end) or HEADED.search("".join(between)) is not None
        known = sizes in _DIVIDED and (named or all(map(_WORD_BETWEEN.fullmatch, between)))
        alike = sizes == (3, 4, 4) and len({*between}) == 1 and _WORD.fullmatch(between[0]) is not None
        counting = _COUNTING.match(between[0]) and not any(part[0] == "0" for part in row.parts)
        if known or (named and row.led) or (alike and not counting):
            yield SpanProblem("D03", row.start, row.end, digits)
