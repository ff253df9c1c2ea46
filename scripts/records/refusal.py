"""Validation errors raised by models: the fault, and what to type instead."""

import unicodedata

from pydantic_core import PydanticCustomError

LONGEST = 1000
"""Longest date, number or the like in characters: reading it in all notations takes far longer for longer texts."""


def refusal(kind: str, message: str, hint: str, *at: str | int) -> PydanticCustomError:
    """An error as ``load.field_errors`` reads it: ``kind`` stands for a code there, ``at`` is the field within the
    part."""
    return PydanticCustomError(kind, "{said}", {"said": message, "hint": hint, "at": at})


def short_text(value: object, kind: str) -> str:
    """A value as text with normalized blanks, and the ratio sign, which looks like a colon, as a colon.

    Raises PydanticCustomError ``kind`` for one that is too long.
    """
    text = " ".join(str(value).replace("∶", ":").split())
    if len(text) > LONGEST:
        raise refusal(
            kind, f"“{text[:20]}……”太长：{len(text)} 字", "这一栏只写日期、钟点、数字、号码这样的内容，别的话写在正文里"
        )
    return text


def half_width_text(value: object, kind: str) -> str:
    """As ``short_text``, with digits, letters and signs in half width."""
    return unicodedata.normalize("NFKC", short_text(value, kind))
