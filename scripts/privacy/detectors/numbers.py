"""Identity numbers, mobiles and bank cards among the numbers of a text."""

import re
from collections.abc import Iterator

from scripts.privacy.detectors import identities, mobiles
from scripts.privacy.detectors.plain import SpanProblem
from scripts.privacy.detectors.runs import (
    WEB,
    Candidate,
    Labels,
    candidates,
    column_heading,
    in_web_address,
    pieces,
    stands_free,
)

_CARDS = re.compile(r"(?:卡号|银行卡|账号|帐号|储蓄卡|信用卡)[^。；\n]{0,12}$")
_A_CARD = re.compile(r"(?:卡|[账帐]号)[^。；]{0,12}$")
"""A looser label for a card in pieces, which the words between the pieces confirm."""
_CARDS_BEHIND = re.compile(r"[^。；\n]{0,6}(?:开户|持卡|银行)")
_DOUBLED = str.maketrans("0123456789", "0246813579")
"""Twice a digit, and of two digits their sum."""
_BRANDS = re.compile(r"62(?!01(?:0[0-5]|[12]\d))|60|65|4|5[1-5]|35|36")
"""Without 6201…, also the division code of Lanzhou (GB/T 2260), with which many offices' codes begin."""


def find(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[SpanProblem]:
    """All findings, gravest kind first: identity number, mobile, card. A place may be found as several kinds.

    ``text`` has ASCII digits only (``Plain.digits``).
    """
    found = list(candidates(text))
    judges = (identities.identity, mobiles.mobile, _card, identities.old_identity)
    yield from filter(None, (judge(text, one, allowed) for judge in judges for one in found))
    yield from identities.identities_in_pieces(text)
    yield from mobiles.mobiles_in_pieces(text, allowed)
    yield from _cards_in_pieces(text)


def is_card(digits: str) -> bool:
    """Whether digits are a bank card number: 16 to 19 digits, 15 for one issuer, valid by the Luhn formula (GB/T 15694)."""
    fewest = 15 if digits.startswith(("34", "37")) else 16
    if not fewest <= len(digits) <= 19 or not digits.isdigit() or len(set(digits)) < 2:
        return False
    return sum(map(int, digits[::-2] + digits[-2::-2].translate(_DOUBLED))) % 10 == 0


def _card(text: str, one: Candidate, _: frozenset[str]) -> SpanProblem | None:
    if not is_card(one.digits) or not stands_free(text, one):
        return None
    if not (one.whole and one.digits.startswith("62")) and in_web_address(text, one, WEB):
        return None
    labels = text[max(0, one.start - 20) : one.start], column_heading(text, one.start)
    named = any(map(_CARDS.search, labels)) or _CARDS_BEHIND.match(text, one.end)
    cells = "\t" in "".join(one.gaps)  # of a pasted row
    parted = one.spaced and min(one.groups) > 3 and not cells
    even = set(one.groups[:-1]) <= {4, 6} and (one.soft or (one.alone and len({gap.strip() for gap in one.gaps}) == 1))
    coded = one.whole and Labels.of(text, one).coded  # one in ten passes the sum
    sure = bool(named) or one.whole or even or parted
    if not named and (coded or not (_BRANDS.match(one.digits) and (sure or (one.soft and one.alone and not cells)))):
        return None
    return SpanProblem("D04", one.start, one.end, one.digits, sure)


def _cards_in_pieces(text: str) -> Iterator[SpanProblem]:
    """A UnionPay card in pieces after its label: 卡号前四位…，中间…."""
    for row in pieces(text, range(16, 20)):
        digits = "".join(row.parts)
        named = _A_CARD.search(text[max(0, row.start - 20) : row.start])
        if named and digits.startswith("62") and is_card(digits) and row.led:
            yield SpanProblem("D04", row.start, row.end, digits)
