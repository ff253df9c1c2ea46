"""Deceptive and unreadable characters: bidirectional, zero-width, private-use, unassigned (Unicode TR36, TR39)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from scripts.problems import Place, TextProblem

PLAIN = re.compile(r"[\x20-\x7e\t\n一-鿿　-〿！-～“”‘’—…·×ā-ǜüÜ°①-⑳]*")
"""A text without any character to examine, like nearly all."""
_RARE_HAN = re.compile("[\U00020000-\U0003ffff]")  # rare characters of names, newer than this Python's Unicode tables
_NAMES = dict.fromkeys("\u115f\u1160\u3164\uffa0", "看不见的韩文填充符")
_NAMES |= {"\u2800": "看不见的盲文空白", "\ufffc": "对象替换符", "\ufffd": "乱码替换符"}
"""What cannot be seen or read, and is a letter or a sign to Unicode."""
_HEAP = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}")
"""More combining marks on one letter than any language uses; they cover the neighbouring lines."""
_CATEGORIES = {"Cc": "控制字符", "Cf": "看不见的格式字符", "Co": "私用区字符", "Cn": "没有定义的字符", "Cs": "半个字符"}
_EMOJI = "[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_JOINER = re.compile(f"(?:(?<={_EMOJI})|(?<={_EMOJI}\ufe0f))\u200d(?={_EMOJI})")
"""Joins several emoji into one: a family, a nurse. Between letters it is not allowed."""
_BULLET = "文字处理软件的项目符号"
HINT = "请删去这个字符，或重新输入这一行；生僻字请用正式编码的字"


@lru_cache(maxsize=4096)
def forbidden(char: str) -> str:
    """The name of a forbidden character; empty for an allowed one."""
    if char in _NAMES:
        return _NAMES[char]
    if char in "\n\t" or _RARE_HAN.match(char):
        return ""
    if "\uf020" <= char <= "\uf0ff":  # of the fonts Symbol and Wingdings
        return _BULLET
    return _CATEGORIES.get(unicodedata.category(char), "")


def visible(text: str) -> str:
    """The text without invisible characters, which are copied along from chats and web pages."""
    if PLAIN.fullmatch(text):
        return text
    joins = _joins(text)
    return "".join(char for offset, char in enumerate(text) if offset in joins or _is_seen(char))


def _is_seen(char: str) -> bool:
    return char in "\r\n\t" or unicodedata.category(char) not in {"Cc", "Cf"}


def _joins(text: str) -> set[int]:
    return {match.start() for match in _JOINER.finditer(text)}


def forbidden_in(text: str) -> Iterator[tuple[int, str]]:
    """(offset, message) for every forbidden character in ``text``."""
    if not PLAIN.fullmatch(text):
        joins = _joins(text)
        for offset, char in enumerate(text):
            if offset not in joins and (name := forbidden(char)):
                yield offset, f"这里有{name} U+{ord(char):04X}"
        for match in _HEAP.finditer(text):
            yield match.start(), f"这里叠了 {len(match[0])} 个附加符号"


def replace_forbidden(number: int, line: str, problems: list[TextProblem]) -> str:
    """Reports the forbidden characters in one line of a file and replaces them with a space; a bullet becomes a dot on
    a new line."""
    places = list(forbidden_in(line))
    for offset, message in places:
        problems.append(TextProblem("S04", Place(number, offset + 1), message, HINT))
    bad = {offset for offset, _ in places}
    mended = ("·" if forbidden(char) == _BULLET else " " if offset in bad else char for offset, char in enumerate(line))
    return "".join(mended) if bad else line


def report_escaped(value: str, place: Place, problems: list[TextProblem]) -> None:
    r"""Reports characters that a value contains only through an escape such as ``\u202e``, while the line itself looks
    harmless."""
    for _, message in forbidden_in(value):
        problems.append(TextProblem("S04", place, f"{message}（用转义写成）", HINT))
