"""Runs of digits with spaces, dashes, dots and other marks between."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise, takewhile
from typing import NamedTuple, Self

from scripts.records.patterns import compiled

_SOFT = r" \t　\xa0\u1680\u2000-\u200a\u202f\u205f\-‐-―−－_.．·•"
_X = "xX×ΧХ✕✖╳叉"
"""Characters written for the check digit X."""
_RUN = re.compile(rf"\d(?:(?:[^\w。！？!?]|_){{0,10}}\d){{10,}}(?:[{_SOFT}（(]?[{_X}](?![a-zA-Z0-9]))?")
_CHUNK = re.compile(rf"\d+[{_X}]?|[{_X}]", re.ASCII)
_LENGTHS = (11, 12, 13, 15, 16, 17, 18, 19)
"""Lengths of a mobile without and with 0, 86, 0086; of the old and new identity number; of a bank card."""
_LIKELY = re.compile(
    r"(?:0|86|0086)?1[3-9]\d{9}|[1-9]\d{7}[01]\d{6}|(?!(\d)\1+$)[2-9]\d{14,18}"
    rf"|[1-9]\d{{5}}(?:18|19|20)\d\d[01]\d{{6}}[\d{_X}]"
)
"""A mobile, an identity number or a bank card: few stretches of a long row of digits match."""
_PIECE = compiled(rf"(?<![\d第])(?!0\d\d\d?[-)\s]\d{{7}})[0-9]+(?:[{_X}](?!\d))?(?![\d位段截组])", re.ASCII)
"""A number that may be a piece of another, except area codes and numbers that count pieces or digits (第2段, 后4位)."""
NEXT = "(?:中间|接着|后面|然后|跟着|最后|[末尾前后再])"
"""Words between the pieces of a number."""
_LED = re.compile(f"{NEXT}|[段截半]")
_TAIL = re.compile(r"(?:尾号|[后末]\d位)\D{0,4}\Z")
_BETWEEN = 20
_WIDEST = 2_000
"""The distance in which a column's heading is searched, which keeps the time linear."""
_LINKED = re.compile(rf"[{_SOFT}]*")
_WORD = re.compile(r"[A-Za-z]+[-_]?\Z")
_CODE = re.compile(r"[A-Za-z]{1,12}+[0-9]")
_DECIMAL = re.compile(r"[^\s\d.]\s?\d{2,3}\.\Z")
_CALL = re.compile(r"(?:tel|phone|mobile|mob|cell|call|sms|wx|vx|v|wechat|weixin|qq|id|sj|dh|sfzh?|idcard)[-_]?", re.I)
_ITEM = re.compile(r"(?:^|[\n。；;])[ \t>]*[（(]?\d{1,2}[.．、)）][ \t]*\Z")
"""The number of a list item, which is no part of the number after it."""
WEB = re.compile(r"(?i:[\w-]\.[a-z]{2,})/[^\s一-鿿?#]*\Z", re.ASCII)
_ARTICLES = re.compile(
    r"(?i:[\w-]\.[a-z]{2,})/(?:[\w.-]+/)*(?:p|a|articles?|answer|question|status|video|news|content|detail)/\Z",
    re.ASCII,
)


class Candidate(NamedTuple):
    """Adjacent groups of one run, read as one number.

    ``groups`` are their sizes, ``gaps`` the text between them. ``soft``: the gaps are spaces and dashes, unlike commas and line
    ends around; ``alone``: no digits are before or after it, except a list item's number.
    """

    digits: str
    start: int
    end: int
    groups: tuple[int, ...]
    gaps: tuple[str, ...]
    soft: bool
    alone: bool

    @property
    def whole(self) -> bool:
        return len(self.groups) == 1

    @property
    def spaced(self) -> bool:
        """Whether it is alone and only white space separates its groups."""
        return self.alone and not "".join(self.gaps).strip()


class Row(NamedTuple):
    """Nearby numbers that may be pieces of one; ``gaps`` are the texts between them, ``counted``: a unit follows one of them."""

    parts: tuple[str, ...]
    start: int
    end: int
    gaps: tuple[str, ...]
    counted: bool

    @classmethod
    def of(cls, text: str, pieces: list[re.Match[str]]) -> Self:
        gaps = tuple(text[one.end() : other.start()] for one, other in pairwise(pieces))
        counted = any(UNITS.match(text, one.end()) for one in pieces)
        return cls(tuple(one[0] for one in pieces), pieces[0].start(), pieces[-1].end(), gaps, counted)

    @property
    def led(self) -> bool:
        """Whether words between all pieces announce another: 前三位…，后面是…."""
        return all(map(_LED.search, self.gaps))


