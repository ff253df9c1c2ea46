"""Home addresses down to the door, and full dates of birth."""

import re
from collections.abc import Iterator

from scripts.personal.finding import Finding

_N = r"[0-9０-９一二三四五六七八九十百〇零]{1,5}"
_ESTATE = r"(?:小区|家属院|公寓|新村|花园|[苑园坊里村])"
_ROAD = r"(?:路|街|巷|道|里|弄|村|院|坊|胡同)"
_HOME = r"(?:家住|住在|住址|现住|居住|家在|家庭地址|住于|寓所)"
_DOOR = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_N}\s*单元[\s，、-]{{0,2}}(?:{_N}\s*(?:室|号)|\d{{3,4}}(?!\d))",
        rf"{_ESTATE}[^，。；\n]{{0,6}}?{_N}\s*(?:号楼|栋|幢|座)[^，。；\n]{{0,3}}?{_N}\s*(?:室|号)(?!.{{0,6}}(?:办公|活动|值班))",
        rf"{_HOME}[^。；！？\n]{{0,24}}?{_ROAD}[^，。；\n]{{0,4}}?{_N}\s*号(?![线杆窗口])",
        rf"{_HOME}[^。；！？\n]{{0,20}}?(?:{_ESTATE}|{_ROAD})[^，。；\n]{{0,6}}?{_N}\s*(?:号楼|栋|幢|室|单元|号院)",
    )
)
_OFFICE = re.compile(r"(?:物业|服务中心|办公|党群|活动室|居委会|社区服务)[^。；\n]{0,12}$")
_HINT_HOME = "请只写到街道或社区；公共场所的门牌写在阵地的 address 里"
_HINT_BORN = "请最多写到年月，例如 1962年3月生"

_DAY = (
    r"(?P<year>(?:1[89]|20)\d\d|[一二][八九〇零○一二三四五六七]{2,3}[〇零○一二三四五六七八九]?)"
    r"\s*[年.\-/]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[月.\-/]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]?"
)
_BORN = (
    re.compile(rf"(?:出生日期|出生年月日|出生时间|出生于|出生|(?<![诞产发新])生于|生日)\s*[:：为是在]?\s*{_DAY}"),
    re.compile(rf"{_DAY}\s*(?:出生|生(?=[，,。；;）)、\s]|于|$))"),
)
_DIED = re.compile(r"逝世|去世|牺牲|病逝|殉职|辞世|卒于|卒|就义")
_OLDEST = 1910
"""Nobody born before this year is taken to be alive."""


def find(text: str) -> Iterator[Finding]:
    if "单元" in text or "住" in text or "家在" in text or "号楼" in text or "栋" in text or "寓" in text:
        yield from _doors(text)
    if "生" in text:
        yield from _births(text)


def _doors(text: str) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for pattern in _DOOR:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 16) : match.start()]
            apart = all(match.end() <= start or end <= match.start() for start, end in taken)
            if apart and not _OFFICE.search(before):
                taken.append(match.span())
                yield Finding("D05", *match.span(), "这里的住址写到了门牌", _HINT_HOME)


def _births(text: str) -> Iterator[Finding]:
    taken: set[int] = set()
    for pattern in _BORN:
        for match in pattern.finditer(text):
            sentence = text[match.start() : match.end() + 60].split("。")[0]
            year = match["year"]
            past = year.isdigit() and int(year) < _OLDEST
            if match.end() not in taken and not past and not _DIED.search(sentence):
                taken.add(match.end())
                yield Finding("D06", *match.span(), "这里写了完整的出生日期", _HINT_BORN)
