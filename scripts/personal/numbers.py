"""Identity numbers, mobiles and bank cards among the numbers of a text."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from scripts.personal.finding import Finding, masked
from scripts.personal.runs import Candidate, candidates, in_web_address, stands_free

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54)
    + (61, 62, 63, 64, 65, 71, 81, 82, 83, 91)
)
_PAPERS = re.compile(r"(?:身份证|证件|公民身份|居民证)[^。；\n]{0,12}$")
_CARDS = re.compile(r"(?:卡号|银行卡|账号|帐号|储蓄卡|信用卡)[^。；\n]{0,12}$")
_CALLS = re.compile(r"(?:手机|电话|微信|联系|拨打|号码|QQ)[^。；\n]{0,8}$", re.IGNORECASE)
_LABELS = re.compile(r"(?:编号|单号|图号|货号|票号|书号|序号|档案号|流水号|合同号|代码|条码)[:： ]{0,2}$")
_PEOPLE = re.compile(r"(?:志愿者|队员|会员|学员|成员|老人|居民|本人|联系人|老师|先生|女士)$")
"""Whose number is mostly not a code but a way to reach them."""
_UNITS = re.compile(r"\s?(?:元|步|升|次|分|人|件|个|吨|米|公里|平方|千瓦|度|字节|余|多|万|亿)")
_BRANDS = re.compile(r"62|60|65|4|5[1-5]|35|36")
_MOBILE = re.compile(r"(?:0086|86|0)?(1[3-9]\d{9})", re.ASCII)
_GROUPED_MOBILE = {(11,), (3, 4, 4), (3, 8), (7, 4), (1,) * 11}
_PAIRED_MOBILE = (2, 2, 2, 2, 2, 1)
_DIVIDED_MOBILE = {(3, 4, 4), (3, 8), (7, 4), (1,) * 11}
"""How a mobile is grouped by spaces and dashes, in pairs where no more digits follow (15 16 17 18 19 20 is counting),
and by marks that otherwise divide numbers."""
_DIVIDED_IDENTITY = {(6, 8, 4), (6, 12), (14, 4), (6, 4, 4, 4), (1,) * 18}
_YEARS_OF_BIRTH = range(1880, 2100)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAY = re.compile(r"(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d")
_APART = re.compile(
    r"(?<!\d)(?:(\d{6})\D{1,20}((?:18|19|20)\d\d\D?\d\d\D?\d\d)\D{1,20}(\d{3}[\dXx])"
    r"|(\d{6})\D{1,20}((?:18|19|20)\d{9}[\dXx])|(\d{6}(?:18|19|20)\d{6})\D{1,20}(\d{3}[\dXx]))(?![\dA-Za-z])",
    re.ASCII,
)
"""An identity number in its parts, with words or other fields between."""
_LETTERED = re.compile(r"(?<![A-Za-z0-9])[1lI][3-9][0-9OolI]{9}(?![A-Za-z0-9])", re.ASCII)
_WORDED = re.compile(
    r"(?<!\d)(1[3-9]\d)(?P<gap>[^\d\s]{1,3})((?!19|20)\d{4})(?P=gap)((?!19|20)\d{4})(?!\d)"
    r"|前[3三]位\D{0,4}(1[3-9]\d)\D{1,8}(\d{4})\D{1,8}(\d{4})(?!\d)",
    re.ASCII,
)
"""A mobile in its parts, with the same word between them or with a word for each."""
_AS_DIGITS = str.maketrans("OolI", "0011")


def find(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Each place once, under the gravest name it can have: identity number, mobile, card.

    ``text`` has ASCII digits only (``Plain.digits``).
    """
    taken: list[tuple[int, int]] = []
    found = list(candidates(text))
    judged = (judge(text, one, allowed) for judge in (_identity, _mobile, _card, _doubtful) for one in found)
    for finding in filter(None, chain(judged, _apart(text), _lettered(text, allowed), _worded(text, allowed))):
        if all(finding.end <= start or end <= finding.start for start, end in taken):
            taken.append((finding.start, finding.end))
            yield finding


