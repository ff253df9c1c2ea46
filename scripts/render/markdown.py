"""An editor's text as HTML: a few marks have a meaning, everything else is shown as typed.

Only headings are written as Markdown, for MkDocs' table of contents. The rest is HTML with every character escaped that
Python-Markdown would interpret, so nothing is parsed twice.
"""

import html
import re
from collections.abc import Callable

from markupsafe import Markup, escape

from scripts.catalogue.addresses import unique
from scripts.records.inline_marks import INLINE
from scripts.records.web_urls import url_problem
from scripts.render.blocks import Block, blocks

_LIVE = frozenset("&<>\"'\\`*_{}[]()#+!|~")
_READ_IN_HTML = {ord(char): f"&#{ord(char)};" for char in "\\`*_{}[]~!|"}
_RECORD = re.compile(r"[a-z][a-z-]*/[a-z0-9/-]+")

Resolve = Callable[[str], str]
"""``folder/id`` in an editor's link → the record's address; empty if there is no such record."""


def inline(text: object) -> Markup:
    """Plain text escaped as one line of a Markdown heading."""
    line = " ".join(str(text).split())
    return Markup("".join(f"&#{ord(char)};" if char in _LIVE else char for char in line))


def anchor(heading: str) -> str:
    """The id of a heading, made from its letters, digits and Chinese characters."""
    return re.sub(r"[\W_]+", "-", heading.lower()).strip("-") or "section"


def strip_markdown(text: str) -> str:
    """A body without marks, line by line; list numbers stay, cells are separated by spaces."""
    return "\n".join(" ".join(_words(line.shown).split()) for block in blocks(text) for line in block)


def lines(text: str) -> Markup:
    """Plain text as HTML: empty lines separate paragraphs, line breaks are kept."""
    found = re.split(r"\n(?:[^\S\n]*\n)+", text.strip("\n"))
    broken = (Markup("<br>").join(line.strip() for line in paragraph.splitlines()) for paragraph in found)
    return Markup("").join(map(Markup("<p>{}</p>").format, broken))


def body(text: str, resolve: Resolve, *, level: int = 2, prefix: str = "") -> Markup:
    """A record's text as Markdown headings and HTML.

    Headings above ``level`` are lowered to it; each has an id from its own words after ``prefix``.
    """
    used: dict[str, int] = {}
    return Markup("\n\n".join(_block(block, resolve, level, prefix, used) for block in blocks(text)))


def _block(block: Block, resolve: Resolve, level: int, prefix: str, used: dict[str, int]) -> str:
    kind = block[0].kind
    if kind == "heading":
        name = anchor(_words(block[0].text))
        plain = not prefix and re.fullmatch(r"[a-z-]+", name)  # could clash with our pages' ids: people, visit, top
        name = unique(f"h-{name}" if plain else prefix + name, used)
        depth = min(6, max(level, block[0].depth))
        return f"{'#' * depth} {_line(block[0].text, resolve)} {{: #{name} }}"
    if kind == "table":
        return _table([line.cells for line in block], resolve)
    if kind == "item":
        return _list(block, resolve)
    lines = "<br>\n".join(_line(line.text, resolve) for line in block)
    return f"<blockquote>\n<p>{lines}</p>\n</blockquote>" if kind == "quote" else f"<p>{lines}</p>"


def _table(rows: list[tuple[str, ...]], resolve: Resolve) -> str:
    """A table; the first row is the header, short rows are padded."""
    width = max(len(row) for row in rows)
    found = []
    for tag, row in zip(["th"] + ["td"] * len(rows), rows, strict=False):
        cells = [*row, *[""] * (width - len(row))]
        found.append("<tr>" + "".join(f"<{tag}>{_line(cell, resolve)}</{tag}>" for cell in cells) + "</tr>")
    rest = "\n".join(found[1:])
    return f"<table>\n<thead>\n{found[0]}\n</thead>\n<tbody>\n{rest}\n</tbody>\n</table>"


