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
_WORDS = re.compile(r"(#+) ((?:[^\W_]|[ 、，：（）])+) \{: #(\S+) \}")
"""One of nothing but letters, digits and marks that no extension changes: all of a level are converted like the first."""
_PLACE = re.compile("WORDS|ANCHOR")
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9-]*)(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_OWN = frozenset({"script", "style", "textarea", "title", "hr"})
"""Elements that Python-Markdown's HTML parser treats specially."""
_CHANGED = re.compile(r"\t|\r|\x02|\x03|\n +\n|\n\n\n|markdown|Markdown|MARKDOWN")
"""What Python-Markdown changes or interprets anywhere. Each alternative begins with one character, which makes it fast."""

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
    left: list[str] = []  # elements with an empty line in them, still open
    for block in text.strip("\n").split("\n\n"):
        if not left and _HEADING.fullmatch(block):
            html, token = _heading(block, heading)
            pieces.append(f"{html}\n")
            tokens.append(token)
        elif _is_whole(block, left):
            pieces.append(f"{block}\n\n")
        else:
            return None
    return None if left else Converted("".join(pieces).strip(), nest_toc_tokens(tokens))


def _heading(text: str, convert: Convert) -> tuple[str, Token]:
    words = _WORDS.fullmatch(text)
    html, token = convert(f"{words[1]} WORDS {{: #ANCHOR }}" if words else text)

    def fill(value: Any) -> Any:
        filled = {"WORDS": words[2], "ANCHOR": words[3]} if words else {}
        return _PLACE.sub(lambda place: filled[place[0]], value) if words and isinstance(value, str) else value

    return fill(html), {name: fill(value) for name, value in token.items()}


def _is_whole(block: str, stack: list[str]) -> bool:
    """Whether a block consists of block-level elements, each beginning on its own line. ``stack`` are the open ones, of which
    the last may stay open until a later block."""
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
    return count == block.count("<") and (bool(stack) or end == len(block) > 0)
