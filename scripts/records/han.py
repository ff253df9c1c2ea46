"""Han characters: which they are, and the forms in which texts are compared. ``docs/assets/js/search/segment.js`` does alike."""

import json
import unicodedata
from functools import cache
from pathlib import Path

HAN = "〇々㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af"
"""The Han characters as ranges for a class of a regular expression."""
TRADITIONAL = Path(__file__).with_name("traditional.json")


def fold(text: str) -> str:
    """The form in which texts are compared. Upper then lower case, because both languages have just these two."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper().lower())


@cache
def simplified() -> dict[int, int]:
    """Each traditional character's simplified one (OpenCC's table, which the search reads too).

    著 is left alone there, for 著作 is written so everywhere; in a comparison it may be 着.
    """
    table = json.loads(TRADITIONAL.read_text(encoding="utf-8"))
    return str.maketrans(table["traditional"] + "著", table["simplified"] + "着")
