"""Whole HTML blocks, which our templates write, reach the page as they are: Python-Markdown need not parse them.

Its parser of HTML takes two thirds of the time of a build. A block is put aside before that parser sees it only where the
result is the same, byte for byte (``tests/publish/test_raw_html.py``); everything else is left to it.
"""

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r"(?:\A|(?<=\n\n))[^\n]+(?:\n(?!\n)[^\n]*)*(?=\n\n)")
"""Lines between two empty ones."""
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9-]*)(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_OWN = frozenset({"script", "style", "textarea", "title", "hr"})
"""Elements whose content or end the parser treats in a way of its own."""


def _followed(block: str, stack: list[str]) -> bool:
    """Opens and closes the elements of a block on ``stack``; False when it is not plain enough to follow."""
    count = 0
    for tag in _TAG.finditer(block):
        count += 1
        if tag[2] in _OWN or (tag[1] and (not stack or stack.pop() != tag[2])):
            return False
        stack += [] if tag[1] or tag[2] in _VOID else [tag[2]]
    return count == block.count("<")


class _RawBlocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        pieces: list[str] = []
        stack: list[str] = []
        done = 0
        for found in _BLOCK.finditer(text):
            block = found[0]
            if block[0] != "<" and "\n<" not in block:
                continue
            outside = not stack
            if block[0] != "<" or not _followed(block, stack):
                break  # from here on the parser itself must say what is inside what
            if outside and not stack and "markdown=" not in block and self._is_whole(block):
                pieces += [text[done : found.start()], self.md.htmlStash.store(f"{block}\n")]
                done = found.end()
        return "".join([*pieces, text[done:]]).split("\n")

    def _is_whole(self, block: str) -> bool:
        """Whether a block that leaves nothing open is elements only, each beginning on a line of its own."""
        depth = end = 0
        for tag in _TAG.finditer(block):
            if depth == 0 and not (
                self.md.is_block_level(tag[2]) and block[end : tag.start()] == ("\n" if end else "")
            ):
                return False
            depth += 0 if tag[2] in _VOID else -1 if tag[1] else 1
            end = tag.end()
        return end == len(block)


class RawHtml(Extension):
    """To be given to Python-Markdown as an instance: MkDocs reads its list of names before it knows our folder."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.register(_RawBlocks(md), "raw_html", 22)  # behind fenced code (25), before HTML (20)
