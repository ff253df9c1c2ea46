"""Resident identity numbers (GB 11643-1999): whole, in pieces, with letters for digits."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from scripts.privacy.detectors.plain import SpanProblem
from scripts.privacy.detectors.runs import Candidate, Labels, pieces, stands_free

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54)
    + (61, 62, 63, 64, 65, 71, 81, 82, 83, 91)
)
_YEARS_OF_BIRTH = range(1880, 2100)
_PAPERS = re.compile(r"(?:身份证|证件|公民身份|居民证)[^。；\n]{0,12}$")
_OF_THING = re.compile(
    r"(?:许可证?|受理|办件|立案|合同|项目|工程|备案|批[准文复]|字)(?:编?号码?|代码|第)?[^\w。；\n]{0,3}\Z"
)
"""The label of an office's code of division, day and count; 编号 alone may also be a person's."""
_DIVIDED = {(6, 8, 4), (6, 12), (14, 4), (6, 4, 4, 4), (1,) * 18}


def is_identity(digits: str) -> bool:
    """Whether digits are valid by GB 11643-1999: province, date of birth, check digit (ISO 7064 MOD 11-2)."""
    if len(digits) != 18 or not digits[:17].isdigit() or not _born(digits[:2], digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == digits[17]


def _born(province: str, day: str) -> bool:
    try:
        return int(province) in _PROVINCES and date(int(day[:4]), int(day[4:6]), int(day[6:])).year in _YEARS_OF_BIRTH
    except ValueError:
        return False


def _is_recent(digits: str) -> bool:
    """Whether the date is after 2015: in pieces, cells or codes mostly an event's, rarely a child's birth, hence doubtful."""
    return int(digits[6:10]) > 2015


def _has_label(text: str, start: int) -> bool:
    return _PAPERS.search(text[max(0, start - 18) : start]) is not None


def identity(text: str, one: Candidate, _: frozenset[str]) -> SpanProblem | None:
    likely = one.soft or one.alone or one.groups in _DIVIDED
    if not likely or not is_identity(one.digits):
        return None
    pupil = text[: one.start].endswith(("G", "L"))  # a school's number for a pupil is G or L and the identity number
    of_thing = _OF_THING.search(text, max(0, one.start - 20), one.start) or not (pupil or stands_free(text, one))
    cells = not set("\t|").isdisjoint("".join(one.gaps))
    # 受理编号620102202611300133, XF620102202611300133: a division, a day, a count.
    perhaps = (of_thing or cells) and _is_recent(one.digits) and not _has_label(text, one.start)
    return SpanProblem("D01", one.start, one.end, one.digits, sure=not perhaps)


def identities_in_pieces(text: str) -> Iterator[SpanProblem]:
    """An identity number in pieces, its date also as 1880年1月1日. One in eleven other numbers around a date passes the check digit:
    投资127643元，2026年7月16日开工，共3781平方米."""
    for row in chain(pieces(text, {18}), pieces(text, {18}, fewest=1)):
        digits = "".join(part.zfill(2) for part in row.parts).upper()
        named = _has_label(text, row.start) or row.led
        if is_identity(digits) and (named or not row.counted):
            recent = _is_recent(digits) and not named and "生" not in text[row.start : row.end]
            yield SpanProblem("D01", row.start, row.end, digits, sure=not recent)


def old_identity(text: str, one: Candidate, _: frozenset[str]) -> SpanProblem | None:
    """Perhaps one of the old numbers, of 15 digits and without a check digit."""
    old = len(one.digits) == 15 and _born(one.digits[:2], "19" + one.digits[6:12])
    bare = old and one.whole and one.alone and stands_free(text, one) and not Labels.of(text, one).coded
    return SpanProblem("D01", one.start, one.end, one.digits, sure=False) if bare else None
