"""Identity numbers, mobiles and bank cards among the numbers of a text."""

import re
from collections.abc import Iterator
from datetime import date

from scripts.personal.finding import Finding, masked
from scripts.personal.runs import Candidate, candidates

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "91",
    ]
)
_PAPERS = re.compile(r"(?:身份证|证件|公民身份|居民证)[^。；\n]{0,12}$")
_CARDS = re.compile(r"(?:卡号|银行卡|账号|帐号|储蓄卡|信用卡)[^。；\n]{0,12}$")
_CALLS = re.compile(r"(?:手机|电话|微信|联系|拨打|号码|QQ)[^。；\n]{0,8}$", re.IGNORECASE)
_LABELS = re.compile(r"(?:编号|单号|图号|货号|票号|书号|序号|档案号|流水号|合同号|代码|条码)[:： ]{0,2}$")
_UNITS = re.compile(r"\s?(?:元|步|升|次|分|人|件|个|吨|米|公里|平方|千瓦|度|字节|余|多|万|亿)")
_BRANDS = re.compile(r"62|60|65|4|5[1-5]|35|36")
_GROUPED_MOBILE = {(11,), (3, 4, 4), (3, 8), (7, 4), (1,) * 11}


def find(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Each place once, under the gravest name it can have: identity number, mobile, card."""
    taken: list[tuple[int, int]] = []
    found = list(candidates(text))
    for judge in (_identity, _mobile, _card, _doubtful):
        for one in found:
            if not any(one.start < end and start < one.end for start, end in taken):
                finding = judge(text, one, allowed)
                if finding is not None:
                    taken.append((one.start, one.end))
                    yield finding


def is_identity(digits: str) -> bool:
    """A resident identity number by GB 11643-1999: province, a day of birth, check digit (ISO 7064 MOD 11-2)."""
    if len(digits) != 18 or not digits[:17].isdigit() or not _born(digits[:2], digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == digits[17]


def is_card(digits: str) -> bool:
    """A bank card number of 16 to 19 digits by the Luhn formula (GB/T 15694)."""
    if not 16 <= len(digits) <= 19 or not digits.isdigit() or len(set(digits)) < 2:
        return False
    doubled = (int(digit) * 2 if place % 2 else int(digit) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _born(province: str, day: str) -> bool:
    try:
        return province in _PROVINCES and date(int(day[:4]), int(day[4:6]), int(day[6:])).year >= 1880
    except ValueError:
        return False


def _identity(_: str, one: Candidate, __: frozenset[str]) -> Finding | None:
    if not is_identity(one.digits):
        return None
    message = f"这里有居民身份证号码（{masked(one.digits)}）"
    return Finding("D01", one.start, one.end, message, "请删去：证件号码不能出现在任何地方，连注释里也不行")


def _mobile(text: str, one: Candidate, allowed: frozenset[str]) -> Finding | None:
    match = re.fullmatch(r"(?:0086|86|0)?(1[3-9]\d{9})", one.digits)
    if not match or match[1] in allowed:
        return None
    groups = one.groups
    if len(match[0]) > 11 and len(groups) > 1 and groups[0] in {1, 2, 4}:
        groups = groups[1:]
    before, after = text[max(0, one.start - 14) : one.start], text[one.end : one.end + 3]
    plain = groups in _GROUPED_MOBILE or one.whole
    if (not plain and not _CALLS.search(before)) or (one.whole and (_LABELS.search(before) or _UNITS.match(after))):
        return None
    hint = "请删去，改写办公电话；单位公用的值班手机写在 contact 的 duty_mobile 里"
    return Finding("D03", one.start, one.end, f"这里有手机号码（{masked(match[1])}）", hint)


def _card(text: str, one: Candidate, _: frozenset[str]) -> Finding | None:
    named = _CARDS.search(text[max(0, one.start - 20) : one.start])
    likely = _BRANDS.match(one.digits) and (one.whole or set(one.groups[:-1]) <= {4, 6})
    if not is_card(one.digits) or not (named or likely):
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
