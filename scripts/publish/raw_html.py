"""Pages that are HTML already are not parsed again: nearly all of ours are whole HTML blocks and plain headings.

Python-Markdown would hand such blocks on as they are, and takes most of the time of a build to find that out. A page is put
together here only where the result is the same, byte for byte (``tests/publish/test_raw_html.py``).
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from markdown.extensions.toc import nest_toc_tokens
from markdown.util import BLOCK_LEVEL_ELEMENTS

_HEADING = re.compile(r"#{2,6} (?:[^\\`*_{}\[\]<>!&#|~\s]|(?<! ) (?! )|&#\d+;)+ \{: #[\w-]+ \}")
"""A heading of plain words, whose id is said."""
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9-]*)(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_OWN = frozenset({"script", "style", "textarea", "title", "hr"})
"""Elements whose content or end Python-Markdown's parser of HTML treats in a way of its own."""
_CHANGED = re.compile(r"[\t\r\x02\x03]|\n +\n|\n\n\n|markdown=")
"""What Python-Markdown changes, or reads, wherever it stands."""

Token = Any
"""A heading, as Python-Markdown states it for a table of contents: a dictionary."""
Convert = Callable[[str], tuple[str, Token]]
"""Makes a heading, as it is written in Markdown, HTML and what is stated of it."""


class Converted(NamedTuple):
    """A page's HTML, and its headings nested in one another."""

    html: str
    toc: list[Token]


def converted(text: str, heading: Convert) -> Converted | None:
    """A page's Markdown as HTML; None where it is more than whole HTML blocks and plain headings."""
    if _CHANGED.search(text):
        return None
    pieces: list[str] = []
    tokens: list[Token] = []
    for block in text.strip("\n").split("\n\n"):
        if _HEADING.fullmatch(block):
            html, token = heading(block)
            pieces.append(f"{html}\n")
            tokens.append({**token})  # nesting writes into it
        elif _is_whole(block):
            pieces.append(f"{block}\n\n")
        else:
            return None
    return Converted("".join(pieces).strip(), nest_toc_tokens(tokens))


def _is_whole(block: str) -> bool:
    """Whether lines are elements only, each of a block, beginning on a line of its own and closed before they end."""
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
