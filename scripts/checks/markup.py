"""Rules about the subset of Markdown allowed in bodies (handbook: writing)."""

import re
from collections.abc import Iterator
from functools import partial
from html import unescape

from scripts.checks import texts
from scripts.load.content import Content
from scripts.problems import Problem
from scripts.records.base import Record

_TAG = re.compile(
    r"<(?:[/!?]|[a-zA-Z](?![\w:-]*[^\x00-\x7f]))[^\n]{0,40}|&(?:nbsp|[lr][ds]quo|[mn]dash|middot|hellip);", re.ASCII
)
"""A name followed by Chinese is no tag: 人数a<b的时候 is allowed."""
PICTURE = re.compile(r"!\[([^\]\n]{0,300})\](?:\(([^)\n]{0,500})\)|(?=\s*[(（\[]))")
_VALUE = r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))"""
_KNOWN = (
    "br|hr|h[1-6]|ul|ol|li|t[rdh]|em|img|div|span|section|article|strong|table|thead|tbody|blockquote|center|font|pre"
    r"|code|su[bp]|del|ins|small|script|style|iframe|video|audio|svg|figure|label|input|button|form|\w+:[\w-]+"
)
_TAGS = re.compile(
    rf"<!--.*?(?:-->|$)|</[a-z][\w:-]*\s*>|<[a-z][\w:-]*{_VALUE}+\s*/?>|<(?:{_KNOWN})\s*/?>"
    r"|(?<!\w)<[a-z]>|<([a-z])>(?=.{0,2000}</\1>)",
    re.IGNORECASE | re.ASCII,
)
"""Certain tags only: a cure must not drop the letters of x<y>z and a<b 且 b>c."""
_LINK = re.compile(
    r"<a\s[^<>]{0,200}?href=[\"'](https?://[^\"'<>\s]+)[\"'][^<>]{0,200}>([^<>\[\]]+)</a>", re.IGNORECASE
)
_BLOCK_END = re.compile(r"</(?:p|div|section|li|tr|h[1-6]|blockquote)\s*>|<br\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")
SHOWN = 160
"""The most characters of a paragraph that a cure repeats."""
_LIKE_ADDRESS = re.compile(r"\[\s*((?:https?://)?(?:[\w-]+\.)+[a-zA-Z]{2,}[^\[\]\s]*)\s*\]\(([^()\s]+)\)")


def only_the_subset(content: Content) -> Iterator[Problem]:
    """Bodies contain headings, lists, quotes, bold, links and tables: no HTML and no inline pictures."""
    for record, loc, value in texts.every(content, texts.strings):
        if loc[-1] in texts.RICH:
            tell = partial(texts.in_value, content, record, loc)
            if match := _TAG.search(value):
                message = f"正文里不能用 HTML 记号“{match[0].strip()[:30]}”"
                yield tell(match[0].strip("\n"), "S01", message, _without_tags(value, match.start()))
            if match := PICTURE.search(value):
                message = f"正文里不能用正文中间的图片“{match[0].strip()[:30]}”"
                yield tell(match[0].strip("\n"), "S01", message, _picture_cure(record, match))


def _without_tags(text: str, start: int) -> str:
    """The cure: the line at ``start`` written without tags."""
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    if match := _ADDRESS.search(line):
        return f"网址两边不用尖括号，直接写 {match[1]}"
    linked = _LINK.sub(r"[\2](\1)", line)
    plain = _TAGS.sub(lambda tag: "\n" if _BLOCK_END.fullmatch(tag[0]) else " " * tag[0].startswith("</t"), linked)
    if plain == unescape(line):
        return "要说“小于”，写“小于”或用全角＜；是网页里粘来的记号，请连同尖括号一起删去"
    pieces = [re.sub(r"<(?=[a-zA-Z/!?])", "＜", " ".join(unescape(piece).split())) for piece in plain.split("\n")]
    shown = [piece if len(piece) <= SHOWN else f"{piece[:SHOWN]}……" for piece in pieces if piece]
    more = "；下面带尖括号的各行也这样改" if _TAGS.search(text, start + len(line)) else ""
    if not shown:
        return f"请删去这一行{more}"
    paragraphs = "，各占一段，中间空一行" if len(shown) > 1 else ""
    return f"请只留文字，写成“{'”“'.join(shown)}”{paragraphs}{more}"


def _picture_cure(record: Record, match: re.Match[str]) -> str:
    """The cure for an inline picture: move it to ``images``, or delete it if it is there already."""
    alt, file = match[1], (match[2] or "").strip()
    if any(image.file == file for image in record.images):
        return "请删去这里的，它已经写在 images 里了"
    if file.startswith("http"):
        return "请删去这里的：先在网页的图上点右键，选“图片另存为”，和记录放在一起，再把文件名写在 images 里"
    return f"请删去这里的，在 images 里加：- file: {file or '图片文件名'}，下一行 alt: {alt or '画面里是谁、在做什么'}"


def links_say_where_they_lead(content: Content) -> Iterator[Problem]:
    """A link whose text is a web address leads to that address's host."""
    for record, loc, value in texts.every(content, texts.rich):
        for words, target in _LIKE_ADDRESS.findall(value) if "](" in value else ():
            if _host(words) != _host(target):
                message = f"链接写着“{words[:40]}”，却通向 {_host(target) or target[:40]}"
                hint = "请让文字和网址一致，或改用网页的名称"
                yield texts.in_value(content, record, loc, words, "S02", message, hint)


def _host(address: str) -> str:
    return address.lower().partition("//")[2 if "//" in address else 0].partition("/")[0].removeprefix("www.")


def one_line_fields_hold_one_line(content: Content) -> Iterator[Problem]:
    """A title, a name or a caption is one line and no table row."""
    for record, loc, value in texts.every(content, texts.strings):
        if any(step in texts.RICH for step in loc):
            continue
        if "\n" in value:
            yield content.problem(record, loc, "S03", "这一栏只能写一行", "请去掉换行")
        elif "\t" in value:
            hint = "请只留这一栏的内容；几格都是这一栏的，把制表符改成空格或顿号"
            yield content.problem(record, loc, "S03", "这里有制表符，像是从表格里粘贴来的几格", hint)
