"""The built site, searched once more: whatever went wrong before, this must not be in any file that is published."""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import unescape
from pathlib import Path

from scripts import pictures
from scripts.checks import withdrawn
from scripts.checks.personal import allowed
from scripts.checks.pictures import noted
from scripts.links import tags
from scripts.load import PICTURES, Content
from scripts.names import Names
from scripts.personal import NOTHING, find
from scripts.personal.allowed import Allowed
from scripts.personal.files import APART, readable
from scripts.problems import Problem

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_BASE = re.compile(r'new URL\("[\w./-]*",')
_DATA = re.compile(r"<script[^>]*type=\"application/(?:ld\+)?json\"", re.IGNORECASE)
_LINKED = re.compile(r"<script[^>]*json\"[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_ASIDE = re.compile(r"<(?:script|style|svg)\b.*?</(?:script|style|svg)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_EMPHASIS = re.compile(r"</?(?:b|i|u|em|strong|mark)>", re.IGNORECASE)
_FORBIDDEN_TAGS = frozenset({"iframe", "object", "embed", "base", "applet", "frame", "frameset", "portal"})
_FETCHING = frozenset({"script", "img", "audio", "video", "source", "track", "input", "image", "use"})
_LIVE = re.compile(r"(?:javascript|vbscript|data|file|blob):", re.IGNORECASE)
_SPACE = re.compile(r"[\x00-\x20]")  # browsers leave these out of an address
_FOREIGN = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_IMPORT = re.compile(r"""(?:@import\s+(?:url\()?|url\()\s*["']?(?:https?:)?//""", re.IGNORECASE)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")  # as JSON and scripts write characters
_REFRESH = re.compile(r"0; url=(?:\.\.?/)*[a-z0-9/-]*")
_HINT = "这是最后一道检查：请找到写进它的记录或模板，改好再发布"


@dataclass(frozen=True)
class Forbidden:
    """What may be in no file, each with the record it was withdrawn with; numbers, addresses and days that may.

    ``people`` are names, ``words`` whole sentences, ``longer`` names of others that hold one of the former.
    """

    people: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    allowed: Allowed = NOTHING
    longer: tuple[str, ...] = ()

    @classmethod
    def of(cls, content: Content) -> "Forbidden":
        """What was withdrawn and is not also said by a record that is shown."""
        people = withdrawn.people(content)
        longer = withdrawn.longer_names(content, people)
        return cls(people, withdrawn.sentences(content), allowed(content), tuple(longer))

    @cached_property
    def names(self) -> Names:
        """All of them, to be found however they are typed; those of others have no owner."""
        return Names(self.words | self.people | dict.fromkeys(self.longer, ""))


def audit(site: Path, forbidden: Forbidden) -> Iterator[Problem]:
    """Every problem of every file of the built site."""
    chrome = _inline_scripts(site / "404.html")
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        problem = partial(Problem, name, 1, 1)
        if path.is_symlink():
            yield problem("N08", "成品里有链接文件", _HINT)
        elif path.is_file() and path.suffix.lower() in PICTURES:
            yield from _picture(path, problem)
        elif path.is_file() and (text := _text(path)):
            kind = ".json" if text[:1] in {"[", "{"} else path.suffix
            yield from _personal(SAID.get(kind, str)(text), forbidden, problem)
            if path.suffix == ".html":
                yield from (problem("S06", message, _HINT) for message in _live(text, chrome))
            elif path.suffix == ".css" and _IMPORT.search(text):
                yield problem("S06", "样式表向别的网站取文件", _HINT)


def _text(path: Path) -> str:
    """The text of a file, that of a packed search index as well; of one that is no text, what can be read in it."""
    data = path.read_bytes()
    data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return readable(data)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "\\u" in text else text


def _visible(html: str) -> str:
    """The words of a page, its linked data, and the values of its attributes that people or machines read as text."""
    said = re.findall(r'\s(?:content|alt|title|aria-label|href|src|data-[a-z]+)="([^"]*)"', html)
    said += [_data(json) for json in _LINKED.findall(html)]
    return unescape("\n".join([_ASIDE.sub("\n", _EMPHASIS.sub("", html)), *said]))


def _quoted(code: str) -> str:
    """The strings and comments of a script or a style sheet; bare numbers there are lengths and coordinates."""
    pieces: list[str] = re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`|/\*.*?\*/", code, re.DOTALL)
    return "\n".join(piece for piece in pieces if "svg" not in piece)


def _data(json: str) -> str:
    """The strings of a data file, and its long numbers one by one: neighbours in a list are not one number."""
    return APART.join(re.findall(r'"(?:[^"\\]|\\.)*"|\d{11,}', json))


SAID: dict[str, Callable[[str], str]] = {
    ".html": _visible,
    ".js": _quoted,
    ".css": _quoted,
    ".svg": _visible,
    ".json": _data,
}
"""What a file says, by its suffix; of all others the whole text."""


def _personal(text: str, forbidden: Forbidden, problem: "partial[Problem]") -> Iterator[Problem]:
    for one in find(text, forbidden.allowed):
        yield problem(one.code, f"成品里：{one.message}", _HINT)
    for key in sorted({found.owner for found in forbidden.names.find(text)} - {""}):
        yield problem("D19", f"成品里还有已撤下的内容（{key}）", "请找出还提到它的记录，删去有关文字")


def _picture(path: Path, problem: "partial[Problem]") -> Iterator[Problem]:
    try:
        with pictures.opened(path) as picture:
            if hidden := pictures.secrets(picture):
                yield problem("D07", f"成品图片里藏着{'、'.join(hidden)}", _HINT)
            for code, message, _ in noted(path.read_bytes(), pictures.words(picture)):
                yield problem(code, f"成品图片：{message}", _HINT)
    except pictures.UnfitError:
        yield problem("P03", "成品里有打不开的图片", _HINT)


def _inline_scripts(page: Path) -> frozenset[str]:
    """The theme's own inline scripts, as the page without any record's text has them."""
    html = page.read_text(encoding="utf-8") if page.is_file() else ""
    return frozenset(_BASE.sub("new URL(", text) for text in _INLINE.findall(html))


def _live(html: str, chrome: frozenset[str]) -> Iterator[str]:
    """What in a page would run, frame or fetch anything that is not the site's own."""
    for match in _INLINE.finditer(html):
        if not _DATA.match(match[0]) and _BASE.sub("new URL(", match[1]) not in chrome:
            yield "页面里有不属于网站的脚本"
    for tag, attributes in tags(html):
        if tag in _FORBIDDEN_TAGS:
            yield f"页面里有 <{tag}>"
        for name, value in attributes:
            if name.startswith("on"):
                yield f"页面里有 {name} 事件"
            elif name in {"href", "src", "action", "formaction", "poster", "srcset"} and _LIVE.match(
                _SPACE.sub("", value)
            ):
                yield f"页面里有不安全的地址（{name}）"
            elif name in {"src", "srcset", "poster"} and tag in _FETCHING and _FOREIGN.match(_SPACE.sub("", value)):
                yield f"页面向别的网站取文件（{tag}）"
        said = dict(attributes)
        if (
            tag == "meta"
            and said.get("http-equiv", "").lower() == "refresh"
            and not _REFRESH.fullmatch(said.get("content", ""))
        ):
            yield "页面会跳到别的地方"
        if tag == "link" and _FOREIGN.match(said.get("href", "")) and "canonical" not in said.get("rel", ""):
            yield "页面向别的网站取文件（link）"
