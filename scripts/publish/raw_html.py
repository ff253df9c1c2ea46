"""Converts pages without Python-Markdown: nearly all consist of whole HTML blocks and plain headings.

Python-Markdown would return such blocks unchanged, but takes most of a build's time to parse them. A page is converted here
only if the bytes are the same (``tests/publish/test_raw_html.py``).
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from markdown.extensions.toc import nest_toc_tokens
from markdown.util import BLOCK_LEVEL_ELEMENTS

_HEADING = re.compile(r"#{2,6} (?:[^\\`*_{}\[\]<>!&#|~\s]|(?<! ) (?! )|&#\d+;)+ \{: #[\w-]+ \}")
"""A heading of plain words with an explicit id."""
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9-]*)(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_OWN = frozenset({"script", "style", "textarea", "title", "hr"})
"""Elements that Python-Markdown's HTML parser treats specially."""
_CHANGED = re.compile(r"[\t\r\x02\x03]|\n +\n|\n\n\n|markdown=")
"""What Python-Markdown changes or interprets anywhere."""

Token = Any
"""A heading's entry for the table of contents: Python-Markdown's dictionary."""
Convert = Callable[[str], tuple[str, Token]]
"""A heading in Markdown → its HTML and its token."""


class Converted(NamedTuple):
    """A page's HTML and its nested headings."""

    html: str
    toc: list[Token]


def converted(text: str, heading: Convert) -> Converted | None:
    """Converts a page; None unless it consists of whole HTML blocks and plain headings."""
    if _CHANGED.search(text):
        return None
    pieces: list[str] = []
    tokens: list[Token] = []
    for block in text.strip("\n").split("\n\n"):
        if _HEADING.fullmatch(block):
            html, token = heading(block)
            pieces.append(f"{html}\n")
            tokens.append({**token})  # nest_toc_tokens modifies it
        elif _is_whole(block):
            pieces.append(f"{block}\n\n")
        else:
            return None
    return Converted("".join(pieces).strip(), nest_toc_tokens(tokens))


def _is_whole(block: str) -> bool:
    """Whether a block consists of complete block-level elements, each beginning on its own line."""
    stack: list[str] = []
    count = end = 0
    for tag in _TAG.finditer(block):
        closes, name = tag.groups()
        if not stack and (name not in _BLOCKS or block[end : tag.start()] != ("\n" if end else "")):
            return False
        if name in _OWN or (closes and (not stack or stack.pop() != name)):
            return False
        if not closes and name not in _VOID:
            stack.append(name)
        count, end = count + 1, tag.end()
    return not stack and end == len(block) > 0 and count == block.count("<")
