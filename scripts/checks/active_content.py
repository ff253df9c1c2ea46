"""Active content in markup: what would run, frame or fetch anything that is not the site's own."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']+|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))*+(?:>|\Z)""")
"""What is not closed goes on to the end: so that no start is tried in vain, the work grows with the page only."""
_CODE = re.compile(r"(<(?:script|style)\b[^<>]*>)(?:(?!</(?:script|style)).)*+", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s([a-zA-Z:-]+)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_SCRIPT = re.compile(r"<script(?=[\s>/])", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_DATA = re.compile(r"\stype=[\"']?application/(?:ld\+)?json\b", re.IGNORECASE)
_FORBIDDEN = frozenset({"iframe", "object", "embed", "base", "applet", "frame", "frameset", "portal"})
_FORBIDDEN |= {"foreignobject", "animate", "set"}  # in SVG: HTML inside it, and what changes an address later
_ADDRESSES = frozenset({"href", "xlink:href", "src", "action", "formaction", "poster", "srcset", "data"})
_FETCHING = frozenset({"script", "img", "audio", "video", "source", "track", "input", "image", "use", "feimage"})
_LIVE = re.compile(r"(?:javascript|vbscript|data|file|blob):", re.IGNORECASE)
_SPACE = re.compile(r"[\x00-\x20]")  # browsers leave these out of an address
_FOREIGN = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_IMPORT = re.compile(r"""(?:@import\s{0,9}(?:url\()?|url\()\s{0,9}["']?((?:https?:)?//[^\s"')]*)""", re.IGNORECASE)
_REFRESH = re.compile(r"0; url=(?:\.\.?/)*[a-z0-9/-]*")

Found = tuple[str, str]
"""What is wrong, and the piece of the markup that shows it."""


class Tag(NamedTuple):
    """An opening tag in lower case, its attributes, and what is active in it."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    active: tuple[Found, ...]


def tags(html: str) -> Iterator[Tag]:
    """Every different opening tag of a page; a script's code holds none."""
    return map(_tag, dict.fromkeys(_TAG.findall(_CODE.sub(r"\1", html))))


@lru_cache(maxsize=1 << 15)  # most tags stand on many pages
def _tag(tag: str) -> Tag:
    name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0].lower()
    found = _ATTRIBUTE.findall(tag)
    attributes = tuple((key.lower(), unescape(first or second or third)) for key, first, second, third in found)
    return Tag(name, attributes, tuple(_in_tag(name, attributes)))


def scripts(html: str) -> Iterator[tuple[str, str]]:
    """The attributes and the code of every script of a page."""
    for piece in _SCRIPT.split(html)[1:]:
        head, _, rest = piece.partition(">")
        yield head, _END.split(rest, maxsplit=1)[0]


def linked_data(html: str) -> list[str]:
    """The code of the scripts of a page that hold data."""
    return [code for head, code in scripts(html) if _DATA.search(head)]


def imports(style: str) -> Iterator[Found]:
    """What a style sheet, or the styles of a page or drawing, fetch from elsewhere."""
    return (("样式表向别的网站取文件", match[1]) for match in _IMPORT.finditer(style))


def found(html: str, of: Iterable[Tag] | None = None) -> Iterator[Found]:
    """Everything active in some markup; ``of`` are its ``tags`` where they are known."""
    for head, _ in scripts(html):
        if " src=" not in head and not _DATA.search(head):
            yield "页面里有不属于网站的脚本", f"<script{head}"
    for tag in tags(html) if of is None else of:
        yield from tag.active


def _in_tag(tag: str, attributes: Iterable[tuple[str, str]]) -> Iterator[Found]:
    """What is wrong with one opening tag."""
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
