"""Text on its way into a Markdown page: escaping for every place it can stand in."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from markupsafe import Markup, escape

_LIVE = frozenset("&<>\"'\\`*_{}[]()#+!|~")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "`": "&#96;", "{": "&#123;", "}": "&#125;"}
_LINK = re.compile(r"(!?)\[([^\[\]\n]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s+\S")
_ITEM_TEXT = re.compile(r"^([-*+]|\d+\.)\s+(.*)$")
_SIGN = re.compile(r"^(\d*)((?<=\d)\.(?=\s|$)|(?<!\d)[-*+](?=\s|$)|(?<!\d)#)")
_WIDE = re.compile(r"[⺀-鿿豈-﫿！-｠　-〿—…“”‘’]")

Resolve = Callable[[str], str | None]
"""The target of a link as an editor wrote it → an address, or None when the link is to be plain text."""


def inline(text: object) -> Markup:
    """One line of plain text for a Markdown heading: nothing in it is markup."""
    line = " ".join(str(text).split())
    return Markup("".join(f"&#{ord(char)};" if char in _LIVE else char for char in line))


def record_links(text: str) -> Iterator[str]:
    """The targets of all links and pictures in a body."""
    return (match[3] for match in _LINK.finditer(text))


def anchor(heading: str) -> str:
    """The id of a heading: its own letters, digits and Chinese characters."""
    return re.sub(r"[^\w一-鿿]+", "-", heading.lower()).strip("-") or "section"


def body(text: str, resolve: Resolve, *, level: int = 2, prefix: str = "") -> Markup:
    """A record's text as Markdown of the safe subset: HTML, code and attribute lists stay plain text.

    Lines of one paragraph are joined, without a space between Chinese characters. The highest heading is moved to
    ``level``; each carries an id of its own words behind ``prefix``.
    """
    out: list[str] = []
    kind = last = ""
    used: dict[str, int] = {}
    for raw in text.strip().split("\n"):
        line, now = _line(raw, level, prefix, used)
        if now == "item" and last != "item":
            line = line.strip()
        if now == kind == "text" or (now == "text" and kind == "item" and raw.startswith(" ")):
            out[-1] += _join(out[-1], line)
            continue
        if kind and now and now != kind:
            out.append("")
        out.append(line)
        kind, last = now, now or last
    return Markup(_links("\n".join(out), resolve))


def _line(raw: str, level: int, prefix: str, used: dict[str, int]) -> tuple[str, str]:
    """One line made safe, and what it is: heading, item, quote, table, text or nothing."""
    line = "".join(_HTML.get(char, char) for char in raw.rstrip())
    if match := _HEADING.fullmatch(line):
        depth = min(6, max(level, len(match[1])))
        return (
            f"{'#' * depth} {match[2]} {{: #{unused(prefix + _own(anchor(unescape(match[2])), prefix), used)} }}",
            "heading",
        )
    if line.startswith("&gt;"):
        return f"> {_item(line.removeprefix('&gt;').strip())}", "quote"
    if _ITEM.match(line):
        return ("    " if line.startswith("  ") else "") + _item(line.strip()), "item"
    if line.startswith("|"):
        return line, "table"
    return _words(line.strip()), "text" if line.strip() else ""


def _item(line: str) -> str:
    """A line that may begin with the sign of a list: one sign, the rest words; lists in lists exhaust the parser's stack."""
    sign = _ITEM_TEXT.match(line)
    return f"{sign[1]} {_words(sign[2])}" if sign else _words(line)


def _words(line: str) -> str:
    """A line on which neither a heading nor a list may begin: a sign of one at its start becomes text."""
    return _SIGN.sub(lambda sign: f"{sign[1]}&#{ord(sign[2])};", line)


def _own(name: str, prefix: str) -> str:
    """An id of a record's own: those of our pages (people, visit, top) are plain English words."""
    return name if prefix or not re.fullmatch(r"[a-z-]+", name) else f"h-{name}"


def unused(name: str, used: dict[str, int]) -> str:
    """``name``, with a number when it is used already; it is used from now on. ``used``: the last number of each."""
    number = used.get(name, 0) + 1
    while (found := f"{name}-{number}" if number > 1 else name) in used:
        number += 1
    used[name] = number
    used.setdefault(found, 1)
    return found


def _join(before: str, after: str) -> str:
    """What follows ``before`` in the same paragraph."""
    return after if _WIDE.match(before[-1]) or _WIDE.match(after[0]) else f" {after}"


def _links(text: str, resolve: Resolve) -> str:
    """Keeps the links of the one form there is, ``[words](target)``; every other bracket is plain text."""
    done, out = 0, []
    for match in _LINK.finditer(text):
        address = None if match[1] else resolve(unescape(match[3]))
        words = _plain_brackets(match[2])
        out += [_plain_brackets(text[done : match.start()]), f"[{words}](<{escape(address)}>)" if address else words]
        done = match.end()
    return "".join([*out, _plain_brackets(text[done:])])


def _plain_brackets(text: str) -> str:
    return text.replace("[", "&#91;").replace("]", "&#93;")
