"""Inline marks in an editor's text: links, pictures, bare addresses, bold."""

import re
from collections.abc import Callable, Iterator

from scripts.records.patterns import compiled
from scripts.records.surnames import COMMON

_ADDRESS = (
    r"https?://(?>(?:[\w./?#@!$&'+=:%~)-]|[,;](?!https?://)|\((?![一-鿿])|(?<!\*)\*(?=[\w/]))+)"
    r"(?P<cut>(?<=[/=])(?=[一-鿿]))?"
)
"""A bare address ends before a comma followed by another address, and before a Chinese remark in brackets. ``cut``: it
seems to continue in Chinese, …/item/兰州, so a link would lead to another page. Atomic ``(?>…)``: before Python 3.11.5 a
possessive ``(…)++`` of alternatives keeps a sign too little (CPython issue 106052)."""
_PARTS = "、，,；;。 和"
_MASKS = (
    rf"(?<=[{COMMON}])(?<!向)(?<![位定]于)\*\*[^*\n]*[{COMMON}]\*\*(?:[^*\n]*[{COMMON}]\*\*)*"
    rf"|(?<=[A-Za-z一-鿿])\*\*\d[^*\n{_PARTS}]*[{_PARTS}][^*\n]*\*\*(?=\d)(?:[^*\n]*\*\*(?=\d))*"
)
"""Text between masking asterisks, from the first to the last: 张**和李**, 尾号**34，尾号**56. It stays as typed, unlike
位于**张掖路**."""
INLINE = compiled(
    r"(?P<picture>!?)[\[［](?P<words>[^\[\]［］\n]*)[\]］]"
    r"(?:\((?P<target>[^()（）\s]*(?:\([^()（）\s]*\)[^()（）\s]*)*)\)"
    r"|[(（](?P<wide>(?:https?[:：]//|www\.|[a-z][a-z-]*/)[^()（）\s]*)[)）])"
    rf"|(?P<bare>{_ADDRESS})"
    rf"|{_MASKS}|(?<!\*)\*\*(?!(?<=\d\*\*)\d|[、，。；：！？）》”,.;:!?)*]|\s*\*)(?P<bold>[^*\n]+)\*\*(?!\*)",
    re.ASCII,
)


def retarget_links(text: str, choose: Callable[[str], str]) -> str:
    """The text with each link's target (not a picture's) replaced by ``choose``."""

    def written(match: re.Match[str]) -> str:
        group = "target" if match["target"] else "wide"
        if match["picture"] or not match[group]:
            return match[0]
        start, end = (place - match.start() for place in match.span(group))
        return match[0][:start] + choose(match[group]) + match[0][end:]

    return INLINE.sub(written, text)


def record_links(text: str) -> Iterator[str]:
    """The targets of all links and pictures in a body, without bare addresses."""
    return (match["target"] or match["wide"] or "" for match in INLINE.finditer(text) if match["words"] is not None)