def is_identity(digits: str) -> bool:
    """A resident identity number by GB 11643-1999: province, a day of birth, check digit (ISO 7064 MOD 11-2)."""
    if len(digits) != 18 or not digits[:17].isdigit() or not _born(digits[:2], digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == digits[17]


def is_card(digits: str) -> bool:
    """A bank card number of 16 to 19 digits, of one issuer 15, by the Luhn formula (GB/T 15694)."""
    fewest = 15 if digits.startswith(("34", "37")) else 16
    if not fewest <= len(digits) <= 19 or not digits.isdigit() or len(set(digits)) < 2:
        return False
    doubled = (int(digit) * 2 if place % 2 else int(digit) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _born(province: str, day: str) -> bool:
    try:
        return int(province) in _PROVINCES and date(int(day[:4]), int(day[4:6]), int(day[6:])).year in _YEARS_OF_BIRTH
    except ValueError:
        return False


def _identity(text: str, one: Candidate, __: frozenset[str]) -> Finding | None:
    likely = one.soft or one.alone or one.groups in _DIVIDED_IDENTITY
    if not likely or not is_identity(one.digits) or in_web_address(text, one):
        return None
    return _identity_at(one.digits, one.start, one.end)


def _identity_at(digits: str, start: int, end: int) -> Finding:
    hint = "请删去：证件号码不能出现在任何地方，连注释里也不行"
    return Finding("D01", start, end, f"这里有居民身份证号码（{masked(digits)}）", hint)


def _apart(text: str) -> Iterator[Finding]:
    for match in _APART.finditer(text):
        digits = re.sub(r"[^\dX]", "", "".join(part for part in match.groups() if part).upper())
        if is_identity(digits):
            yield _identity_at(digits, *match.span())


def _mobile(text: str, one: Candidate, allowed: frozenset[str]) -> Finding | None:
    match = _MOBILE.fullmatch(one.digits)
    if not match or match[1] in allowed or not stands_free(text, one) or in_web_address(text, one):
        return None
    groups = one.groups
    if len(match[0]) > 11 and len(groups) > 1 and groups[0] in {1, 2, 4}:
        groups = groups[1:]
    before, after = text[max(0, one.start - 14) : one.start], text[one.end : one.end + 3]
    called = _CALLS.search(before) is not None
    label = _LABELS.search(before)
    coded = label and not _PEOPLE.search(before[: label.start()])
    counted = one.whole and (coded or _UNITS.match(after)) and not called
    if counted or not (_reads_as_mobile(text, one, groups) or (called and one.soft)):
        return None
    return _mobile_at(match[1], one.start, one.end)


def _reads_as_mobile(text: str, one: Candidate, groups: tuple[int, ...]) -> bool:
    """Whether the grouping is that of a mobile, or at least of one number and not of several."""
    if one.whole or (one.soft and groups in _GROUPED_MOBILE):
        return True
    if one.soft and one.alone and groups == _PAIRED_MOBILE:
        return True
    if one.soft:  # 1380 0138 000: one kind of gap throughout, and no year such as 1998-2003 200
        return one.alone and len(set(one.gaps)) == 1 and len(groups) <= 5 and not _YEAR.match(one.digits)
    parts = [one.digits[-4:], one.digits[-8:-4]] if groups == (3, 4, 4) else [one.digits[-8:]]
    dates = any(_YEAR.fullmatch(part) or _DAY.fullmatch(part) for part in parts)
    before = text[max(0, one.start - 1) : one.start]
    listed = before in {"[", "{", ":", ",", "="} and not set("".join(one.gaps)).isdisjoint(",:=")  # data for machines
    return one.alone and groups in _DIVIDED_MOBILE and not dates and not listed


def _lettered(text: str, allowed: frozenset[str]) -> Iterator[Finding]:
    """A mobile with the letters O and l in the place of some digits."""
    for match in _LETTERED.finditer(text):
        digits = match[0].translate(_AS_DIGITS)
        if sum(char.isdigit() for char in match[0]) in range(5, 11) and digits not in allowed:
            yield _mobile_at(digits, *match.span())


def _worded(text: str, allowed: frozenset[str]) -> Iterator[Finding]:
    for match in _WORDED.finditer(text):
        digits = "".join(part for part in match.groups() if part and part.isdigit())
        if digits not in allowed:
            yield _mobile_at(digits, *match.span())


def _mobile_at(digits: str, start: int, end: int) -> Finding:
    hint = "请删去，改写办公电话；单位公用的值班手机写在 contact 的 duty_mobile 里"
    return Finding("D03", start, end, f"这里有手机号码（{masked(digits)}）", hint)


def _card(text: str, one: Candidate, _: frozenset[str]) -> Finding | None:
    if not is_card(one.digits) or not stands_free(text, one) or in_web_address(text, one):
        return None
    named = _CARDS.search(text[max(0, one.start - 20) : one.start])
    even = set(one.groups[:-1]) <= {4, 6} and (one.soft or (one.alone and len({gap.strip() for gap in one.gaps}) == 1))
    if not named and not (_BRANDS.match(one.digits) and (one.whole or even)):
        return None
    return Finding("D04", one.start, one.end, f"这里有银行卡号（{masked(one.digits)}）", "请删去：银行卡号不公开")


def _doubtful(text: str, one: Candidate, _: frozenset[str]) -> Finding | None:
    """A number that is called an identity number and has its shape, but not its check digit; or the old 15 digits."""
    new = len(one.digits) == 18 and one.digits[:17].isdigit() and _born(one.digits[:2], one.digits[6:14])
    old = len(one.digits) == 15 and one.digits.isdigit() and _born(one.digits[:2], "19" + one.digits[6:12])
    if not (new or old) or not _PAPERS.search(text[max(0, one.start - 18) : one.start]):
        return None
    message = f"这里像是身份证号码（{masked(one.digits)}），校验位不对或是旧的15位"
    return Finding("D02", one.start, one.end, message, "请核对：是证件号码就删去")
