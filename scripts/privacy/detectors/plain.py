"""Text as readers see it, without what Markdown, HTML and addresses hide between characters."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from scripts.problems.excerpts import masked
from scripts.records.patterns import compiled

_HIDDEN = compiled(
    r"[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\u20e3\ufeff]+"  # zero-width characters, the frame of a keycap
    r"|(?<!\*)\*{2,3}(?!\*)|__|`|\\(?=[^\w\s])|\\(?=\d)"  # marks of Markdown, and what keeps one from being a mark
    r"|%[0-7][0-9A-Fa-f]|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});"  # a character by its number or name
    r"|<[a-zA-Z/!][^<>\n\d]{0,80}>"  # a tag that holds no number itself
    r"|(?<=\d)\]\([^()\s]{0,200}\)(?=[\d\s])|(?<=\d)\[(?=\d)"  # a link around the middle of a number
    r"|(?<=[一-鿿])[ \t]*\n[ \t]*(?=[一-鿿])"  # a line folded inside a sentence
)
_SIGNS = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\u20e3\ufeff*_`\\%&<\[\n]")
_MARKED = compiled(r"((?<=[0-9])[①-⒛❶-❿㈠-㈩㊀-㊉])|[①-⒛❶-❿㈠-㈩㊀-㊉](?=[ \t]?[0-9])")
"""A circled number that obfuscates a number, or numbers a list item beside it: ①138…, 150①0001②2345."""
_ONE = compiled(r"[么腰妖](?=[-\s]?[3-9](?:[-\s]?[0-9么腰妖]){9}(?![0-9]))|(?<=[0-9])[么腰妖](?=[0-9])")
"""Homophones of 幺 (1), only before the rest of a mobile or between digits: 什么 is unchanged."""
_BESIDE = compiled(r"[〇零一二三四五六七八九两]\d{3}|\d{3}[\dXxＸｘ][〇零一二三四五六七八九两]|[四六八]位")
"""A Chinese numeral that belongs to a word beside a number (张三138…), or that counts digits."""
_SURE, _BETWEEN = "OoОоΟοlIІ", "ZzSsBЗзbGgq"
_ALIKE = str.maketrans(_SURE + _BETWEEN, "000000" + "111" + "22558336699")
_MIXED = compiled(rf"(?<![A-Za-z0-9])[0-9{_SURE}](?:[-—.\s]?[0-9{_SURE}{_BETWEEN}]){{10,18}}[Xx]?(?![A-Za-z0-9])")
"""A number with letters that look like digits: 139OO12S678."""
_THREE = re.compile("[A-Za-z]{3}")
_SPOKEN = {"○": "0", "洞": "0", "两": "2", "拐": "7", "勾": "9", "丨": "|"}
"""Numerals without a numeric value in Unicode, and a character typed as a stroke."""

_PINYIN = re.compile(
    r"(?=[lyeswqbj])(?<![a-z])(?:(?:ling|yi|yao|er|liang|san|si|wu|liu|qi|ba|jiu)(?![a-z])[ ,，、.\-]{0,3}){11,20}",
    re.IGNORECASE,
)
_SYLLABLE = re.compile("[a-z]+", re.IGNORECASE)
_SYLLABLES = {"ling": "0", "yi": "1", "yao": "1", "er": "2", "liang": "2", "san": "3", "si": "4", "wu": "5", "liu": "6"}
_SYLLABLES |= {"qi": "7", "ba": "8", "jiu": "9"}
"""Digits in pinyin: eleven or more in a row are a number."""


class Plain:
    """A text (``typed``) without its invisible parts (``text``), with a mapping back to the typed positions (``span``)."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self._kept, self._typed = [0], [0]  # from the n-th place on, both count alike
        if not _SIGNS.search(typed):
            self.text = typed
            return
        pieces, done, length = [], 0, 0
        for match in _HIDDEN.finditer(typed):
            shown = _shown(match[0])
            pieces += [typed[done : match.start()], shown]
            length += match.start() - done + len(shown)
            done = match.end()
            self._kept.append(length)
            self._typed.append(done)
        self.text = "".join([*pieces, typed[done:]])

    @cached_property
    def digits(self) -> str:
        """The text, at the same length, with every digit and Chinese numeral as an ASCII digit."""
        return _read(self.text)

    @cached_property
    def undisturbed(self) -> str:
        """The same, but characters beside a number are no part of it: 张三13800138000一直开机, 150①0001②2345."""
        if not (_BESIDE.search(self.text) or _MARKED.search(self.text)):
            return self.digits
        parted = _MARKED.sub(lambda sign: "-" if sign[1] else "。", self.text)  # an item begins anew: 唐Amy②138…
        return _read(parted, numerals=False)

    @cached_property
    def figures(self) -> str:
        """The text, at the same length, with every digit, but no Chinese numeral, as an ASCII digit: 三号楼 is unchanged."""
        return self.text.translate(_FIGURES)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The typed positions of a piece of the text."""
        return self._origin(start), max(self._origin(start) + 1, self._origin(end - 1) + 1)

    def _origin(self, place: int) -> int:
        step = bisect_right(self._kept, place) - 1
        return min(self._typed[step] + place - self._kept[step], len(self.typed) - 1)


def _read(text: str, *, numerals: bool = True) -> str:
    """The text with digits and letters of every kind as ASCII."""
    text = text.translate(_DIGITS if numerals else _FIGURES)
    text = _PINYIN.sub(lambda run: _SYLLABLE.sub(_pinyin_digit, run[0]), text)
    return _MIXED.sub(_without_letters, _ONE.sub("1", text))


def _pinyin_digit(syllable: re.Match[str]) -> str:
    """The digit of a pinyin syllable, padded to the syllable's length."""
    return _SYLLABLES[syllable[0].lower()].ljust(len(syllable[0]))