def candidates(text: str) -> Iterator[Candidate]:
    """Every reading of adjacent groups of ASCII digits as one number with one of ``_LENGTHS``."""
    for run in _RUN.finditer(text):
        chunks = list(_CHUNK.finditer(text, run.start(), run.end()))
        row, places = "".join(chunk[0] for chunk in chunks), [0, *accumulate(len(chunk[0]) for chunk in chunks)]
        gaps = tuple(text[one.end() : other.start()] for one, other in pairwise(chunks))
        numbered = len(chunks) > 1 and _ITEM.search(text[max(0, run.start() - 4) : chunks[1].start()])
        begins = 1 if numbered or chunks[0][0] in {"86", "0086"} else 0
        for first, last in _stretches(places):
            digits = row[places[first] : places[last]]
            if not _LIKELY.fullmatch(digits):
                continue
            yield Candidate(
                digits=digits if digits.isdigit() else f"{digits[:-1]}X",
                start=chunks[first].start(),
                end=chunks[last - 1].end(),
                groups=tuple(len(chunk[0]) for chunk in chunks[first:last]),
                gaps=(between := gaps[first : last - 1]),
                soft=_LINKED.fullmatch("".join(between)) is not None,
                alone=first <= begins and last == len(chunks),
            )


def pieces(text: str, lengths: Container[int], fewest: int = 3) -> Iterator[Row]:
    """Two to five nearby numbers of at least ``fewest`` digits with one of the ``lengths`` together, which may be pieces of one
    number; text and smaller numbers may be between. A single digit, as in dates, counts as two. Two are also tried in reverse
    order behind or with words that say so: 尾号8000的手机1380013."""
    found = [one for one in _numbers(text) if len(one[0]) >= fewest]
    for place, first in enumerate(found):
        length, end = max(2, len(first[0])), first.end()
        for last, one in enumerate(found[place + 1 : place + 5], place + 2):
            length += max(2, len(one[0]))
            if one.start() - end > _BETWEEN:
                break
            end = one.end()
            if length in lengths:
                yield (row := Row.of(text, found[place:last]))
                if len(row.parts) == 2 and (row.led or _TAIL.search(text, max(0, row.start - 8), row.start)):
                    yield row._replace(parts=row.parts[::-1])


@lru_cache(maxsize=1)
def _numbers(text: str) -> list[re.Match[str]]:
    """Every number of a text that may be a piece; cached, as each kind of number is searched in turn."""
    return list(_PIECE.finditer(text))


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """Every two of ``places``, which begin groups of digits, that are one of ``_LENGTHS`` apart; by their indices."""
    ends = {end: last for last, end in enumerate(places)}
    pairs = ((first, ends.get(start + length)) for first, start in enumerate(places) for length in _LENGTHS)
    return ((first, last) for first, last in pairs if last is not None)


def stands_free(text: str, one: Candidate) -> bool:
    """Whether a number is not part of a code (``LZ-13812345678-A``, ``v138…a2``) or a decimal; ``tel138…`` and digits without a
    letter before are free, whatever follows."""
    word = _WORD.search(text, max(0, one.start - 12), one.start)
    if word:
        return _CALL.fullmatch(word[0]) is not None and not _CODE.match(text, one.end)
    return not (one.whole and _DECIMAL.search(text, max(0, one.start - 8), one.start))


def in_web_address(text: str, one: Candidate, whole: re.Pattern[str] = _ARTICLES) -> bool:
    """Whether digits are folders of a web address, or whole ones an article's name in one: zhuanlan.zhihu.com/p/13…"""
    before = text[max(0, one.start - 200) : one.start]
    return (whole if one.whole else WEB).search(before) is not None and (one.whole or "/" in "".join(one.gaps))


