"""What the words around a number say it is: a way to reach somebody, a code, a count."""

import re
from itertools import takewhile
from typing import NamedTuple

from scripts.privacy.detectors.runs import Candidate

_CALLS = re.compile(r"(?:手机|电话|微信|联系|拨打|(?<!会议)号码|QQ(?!群))[^。；\n]{0,8}$", re.IGNORECASE)
_CALLS_BEHIND = re.compile(r"[（(，,]?[^。；，,\n]{0,6}(?:微信|同号)|[，,]?(?:打|拨|用)?(?:这个|此|该)(?:电话|手机|号)")
_HEADED = re.compile(r"手机|电话|联系方式|微信")
_CODES = re.compile(
    r"(?:编号|[工订运账保]单号?|单号|图号|货号|票号|书号|序号|档案号|流水号?|合同号|代码|条码|编码|登记号|户号|表号|QQ群|群号|会议号码?|准考证号?|考号"
    r"|工号|学号|座位号|资产号|设备号|证书号|(?:志愿者|会员|老年|学生)?证号|门诊号|病历号|住院号|批号|追溯码|案号|备案号|执照号|箱号|机身号|识别号|直播间号|抖音号|快手号|视频号|公众号|号段(?:[0-9]{0,13}[至到—-])?)号?[:： ]{0,2}$"
)
_MEETINGS = re.compile(r"(?:会议号码?|QQ群|群号)[:： ]{0,2}$")
"""Numbers that are grouped like mobiles."""
_PEOPLE = re.compile(
    r"(?:志愿者|队员|会员|学员|成员|老人|居民|本人|联系人|老师|先生|女士|师傅|书记|主任|医生|[队站组院校馆会班楼处科局镇乡村店]长|干事|经理|同志|大爷|大妈|阿姨|[老小][一-鿿]|[哥姐])[:： ]{0,2}$"
)
"""Whose number is mostly not a code or a count but a way to reach them."""
_UNITS = re.compile(
    r"\s?(?:元|步|升|次(?![日要])|分(?!机)|人(?!工)|件|个|吨|米|[毫厘]米|mm|cm|公里|平方|千瓦|度|字节|余|多|万|亿)"
)


class Labels(NamedTuple):
    """``called`` right before or behind it, ``headed`` above it in its table."""

    called: bool
    headed: bool
    coded: bool
    meeting: bool
    counted: bool

    @classmethod
    def of(cls, text: str, one: Candidate) -> "Labels":
        before = text[max(0, one.start - 18) : one.start]
        code = _CODES.search(before)
        return cls(
            called=called(text, one.start, one.end),
            headed=_HEADED.search(_table_above(text, one.start)) is not None,
            coded=code is not None and not _PEOPLE.search(before[: code.start()]),
            meeting=_MEETINGS.search(before) is not None,
            counted=_UNITS.match(text, one.end) is not None and not _PEOPLE.search(before),
        )


def called(text: str, start: int, end: int) -> bool:
    """Whether the words right before or behind say that it is a way to reach somebody."""
    before = text[max(0, start - 18) : start]
    return _CALLS.search(before) is not None or _CALLS_BEHIND.match(text, end) is not None


def _table_above(text: str, place: int) -> str:
    """The rows of a Markdown table from its head to ``place``; nothing outside a table."""
    rows = reversed(text[max(0, place - 200) : place].split("\n"))
    return "".join(takewhile(lambda row: "|" in row, rows))
