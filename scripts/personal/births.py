"""Full dates of birth of people who may be alive."""

import re
from collections.abc import Iterator

from scripts.personal.finding import Finding

_DAY = (
    r"(?P<year>(?:1[89]|20)[0-9]{2}|(?<![0-9])[3-9][0-9](?=年)|[一二][八九〇零○一二三四五六七]{2,3}[〇零○一二三四五六七八九]?)"
    r"\s*[年.\-/]\s*(?:农历|阴历)?(?:[0-9]{1,2}|[一二三四五六七八九十正腊冬]{1,3})\s*[月.\-/]"
    r"\s*(?:[0-9]{1,2}|[初廿]?[一二三四五六七八九十]{1,3})\s*[日号]?"
)
_WORD = r"出生|出世|降生|来到人世"
_BORN = (
    re.compile(
        r"(?:出生(?:日期|年月日|年月|时间)|(?:出生|降生|[他她]诞生)[于在]|出生|出世|生辰|DOB|(?<![诞产发新学先医师考招男女一民研派])生于|(?<!集体)生日)"
        rf"\s*[:：为是在]?\s*(?:{_DAY}|(?P<solid>(?:19|20)[0-9]{{2}})(?:0[1-9]|1[0-2])[0-3][0-9](?![0-9]))"
    ),
    re.compile(rf"{_DAY}\s*(?:{_WORD}|生(?=[，,。；;）)、\s\x22'”’<|]|于|$))"),
    re.compile(rf"{_DAY}[，,][^，,。；;\d]{{0,10}}(?:{_WORD}|[他她][^，,。；;\d]{{0,8}}诞生)"),
    re.compile(rf"[（(]\s*{_DAY}\s*[—–-]{{1,2}}\s*(?:今)?\s*[)）]"),
)
_MAYBE = re.compile(
    r"出生|出世|降生|诞生|人世|DOB|生[于日辰]|[日号\d一二三四五六七八九十]\s*生|[—–-]\s*今?\s*[)）]", re.IGNORECASE
)
"""Without one of these a text need not be searched: it keeps ten thousand records quick."""
_TABLE = re.compile(r"^[^\n]*\|[^\n]*(?:出生|生日)[^\n]*\n[\s|:-]+\n(?:[^\n]*\|[^\n]*(?:\n|$))+", re.MULTILINE)
_CELL = re.compile(rf"\|\s*{_DAY}\s*(?=\||$)", re.MULTILINE)
"""A table with a column for births, and a cell that is a day."""
_DIED = re.compile(r"逝世|去世|牺牲|病逝|殉职|辞世|卒于|卒|就义")
_DIED_NEXT = re.compile(rf"。(?:[0-9]{{4}}年)?[0-9月日，,\s]*[他她]?(?:因公|光荣|英勇|不幸|因病)*(?:{_DIED.pattern})")
_ANIMAL = re.compile(r"熊猫|长颈鹿|金丝猴|幼崽|小[猫狗马鹿虎]")
_OLDEST = 1910
"""Nobody born before this year is taken to be alive."""
_HINT = "请最多写到年月，例如 1962年3月生；已故的人写明去世的年份"


def find(text: str) -> Iterator[Finding]:
    """Every full date of birth in a text without marks (``Plain.figures``), unless it is that of one who has died."""
    if not _MAYBE.search(text):
        return
    taken: set[int] = set()
    for match in _dates(text):
        around = text[max(0, match.start() - 12) : match.end() + 60]
        sentence = text[match.start() : match.end() + 60].split("。")[0]
        gone = _DIED.search(sentence) or _DIED_NEXT.search(around) or _ANIMAL.search(around.split("。")[0])
        year = match["year"] or match.groupdict().get("solid") or ""
        past = len(year) == 4 and year.isdigit() and int(year) < _OLDEST
        if match.end() not in taken and not past and not gone:
            taken.add(match.end())
            yield Finding("D06", *match.span(), "这里写了完整的出生日期", _HINT)


def _dates(text: str) -> Iterator[re.Match[str]]:
    for pattern in _BORN:
        yield from pattern.finditer(text)
    for table in _TABLE.finditer(text):
        yield from _CELL.finditer(text, *table.span())
