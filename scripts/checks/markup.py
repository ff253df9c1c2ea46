"""Rules about the small subset of Markdown that bodies are written in (handbook: writing)."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import markdown
import nh3

from scripts.addresses import flaw
from scripts.checks import texts
from scripts.load import Content
from scripts.problems import Problem
from scripts.render.markdown import record_links

_OUTSIDE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"<[a-zA-Z/!?][^\n]{0,40}"), "HTML 标签", "请删去尖括号里的记号；要说“小于”，写“小于”或用全角＜"),
    (re.compile(r"^[ \t]*(?:```|~~~)|`[^`\n]+`", re.MULTILINE), "代码记号", "请删去反引号"),
    (re.compile(r"\{[:#.%{][^\n]{0,40}"), "属性或模板记号", "请删去花括号"),
    (re.compile(r"-8<-"), "文件片段记号", "请把文字直接写出来"),
    (re.compile(r"!\[[^\n]{0,60}"), "正文中间的图片", "图片请写在 images 里"),
    (re.compile(r"^ {0,3}\[[^\[\]\n]+\]:", re.MULTILINE), "引用式链接", "请写成 [文字](网址)"),
    (re.compile(r"\[[^\[\]\n]*\]\([^()\s]*\s[^()\n]*\)"), "链接里的空格或标题", "请写成 [文字](网址)，括号里只有网址"),
    (re.compile(r"\[\^[^\[\]\n]+\]|\]\["), "脚注或引用式链接", "请写成 [文字](网址)"),
    (re.compile(r"^[ \t]*(?:=+|-{3,}|\*{3,}|_{3,}|(?:\* ){2,}\*)[ \t]*$", re.MULTILINE), "分隔线", "请用小标题分段"),
)
_LIVE = re.compile(r"(?:javascript|vbscript|data|file|blob|weixin|intent)\s*:", re.IGNORECASE)
_GOOD_LINK = re.compile(r"\[[^\[\]\n]*\]\((?:https?://[\w.-]+[^\s()<>\"':]*|[a-z-]+/[a-z0-9/-]+)\)")
_LIKE_ADDRESS = re.compile(r"\[\s*((?:https?://)?(?:[\w-]+\.)+[a-zA-Z]{2,}[^\[\]\s]*)\s*\]\(([^()\s]+)\)")
_SUSPECT = re.compile(r"<|\]\(|\]:")
MOST_MARKS = 200
"""More are not parsed at all: a line of 8,000 unfinished links took the Markdown parser half a minute."""
_TAGS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "strong", "em", "blockquote", "a", "br"}
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}


def only_the_subset(content: Content) -> Iterator[Problem]:
    """Bodies hold headings, lists, quotes, bold, links and tables: no HTML, code, attributes, template marks."""
    for record in content.records.values():
        for loc, value in texts.strings(record):
            if loc[-1] in texts.RICH:
                for pattern, what, hint in _OUTSIDE:
                    if match := pattern.search(value):
                        message = f"正文里不能用{what}“{match[0].strip()[:30]}”"
                        yield texts.in_value(content, record, loc, match[0].strip("\n"), "S01", message, hint)


def links_lead_to_the_web(content: Content) -> Iterator[Problem]:
    """A link in a text of several lines leads to a record or to an http(s) address that reads as what it is."""
    for record in content.records.values():
        for loc, value in texts.strings(record):
            if loc[-1] in texts.RICH and "](" in value:
                for target in record_links(value):
                    wrong = "" if target in content.records else flaw(target)
                    if wrong and (_LIVE.match(target) or target.startswith(("//", "http"))):
                        hint = "请写完整网址（https://…）或“文件夹/编号”"
                        yield texts.in_value(content, record, loc, target, "S02", f"链接“{target[:60]}”：{wrong}", hint)


def links_say_where_they_lead(content: Content) -> Iterator[Problem]:
    """A link whose words are a web address leads to that address's host, not to another."""
    for record in content.records.values():
        for loc, value in texts.rich(record):
            for words, target in _LIKE_ADDRESS.findall(value) if "](" in value else ():
                if _host(words) != _host(target):
                    message = f"链接写着“{words[:40]}”，却通向 {_host(target) or target[:40]}"
                    yield texts.in_value(
                        content, record, loc, words, "S02", message, "请让文字和网址一致，或改用网页的名称"
                    )


def _host(address: str) -> str:
    return address.lower().partition("//")[2 if "//" in address else 0].partition("/")[0].removeprefix("www.")


def one_line_fields_hold_one_line(content: Content) -> Iterator[Problem]:
    """A title, a name or a caption is one line."""
    for record in content.records.values():
        for loc, value in texts.strings(record):
            if "\n" in value and not any(step in texts.RICH for step in loc):
                yield content.problem(record, loc, "S03", "这一栏只能写一行", "请去掉换行")


def sanitiser_takes_nothing_out(content: Content) -> Iterator[Problem]:
    """What a sanitiser would take out of a text is an error, never silently stripped (nh3; research §5 of editing)."""
    for record in content.records.values():
        for loc, value in texts.strings(record):
            if loc[-1] in texts.RICH and ("<" in value or "](" in value):
                rest = _GOOD_LINK.sub("", value)  # quick: most texts hold nothing but such links
                if _SUSPECT.search(rest) and (lost := _taken_out(rest)):
                    hint = "请改写成手册“正文”一节里的写法"
                    shown = lost.partition('="')[2].rstrip('"') or lost
                    yield texts.in_value(content, record, loc, shown, "S05", f"发布时会被删去：{lost[:60]}", hint)


def _taken_out(value: str) -> str:
    """The first tag or attribute that the policy removes from the text as Markdown; empty when it removes none."""
    if value.count("[") + value.count("<") > MOST_MARKS:
        return "太多没有写完的记号"
    html = markdown.markdown(value.replace("&", "&amp;"), extensions=["attr_list", "tables"])
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "th": {"align", "style"}, "td": {"align", "style"}},
        url_schemes={"http", "https", "mailto", "tel"},
        attribute_filter=lambda _, __, text: None if text.lstrip().startswith(("//", "\\")) else text,
        link_rel=None,
        strip_comments=False,
    )
    lost = _Marks.of(html) - _Marks.of(clean)
    return next(iter(lost), "")


class _Marks(HTMLParser):
    """Counts the tags and attributes of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    @classmethod
    def of(cls, html: str) -> Counter[str]:
        parser = cls()
        parser.feed(html)
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[f"<{tag}>"] += 1
        for name, value in attrs:
            self.found[f'{tag} {name}="{value}"'] += 1