def _without_letters(match: re.Match[str]) -> str:
    """A number with look-alike letters replaced by digits; S, B and similar ones only if most characters are digits."""
    found = match[0]
    sure = not set(found).intersection(_BETWEEN)
    digits = sum(map(str.isdigit, found))
    return found.translate(_ALIKE) if digits > (2 if sure else 5) and (sure or not _THREE.search(found)) else found


def _shown(typed: str) -> str:
    """The visible form of a hidden piece, mostly empty."""
    if typed[0] == "&":
        char = unescape(typed)
        return char if len(char) == 1 and not _HIDDEN.fullmatch(char) else ""
    return chr(int(typed[1:], 16)) if typed[0] == "%" else ""


class _DigitTable(dict[int, str | int]):
    """A table for ``str.translate`` that is filled from ``_value`` on demand."""

    def __init__(self, numerals: bool) -> None:
        super().__init__()
        self.numerals = numerals

    def __missing__(self, code: int) -> str | int:
        self[code] = _value(chr(code), self.numerals) or code
        return self[code]


def _value(char: str, numerals: bool) -> str:
    """The ASCII digit of ``char`` (５ ⑤ ⁵ 𝟓, with ``numerals`` also 五 伍 ㈤ 〥), or its letter (Ａ Ⅹ 𝐗 ā); else empty."""
    if numerals and char in _SPOKEN:
        return _SPOKEN[char]
    worth = unicodedata.numeric(char, -1) if numerals else unicodedata.digit(char, -1)
    letters = unicodedata.normalize("NFKD", char)
    whole = letters[0].isascii() and letters[0].isalpha() and all(map(unicodedata.combining, letters[1:]))
    return str(int(worth)) if worth in range(10) else letters[0] * whole


_DIGITS = _DigitTable(numerals=True)
_FIGURES = _DigitTable(numerals=False)


_KINDS = {
    "D01": ("居民身份证号码（{}）", "请删去：证件号码不能出现在任何地方，连注释里也不行"),
    "D03": ("手机号码（{}）", "请删去，改写办公电话；是编号或数量的，照手册写明是什么"),
    "D04": ("银行卡号（{}）", "请删去：银行卡号不公开"),
    "D23": ("某个人的证件、账号或车牌的号码", "请删去：这样的号码不公开"),
}
"""Code → (kind of number, cure)."""


@dataclass(frozen=True, slots=True)
class SpanProblem:
    """A piece of text from ``start`` to ``end`` that may not be published, with its ``digits``, which the message masks, as
    others can read logs. If it is not ``sure``, a reviewer decides: it may be the number of a thing."""

    code: str
    start: int
    end: int
    digits: str
    sure: bool = True

    @property
    def kind(self) -> str:
        return _KINDS[self.code][0].format(masked(self.digits))

    @property
    def message(self) -> str:
        return f"这里有{self.kind}"

    @property
    def hint(self) -> str:
        return _KINDS[self.code][1]
