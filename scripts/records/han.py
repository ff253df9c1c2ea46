"""Han characters: their ranges, and the normalized form for comparing texts, as in
``docs/assets/js/search/segment.js``."""

import json
import unicodedata
from functools import cache
from pathlib import Path

HAN = "〇々㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af"
"""The Han characters as ranges for a regular expression's character class."""
_WHOLE = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
TRADITIONAL = Path(__file__).with_name("traditional.json")


def fold(text: str) -> str:
    """The normalized form of a text. Upper then lower case, because Python and JavaScript both have just these two."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper().lower())


@cache
def radicals() -> dict[int, str]:
    """Radical signs that look like characters, as in text copied from a PDF, with these characters: ⻘ is 青, ⼭ 山."""
    signs = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return signs | dict(zip(map(ord, _WHOLE[::2]), _WHOLE[1::2], strict=True))


@cache
def simplified() -> dict[int, int]:
    """Traditional → simplified characters (OpenCC's table, which the search uses too).

    The table keeps 著, since 著作 is always written so; for comparisons it may be 着.
    """
    table = json.loads(TRADITIONAL.read_text(encoding="utf-8"))
    return str.maketrans(table["traditional"] + "著", table["simplified"] + "着")
