"""Rules about the small subset of Markdown that bodies are written in (handbook: writing)."""

import re
from collections.abc import Iterator

from scripts.checks import texts
from scripts.load.content import Content
from scripts.problems import Problem
from scripts.records.inline_marks import record_links
from scripts.records.web_urls import flaw

_OUTSIDE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"<[a-zA-Z/!?][^\n]{0,40}"), "HTML 标签", "请删去尖括号里的记号；要说“小于”，写“小于”或用全角＜"),
    (re.compile(r"!\[[^\n]{0,60}"), "正文中间的图片", "图片请写在 images 里"),
)
"""What an editor meant to do something and does nothing: it would stand on the page as it was typed."""
_LIVE = re.compile(r"(?:javascript|vbscript|data|file|blob|weixin|intent)\s*:", re.IGNORECASE)
_LIKE_ADDRESS = re.compile(r"\[\s*((?:https?://)?(?:[\w-]+\.)+[a-zA-Z]{2,}[^\[\]\s]*)\s*\]\(([^()\s]+)\)")


def only_the_subset(content: Content) -> Iterator[Problem]:
    """Bodies hold headings, lists, quotes, bold, links and tables: no HTML, and no pictures among the words."""
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
