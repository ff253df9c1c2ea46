"""Lists as editors write them: one item a line, numbered, or all on one line between signs."""

import re
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator

T = TypeVar("T")
_WHOLE = r"(?![^（(《“]{0,200}[）)》”])"
"""Not inside brackets or quotation marks: 维修（冰箱、洗衣机） is one item. The distance is bounded, so that the time stays
linear."""
_SIGNS = rf"[、，；,;|｜]{_WHOLE}"
_ANY = rf"{_SIGNS}|(?<=[一-鿿]{{2}})\s+(?=#?[一-鿿]{{2}}){_WHOLE}|】\s*【|(?<=[”》])(?=[“《])"
_AROUND = r"^\s*[(（{｛【［「]([^()（）{}｛｝【】［］「」]+)[)）}｝】］」]\s*$"
CLEAR = rf"[、；;]{_WHOLE}"
_HAN = "[一二三四五六七八九十]{1,2}"
_NUMBER = rf"[①-⑳]|[（(](?:[0-9]{{1,2}}|{_HAN})[)）]|(?<![^\s；;。，,])(?:[0-9]{{1,2}}[.．、](?![0-9])|{_HAN}、)"
_FIRST = r"[（(]?(?:①|1[.．、)）]|一[、)）])"


def _numbered(text: str) -> list[str]:
    """The items of 1、借书 2、量血压; empty unless numbered from one."""
    _, *items = re.split(_NUMBER, text) if re.match(_FIRST, text) else [""]
    return [item.strip(" ；;。，,") for item in items] if len(items) > 1 else []


def split_words(value: object) -> object:
    """Splits words listed by signs: 夜课、用火；安全. Values other than texts are left to the model's validation."""
    items = [re.sub(_AROUND, r"\1", value.strip("【】［］"))] if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        return value
    if isinstance(value, str) and (numbered := _numbered(items[0])):
        return tuple(numbered)
    words = (word.strip().removeprefix("- ").strip("#\"'") for item in items for word in re.split(_ANY, item))
    return tuple(dict.fromkeys(word for word in words if word))


Listed = Annotated[tuple[T, ...], BeforeValidator(split_words)]
"""Names or words as a list, or on one line."""


def by_signs(value: object) -> object:
    """Splits one line at signs: 茶水、借书；裁剪, 甲（主讲）、张 三. A list of several items stays as it is."""
    line = value[0] if isinstance(value, list | tuple) and len(value) == 1 else value
    if not isinstance(line, str):
        return value
    signs = _SIGNS if isinstance(value, str) else CLEAR
    found = _numbered(line) or re.split(signs, re.sub(_AROUND, r"\1", line))
    return tuple(filter(None, map(str.strip, found)))


def parted(value: Any) -> Any:
    """As ``by_signs``; a line without signs is split at blanks."""
    found = by_signs(value)
    return split_words(value) if isinstance(value, str) and isinstance(found, tuple) and len(found) < 2 else found


Entries = Annotated[tuple[T, ...], BeforeValidator(parted)]
"""Parts that may each be written as one line, one an item, or all on one line."""


def _alone(value: object) -> object:
    return [value] if isinstance(value, str) and not re.search("[，,；;【\\[]", value) else value


OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_alone)]
"""A list of records; a single one need not be a list."""