_CALLS = re.compile(
    r"(?:手机|电话|微信|联系|拨打|\+86|[VW]X|(?<!会议|发票|票据|中签|中奖|开奖)号码|QQ(?!群))[^。；\n]{0,8}$|[打拨][\s:：]{0,2}$",
    re.IGNORECASE,
)
_CALLS_BEHIND = re.compile(r"[（(，,]?[^。；，,\n]{0,6}(?:微信|同号)|[，,]?(?:打|拨|用)?(?:这个|此|该)(?:电话|手机|号)")
HEADED = re.compile(r"手机|电话|联系方式|微信|号段")
_CODES = re.compile(
    r"(?:编号|[工订运账保]单号?|单号|图号|货号|票号|书号|序号|档号|流水号?|合同号|代码|条码|编码|登记号|户号|表号|QQ群|群号|会议(?:号码?| ?ID)|准考证号?|考号|序列号|税号|批次号|注册号|专利号"
    r"|[据执易请]号|受理号|许可证|字第|(?:票[据务]?|[中抽]签|[中开]奖)号码?|[形伪换货销别券]码|(?<![A-Za-z])S/?N"
    r"|学号|座位号|资产号|设备号|证书号|(?:志愿者|会员|老年|学生)?证号|门诊号|病历号|住院号|批号|追溯码|(?<!档)案号|执照号|箱号|机身号|识别号|直播间号|抖音号|快手号|视频号|公众号|号段)号?"
    r"[\s:：为是“【]{0,3}(?:\d{6,20}[、和及与至到~～—–-]{1,2}){0,2}$"
)
_MEETINGS = re.compile(r"(?:会议(?:号码?| ?ID)|QQ群|群号)[:： ]{0,2}$")
"""Labels of meetings and groups, whose numbers are grouped like mobiles."""
_PEOPLE = re.compile(
    r"(?:志愿者|队员|会员|学员|成员|老人|居民|本人|联系人|老师|先生|女士|师傅|书记|主任|医生|[队站组院校馆会班楼处科局镇乡村店]长|干事|经理|同志|大爷|大妈|阿姨|[老小][一-鿿]|[哥姐])[:： ]{0,2}$"
)
"""Words for people, whose number is mostly a phone number, not a code or a count."""
UNITS = re.compile(
    r"\s?(?:元|步|升|次(?![日要])|分(?!机)|人(?!工)|件|个|吨|米|[毫厘]米|mm|cm|公里|平方|千瓦|度|字节|亩|户(?!名)|页|册|条(?!件)|余|多|万|亿)"
)


class Labels(NamedTuple):
    """The labels around a number: ``called``, a word for phones beside it; ``headed``, one heads its column; ``coded``, a word for
    codes before it or as heading; ``meeting``; ``counted``, a unit follows."""

    called: bool
    headed: bool
    coded: bool
    meeting: bool
    counted: bool

    @classmethod
    def of(cls, text: str, one: Candidate) -> "Labels":
        before, head = text[max(0, one.start - 48) : one.start], column_heading(text, one.start)
        code = _CODES.search(before)
        return cls(
            called=is_contact(text, one.start, one.end),
            headed=HEADED.search(head) is not None,
            coded=bool(code and not _PEOPLE.search(before[: code.start()])) or bool(_CODES.search(head)),
            meeting=_MEETINGS.search(before) is not None,
            counted=UNITS.match(text, one.end) is not None,
        )


def is_contact(text: str, start: int, end: int) -> bool:
    """Whether the words beside a number mark it as a contact."""
    before = text[max(0, start - 18) : start]
    return _CALLS.search(before) is not None or _CALLS_BEHIND.match(text, end) is not None


def column_heading(text: str, place: int) -> str:
    """The heading of the table column at ``place``, in tables with tabs or bars; empty outside a table."""
    start = text.rfind("\n", max(0, place - _WIDEST), place) + 1
    sign, heads = _heads(text, start)
    column = heads[text.count(sign, start, place) :] if heads else []
    return column[0].strip() if column else ""


@lru_cache(maxsize=1)
def _heads(text: str, start: int) -> tuple[str, list[str]]:
    """(separator, headings) of the table whose row starts at ``start``; no headings if no row is above it."""
    sign = "|" if text[start : start + _WIDEST].partition("\n")[0].lstrip().startswith("|") else "\t"
    above = reversed(text[max(0, start - _WIDEST) : start].split("\n")[:-1])
    rows = list(takewhile(lambda row: sign in row and (sign == "\t" or row.lstrip().startswith("|")), above))
    return sign, rows[-1].split(sign) if rows else []
