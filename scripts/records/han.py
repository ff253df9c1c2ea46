"""Han characters: which they are, and the forms in which texts are compared. ``docs/assets/js/search/segment.js`` does alike."""

import json
import unicodedata
from functools import cache
from pathlib import Path

HAN = "〇々㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af"
"""The Han characters as ranges for a class of a regular expression."""
_WHOLE = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
TRADITIONAL = Path(__file__).with_name("traditional.json")


def fold(text: str) -> str:
    """The form in which texts are compared. Upper then lower case, because both languages have just these two."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper().lower())


@cache
def radicals() -> dict[int, str]:
    """Each sign for a radical that looks like a character, as text copied from a PDF has, and that character: ⻘ is 青, ⼭ 山."""
    signs = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return signs | dict(zip(map(ord, _WHOLE[::2]), _WHOLE[1::2], strict=True))


@cache
def simplified() -> dict[int, int]:
    """Each traditional character's simplified one (OpenCC's table, which the search reads too).

    著 is left alone there, for 著作 is written so everywhere; in a comparison it may be 着.
    """
    table = json.loads(TRADITIONAL.read_text(encoding="utf-8"))
    return str.maketrans(table["traditional"] + "著", table["simplified"] + "着")