def _list(block: Block, resolve: Resolve) -> str:
    """A list with at most one nested level. Numbers are kept as typed."""
    out: list[str] = []
    open_lists: list[str] = []
    for line in block:
        if line.kind == "more":
            out.append(f"<br>\n{_line(line.text, resolve)}")
            continue
        tag = "ol" if line.number else "ul"
        level = 2 if line.depth > block[0].depth + 1 else 1
        while len(open_lists) > level or (len(open_lists) == level and open_lists[-1] != tag):
            out.append(f"</li>\n</{open_lists.pop()}>")
        if len(open_lists) == level:
            out.append("</li>")
        else:
            open_lists.append(tag)
            out.append(f"\n<{tag}>")
        value = f' value="{line.number}"' if line.number else ""
        out.append(f"\n<li{value}>{_line(line.text, resolve)}")
    return "".join([*out, *(f"</li>\n</{tag}>" for tag in reversed(open_lists))]).strip()


def _line(text: str, resolve: Resolve) -> str:
    """One line with its links, addresses and bold words."""
    out, done = [], 0
    for match in INLINE.finditer(text):
        out += [_escape(text[done : match.start()]), _mark(match, resolve)]
        done = match.end()
    return "".join([*out, _escape(text[done:])])


def _mark(match: re.Match[str], resolve: Resolve) -> str:
    if match["bold"] is not None:
        return f"<strong>{_line(match['bold'], resolve)}</strong>"
    if match["bare"]:
        address = _trimmed(match["bare"])
        words, rest = _escape(address), _escape(match["bare"][len(address) :])
        is_cut = match["cut"] is not None
        return f"{words}{rest}" if is_cut or url_problem(address) else f'<a href="{words}">{words}</a>{rest}'
    target = match["target"] or match["wide"] or ""
    address = target if target.startswith(("https://", "http://")) else resolve(target)
    address = "" if match["picture"] else address
    if not address and not _RECORD.fullmatch(target):
        return _escape(match[0])
    words = _line(match["words"], resolve) if "**" in match["words"] else _escape(match["words"])
    return f'<a href="{_escape(address)}">{words}</a>' if address else words


def _trimmed(address: str) -> str:
    """An address without the sentence's punctuation after it; a bracket opened in it is kept."""
    found = address.rstrip(".,;:!?'(")
    return found.rstrip(".,;:!?')") if found.endswith(")") and "(" not in found else found


def _words(text: str) -> str:
    """A line without its marks."""
    return INLINE.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    if match["bold"] is not None:
        return _words(match["bold"])
    return match[0] if match["words"] is None or match["picture"] else _words(match["words"])


def _escape(text: str) -> str:
    return html.escape(text).translate(_READ_IN_HTML)


_AFTER = re.compile(r"(街道|社区|新时代|文明实践)(?=..)")
_DATE = r"(?<!\d)(?:\d{1,2}月\d{1,2}日|\d{1,4}[年月日]|\d\d:\d\d(?:—\d\d:\d\d)?)(?:—(?=\d))?"
_WHOLE = re.compile(rf"{_DATE}|\w·")
"""A date, a time, or a character with its following dot: not to be broken."""
_SIGN = re.compile(r"[\s，。、；：！？·—…（）《》“”‘’\-]+")
SHORT = 9
"""The most characters of a title that fit on one line of the narrowest phone."""


def phrases(title: str) -> Markup:
    """The title as HTML with break opportunities: Chinese has no spaces, and our CSS breaks only there and at marks."""
    text = str(escape(title)).replace(" ·", "\N{NO-BREAK SPACE}·")
    text = _AFTER.sub(r"\1<wbr>", text) if len(title) > SHORT else text
    return Markup(_WHOLE.sub(r'<span class="phrase">\g<0></span>', text))


def runs_on(title: str, most: int = SHORT) -> bool:
    """Whether text between marks is longer than a line, so that a forced break could put a mark at a line's start."""
    return any(len(stretch) > most for stretch in _SIGN.split(title))
