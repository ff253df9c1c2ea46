"""Home addresses down to the door, and full dates of birth."""

import re
from collections.abc import Iterator

from scripts.personal.finding import Finding

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE_DIGIT = re.compile("[０-９]")

_N = r"[0-9一二三四五六七八九十百〇零]{1,5}"
_ESTATE = r"(?:小区|家属院|公寓|新村|花园|家园|[苑坊里村]|(?<![科技产业创意软件文化校])园)"
_ROAD = r"(?:路|街|巷|道|里|弄|村|院|坊|胡同)"
_HOME = (
    r"(?:家住|住在|住址|现住|租住|暂住(?!证)|现居|居住(?![证区])|(?<![大国专商独厂酒作画一这那几各多两三有回搬每])家(?:就|现)?在(?!哪)|家庭地址|户籍(?:地址?|所在地)"
    r"|住于|寓所|(?<![一-鿿])住[:：])"
)
_DOOR = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_N}\s*单元[\s，、-]{{0,2}}(?:{_N}\s*(?:室|号)|[0-9一二三四五六七八九〇零]{{3,4}}(?![0-9]))",
        rf"{_N}\s*单元[\s，、-]{{0,2}}{_N}\s*[楼层]\s*(?:[东西南北中左右](?![墙侧面])|{_N}\s*[室户])",
        rf"{_ESTATE}[^，。；\n]{{0,6}}?(?:{_N}\s*(?:号楼|栋|幢|座)|[A-Za-z]\s*[座栋])[^，。；\n]{{0,3}}?{_N}\s*(?:室|号)(?!.{{0,6}}(?:办公|活动|值班))",
        rf"{_ESTATE}\s*[0-9]{{1,3}}\s*(?:-|[#＃]楼?)\s*[0-9]{{1,2}}\s*(?:-|单元)\s*[0-9]{{3,4}}(?![0-9])",
        rf"{_HOME}[^。；！？\n]{{0,24}}?{_ROAD}[^，。；\n]{{0,4}}?{_N}\s*号(?![线杆窗口])",
        rf"{_HOME}[^。；！？\n]{{0,20}}?(?:{_ESTATE}|{_ROAD})[^，。；\n]{{0,6}}?{_N}\s*(?:号楼|栋|幢|室|单元|号院)",
    )
)
_MAYBE_HOME = re.compile(
    r"单元|住|家就?现?在|居|户籍|寓|[号\dA-Za-z]\s*[楼栋幢座]|[#＃]|[区院寓村园苑坊里]\s*\d{1,3}-\d"
)
_MAYBE_BORN = re.compile(r"出生|出世|生[于日]|[日号\d一二三四五六七八九十]\s*生|[—–-]\s*今?\s*[)）]")
"""Without one of these a text need not be searched: it keeps ten thousand records quick."""
_OFFICE = re.compile(r"(?:物业|服务中心|办公|党群|活动室|居委会|社区服务)[^。；\n]{0,12}$")
_USED = re.compile(r"[^，。；\n]{0,5}(?:物业|办公|活动|值班|便民|图书|书屋|服务|卫生)")
_GROUP = re.compile(r"院?的(?:居民|住户)(?=[们可到都选请，。、；和与])")
"""What stands behind a door that is nobody's home; whom a building houses together."""
_ROOM = re.compile("室|单元")
_HINT_HOME = "请只写到街道或社区；公共场所的门牌写在阵地的 address 里"
_HINT_BORN = "请最多写到年月，例如 1962年3月生"

_DAY = (
    r"(?P<year>(?:1[89]|20)[0-9]{2}|(?<![0-9])[3-9][0-9](?=年)|[一二][八九〇零○一二三四五六七]{2,3}[〇零○一二三四五六七八九]?)"
    r"\s*[年.\-/]\s*(?:农历|阴历)?(?:[0-9]{1,2}|[一二三四五六七八九十正腊冬]{1,3})\s*[月.\-/]"
    r"\s*(?:[0-9]{1,2}|[初廿]?[一二三四五六七八九十]{1,3})\s*[日号]?"
)
_BORN = (
    re.compile(
        r"(?:出生(?:日期|年月日|年月|时间)|出生于|出生|出世|(?<![诞产发新学先医师考招男女一民研派])生于|(?<!集体)生日)"
        rf"\s*[:：为是在]?\s*(?:{_DAY}|(?P<solid>(?:19|20)[0-9]{{2}})(?:0[1-9]|1[0-2])[0-3][0-9](?![0-9]))"
    ),
    re.compile(rf"{_DAY}\s*(?:出生|出世|生(?=[，,。；;）)、\s\x22'”’<|]|于|$))"),
    re.compile(rf"{_DAY}[，,][^，,。；;\d]{{0,4}}出生"),
    re.compile(rf"[（(]\s*{_DAY}\s*[—–-]{{1,2}}\s*(?:今)?\s*[)）]"),
)
_DIED = re.compile(r"逝世|去世|牺牲|病逝|殉职|辞世|卒于|卒|就义")
_DIED_NEXT = re.compile(rf"。(?:[0-9]{{4}}年)?[0-9月日，,\s]*[他她]?(?:因公|光荣|英勇|不幸|因病)*(?:{_DIED.pattern})")
_ANIMAL = re.compile(r"熊猫|长颈鹿|金丝猴|幼崽|小[猫狗马鹿虎]")
_OLDEST = 1910
"""Nobody born before this year is taken to be alive."""


def find(text: str) -> Iterator[Finding]:
    """Every home and birth in a text without marks (``Plain.text``)."""
    wanted = text.translate(_WIDE) if _WIDE_DIGIT.search(text) else text
    if _MAYBE_HOME.search(wanted):
        yield from _doors(wanted)
    if _MAYBE_BORN.search(wanted):
        yield from _births(wanted)


def _doors(text: str) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for pattern in _DOOR:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 16) : match.start()]
            apart = all(match.end() <= start or end <= match.start() for start, end in taken)
            if apart and not _OFFICE.search(before) and not _public(text, match):
                taken.append(match.span())
                yield Finding("D05", *match.span(), "这里的住址写到了门牌", _HINT_HOME)


def _public(text: str, door: re.Match[str]) -> bool:
    """Whether the words behind say that this is no single home."""
    if _ROOM.search(door[0]):
        return not re.match(_HOME, door[0]) and _USED.match(text, door.end()) is not None
    return _GROUP.match(text, door.end()) is not None


def _births(text: str) -> Iterator[Finding]:
    taken: set[int] = set()
    for pattern in _BORN:
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 12) : match.end() + 60]
            sentence = text[match.start() : match.end() + 60].split("。")[0]
            gone = _DIED.search(sentence) or _DIED_NEXT.search(around) or _ANIMAL.search(around.split("。")[0])
            year = match["year"] or match.groupdict().get("solid") or ""
            past = len(year) == 4 and year.isdigit() and int(year) < _OLDEST
            if match.end() not in taken and not past and not gone:
                taken.add(match.end())
                yield Finding("D06", *match.span(), "这里写了完整的出生日期", _HINT_BORN)
