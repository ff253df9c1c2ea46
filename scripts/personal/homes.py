"""Home addresses down to the door."""

import re
from collections.abc import Iterator

from scripts.personal.finding import Finding

_N = r"[0-9一二三四五六七八九十百〇零]{1,5}"
_ESTATE = r"(?:小区|家属院|公寓|新村|花园|家园|[苑坊里村]|(?<![科技产业创意软件文化校])园)"
_ROAD = r"(?:路|街|巷|道|里|弄|村|院|坊|胡同)"
_HOME = (
    r"(?:家住|住在|住址|现住|租住|暂住(?!证)|现居|居住(?![证区])|(?<![大国专商独厂酒作画一这那几各多两三有回搬每])家(?:就|现)?在(?!哪)|(?:家庭|家里|家中|老家)地址|户籍(?:地址?|所在地)"
    r"|住于|寓所|(?<![一-鿿])住[:：])"
)
_DOOR = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_N}\s*单元[\s，、-]{{0,2}}(?:{_N}\s*(?:室|号)|[0-9一二三四五六七八九〇零]{{3,4}}(?![0-9]))",
        rf"{_N}\s*单元[\s，、-]{{0,2}}{_N}\s*[楼层]\s*(?:[东西南北中左右](?![墙侧面])|{_N}\s*[室户])",
        rf"{_ESTATE}[^，。；\n]{{0,6}}?(?:{_N}\s*(?:号楼|栋|幢|座)|[A-Za-z]\s*[座栋])[^，。；\n]{{0,3}}?{_N}\s*(?:室|号)(?!.{{0,6}}(?:办公|活动|值班))",
        rf"{_ESTATE}[^，。；\n]{{0,6}}?[0-9]{{1,3}}\s*(?:号楼|栋|幢|座)\s*[0-9]{{3,4}}(?=[\s，。；、）)的住家]|$)",
        rf"{_ESTATE}\s*[0-9]{{1,3}}\s*(?:-|[#＃]楼?)\s*[0-9]{{1,2}}\s*(?:-|单元)\s*[0-9]{{3,4}}(?![0-9])",
        rf"{_HOME}[^。；！？\n]{{0,24}}?{_ROAD}[^，。；\n]{{0,4}}?{_N}\s*号(?![线杆窗口])",
        rf"{_HOME}[^。；！？\n]{{0,20}}?(?:{_ESTATE}|{_ROAD})[^，。；\n]{{0,6}}?{_N}\s*(?:号楼|栋|幢|室|单元|号院)",
    )
)
_MAYBE = re.compile(
    r"单元|住|家就?现?在|[家里中]地址|居|户籍|寓|[号\dA-Za-z]\s*[楼栋幢座]|[#＃]|[区院寓村园苑坊里]\s*\d{1,3}-\d"
)
"""Without one of these a text need not be searched: it keeps ten thousand records quick."""
_OFFICE = re.compile(r"(?:物业|服务中心|办公|党群|活动室|居委会|社区服务|演练)[^。；\n]{0,12}$")
_USED = re.compile(r"[^，。；\n]{0,5}(?:物业|办公|活动|值班|便民|图书|书屋|服务|卫生|模拟|演练)")
_GROUP = re.compile(r"院?的(?:居民|住户)(?=[们可到都选请，。、；和与])")
"""What stands behind a door that is nobody's home; whom a building houses together."""
_ROOM = re.compile("室|单元")
_HINT = "请只写到街道或社区；公共场所的门牌写在阵地的 address 里"


def find(text: str) -> Iterator[Finding]:
    """Every home in a text without marks (``Plain.figures``)."""
    if not _MAYBE.search(text):
        return
    taken: list[tuple[int, int]] = []
    for pattern in _DOOR:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 16) : match.start()]
            apart = all(match.end() <= start or end <= match.start() for start, end in taken)
            if apart and not _OFFICE.search(before) and not _public(text, match):
                taken.append(match.span())
                yield Finding("D05", *match.span(), "这里的住址写到了门牌", _HINT)


def _public(text: str, door: re.Match[str]) -> bool:
    """Whether the words behind say that this is no single home."""
    if _ROOM.search(door[0]):
        return not re.match(_HOME, door[0]) and _USED.match(text, door.end()) is not None
    return _GROUP.match(text, door.end()) is not None
