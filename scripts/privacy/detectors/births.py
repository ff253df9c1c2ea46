"""Full dates of birth of people who may be alive."""

import re
from collections.abc import Iterator

from scripts.privacy.detectors.finding import Finding, shape
from scripts.privacy.detectors.lives import long_past, no_living_person

_DAY = (
    r"(?P<year>(?:1[89]|20)[0-9]{2}|(?<![0-9])[3-9][0-9](?=年)|[一二][八九〇零○一二三四五六七]{2,3}[〇零○一二三四五六七八九]?)"
    r"\s*[年.\-/]的?\s*(?:农历|阴历)?(?:[0-9]{1,2}|[一二三四五六七八九十正腊冬]{1,3})\s*[月.\-/]"
    r"\s*(?:[0-9]{1,2}|[初廿]?[一二三四五六七八九十]{1,3})\s*[日号]?"
)
_SOLID = r"(?P<solid>(?:19|20)[0-9]{2})(?:0[1-9]|1[0-2])[0-3][0-9](?![0-9])"
_NOTED = r"(?:\s*[（(][^（()）\n]{1,12}[）)])?"
"""A remark in brackets: the day by the old calendar."""
_BORN = r"(?:出生(?![人登率缺医证地日年队前后])|出世|降生|来到人世|呱呱坠地|来到这个世界|来到世上)"
_HOUR = (
    r"(?:[这那当][一]?天)?(?:凌晨|清晨|早[上晨]|上午|中午|下午|傍晚|晚上|深夜|半夜|夜里|子时|[丑寅卯辰巳午未申酉戌亥]时)?"
    r"(?:[0-9]{1,2}[时点:：](?:[0-9]{1,2}分?|多|左右|许|整|半)?)?(?:先后|同时|相继|顺利|平安)?"
)
_FIELD = r"(?:[一-鿿]{1,3}族|中共|党员|群众|共青团|本科|大专|中专|高中|初中|小学|研究生|硕士|博士|文化程度|籍贯|[一-鿿]{2,6}人(?=[，,、。\s|]|$))"
_NEXT = r"[，,、|\s]{1,3}"
SHAPES = (
    shape(
        "出生日期：某日",
        "出生日期：1985-03-02",
        r"(?:出生(?:日期|年月日|年月|时间|的?(?:那[一]?天|日子))|生年月日|(?:出生|降生|[他她]诞生)[于在]|出生|出世|生辰|诞辰|DOB|(?<![诞产发新学先医师考招男女一民研派])生于|(?<!集体)生日)"
        rf"{_NOTED}[\s:：为是在|]*(?:{_DAY}|{_SOLID})",
    ),
    shape("某日出生", "1985年3月2日出生", rf"{_DAY}{_NOTED}\s*{_HOUR}\s*{_BORN}"),
    shape(
        "某日生",
        "1985年3月2日生，",
        rf"{_DAY}{_NOTED}\s*生(?:(?=[，,。；;）)\s\x22'”’<|]|、(?!师)|于|$)|[人的](?=[，,。；;）)、\s|]|$))",
    ),
    shape(
        "某日在某地出生", "1985年3月2日在示例村出生", rf"{_DAY}{_NOTED}\s*{_HOUR}[在于][^，,。；;\n0-9]{{1,20}}?{_BORN}"
    ),
    shape(
        "某日，他出生",
        "1985年3月2日，他在示例村出生",
        rf"{_DAY}{_HOUR}[，,](?:[^，,。；;\n0-9]{{0,10}}(?:出生(?![人登率缺医证])|{_BORN})|[^，,。；;\n0-9]{{1,4}}在[^，,。；;\n0-9]{{1,16}}{_BORN}|[他她][^，,。；;\d]{{0,8}}诞生)",
    ),
    shape(
        "出生在某地，时间是某日",
        "出生在示例村，时间是1985年3月2日",
        rf"出生[在于][^，,。；;\n0-9]{{1,16}}[，,](?:时间|日期|日子|那天)?[是为：:]?\s*{_DAY}",
    ),
    shape("生于括号", "（1985年3月2日—）", rf"[（(]\s*{_DAY}\s*[—–-]{{1,2}}\s*(?:今)?\s*[)）]"),
    shape(
        "名单里的性别、某日、别的栏",
        "男，1985年3月2日，汉族",
        rf"(?:[男女]|[一-鿿]族){_NEXT}(?:[一-鿿]{{1,3}}族{_NEXT})?{_DAY}(?={_NEXT}{_FIELD})",
    ),
    shape(
        "名单末尾的某日",
        "男，1985年3月2日。",
        r"(?:[男女])[，,、|\s]{1,3}(?:[一-鿿]{1,3}族[，,、|\s]{1,3})?"
        + _DAY.replace("(?:1[89]|20)[0-9]{2}", "(?:19[0-9]{2}|200[0-9])", 1)
        + r"(?=\s*(?:[。；;|]|$))",
    ),
)
_MAYBE = re.compile(
    r"出生|出世|降生|坠地|诞生|诞辰|人世|来到|生年|DOB|生[于日辰]|[日号\d一二三四五六七八九十）)]\s*生|[—–-]\s*今?\s*[)）]|[男女族][，,、|\s]{1,3}[\d一二]",
    re.IGNORECASE,
)
"""Without one of these a text need not be searched: it keeps ten thousand records quick. A test tries it with every example."""
_TABLE = re.compile(
    r"^[^\n]*\|[^\n]*(?:出生|生日|生年|诞辰)[^\n]*\n[\s|:-]+\n(?:[^\n]*\|[^\n]*(?:\n|$))+", re.MULTILINE
)
_CELL = re.compile(rf"\|\s*{_DAY}\s*(?=\||$)", re.MULTILINE)
"""A table with a column for births, and a cell that is a day."""
_HINT = (
    "请最多写到年月，例如 1962年3月生；已故的人同一句里写明去世的年份；"
    "历史人物先在 role-models 里登记（legal_basis 的 kind 写 历史人物），姓名写在生日前面"
)


def find(text: str, oldest: int) -> Iterator[Finding]:
    """Every full date of birth in a text without marks (``Plain.figures``), unless it is that of one who has died.

    Nobody born before the year ``oldest`` is taken to be alive.
    """
    if not _MAYBE.search(text):
        return
    taken: set[int] = set()
    for match in _dates(text):
        year = match["year"] or match.groupdict().get("solid") or ""
        if match.end() not in taken and not long_past(year, oldest) and not no_living_person(text, match):
            taken.add(match.end())
            yield Finding("D06", *match.span(), "这里写了完整的出生日期", _HINT)


def _dates(text: str) -> Iterator[re.Match[str]]:
    for birth in SHAPES:
        yield from birth.pattern.finditer(text)
    for table in _TABLE.finditer(text):
        yield from _CELL.finditer(text, *table.span())
