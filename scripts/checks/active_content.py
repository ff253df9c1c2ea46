"""Finds active content in markup: foreign scripts, frames and requests."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']+|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))*+(?:>|\Z)""")
"""An unclosed tag extends to the end, so the match never backtracks and takes linear time."""
_CODE = re.compile(r"(<(?:script|style)\b[^<>]*>)(?:(?!</(?:script|style)).)*+", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s([a-zA-Z:-]+)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_SCRIPT = re.compile(r"<script(?=[\s>/])", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_DATA = re.compile(r"\stype=[\"']?application/(?:ld\+)?json\b", re.IGNORECASE)
_FORBIDDEN = frozenset({"iframe", "object", "embed", "base", "applet", "frame", "frameset", "portal"})
_FORBIDDEN |= {"foreignobject", "animate", "set"}  # in SVG: embedded HTML, and animated addresses
_ADDRESSES = frozenset({"href", "xlink:href", "src", "action", "formaction", "poster", "srcset", "data"})
_FETCHING = frozenset({"script", "img", "audio", "video", "source", "track", "input", "image", "use", "feimage"})
SCHEMES = "javascript|vbscript|data|file|blob"
"""Schemes of addresses that run code or read local files."""
_LIVE = re.compile(rf"(?:{SCHEMES}):", re.IGNORECASE)
_SPACE = re.compile(r"[\x00-\x20]")  # browsers ignore these in an address
_FOREIGN = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_IMPORT = re.compile(r"""(?:@import\s{0,9}(?:url\()?|url\()\s{0,9}["']?((?:https?:)?//[^\s"')]*)""", re.IGNORECASE)
_REFRESH = re.compile(r"0; url=(?:\.\.?/)*[a-z0-9/-]*")

Found = tuple[str, str]
"""A message, and the piece of markup it is about."""


class Tag(NamedTuple):
    """An opening tag in lower case, its attributes, and its active content."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    active: tuple[Found, ...]


def tags(html: str) -> Iterator[Tag]:
    """The distinct opening tags of a page, outside scripts and styles."""
    return map(_tag, dict.fromkeys(_TAG.findall(_CODE.sub(r"\1", html))))


@lru_cache(maxsize=1 << 15)  # most tags are on many pages
def _tag(tag: str) -> Tag:
    name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0].lower()
    found = _ATTRIBUTE.findall(tag)
    attributes = tuple((key.lower(), unescape(first or second or third)) for key, first, second, third in found)
    return Tag(name, attributes, tuple(_in_tag(name, attributes)))


def scripts(html: str) -> Iterator[tuple[str, str]]:
    """(attributes, code) of every script of a page."""
    for piece in _SCRIPT.split(html)[1:]:
        head, _, rest = piece.partition(">")
        yield head, _END.split(rest, maxsplit=1)[0]


def linked_data(html: str) -> list[str]:
    """The content of a page's JSON scripts."""
    return [code for head, code in scripts(html) if _DATA.search(head)]


def imports(style: str) -> Iterator[Found]:
    """The foreign files that a style sheet, or the styles of a page or drawing, request."""
    return (("样式表向别的网站取文件", match[1]) for match in _IMPORT.finditer(style))


def active_in(html: str, of: Iterable[Tag] | None = None) -> Iterator[Found]:
    """The active content of a page's markup; ``of`` are its ``tags``, if known."""
    for head, _ in scripts(html):
        if " src=" not in head and not _DATA.search(head):
            yield "页面里有不属于网站的脚本", f"<script{head}"
    for tag in tags(html) if of is None else of:
        yield from tag.active


def _in_tag(tag: str, attributes: Iterable[tuple[str, str]]) -> Iterator[Found]:
    """The active content of one opening tag."""
    if tag in _FORBIDDEN:
        yield f"页面里有 <{tag}>", f"<{tag}"
    for name, value in attributes:
        if name.startswith("on"):
            yield f"页面里有 {name} 事件", f"{name}="
        elif name in _ADDRESSES and _LIVE.match(_SPACE.sub("", value)):
            yield f"页面里有不安全的地址（{name}）", value
        elif name in _ADDRESSES and tag in _FETCHING and _FOREIGN.match(_SPACE.sub("", value)):
            yield f"页面向别的网站取文件（{tag}）", value
    if tag in {"meta", "link"}:
        said = dict(attributes)
        refresh = said.get("http-equiv", "").lower() == "refresh"
        if refresh and not _REFRESH.fullmatch(said.get("content", "")):
            yield "页面会跳到别的地方", said.get("content", "")
        if tag == "link" and _FOREIGN.match(said.get("href", "")) and "canonical" not in said.get("rel", ""):
            yield "页面向别的网站取文件（link）", said["href"]
